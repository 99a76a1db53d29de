/** Where the build keeps what it derived from dictionaries. */
export const keptFolder = new URL('../../dictionaries/', import.meta.url);
