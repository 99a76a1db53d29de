/** Stands for src/engine/text/kept-folder.ts in the tests. */
export const keptFolder = new URL('../.results/dictionaries/', import.meta.url);
