import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keptFile, keptStamp } from '../engine/text/derived.js';

const root = join(import.meta.dirname, '..');
/** What decides how texts are cut, weighed, compared and kept. */
const folders = ['engine', 'quality', 'search'];

/** What the build derived from dictionaries, where there is any. */
const keptFiles = ['chinese', 'words'];

const read = (): string => {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => /\.[jt]s$/.test(name) && !name.includes('.spec.')).sort())
      hash.update(file).update(readFileSync(join(root, folder, file)));
  }
  for (const name of keptFiles) hash.update(keptStamp(keptFile(name)) ?? '');
  return hash.digest('hex').slice(0, 16);
};

let known: string | undefined;

/** Of the code and the dictionaries that a snapshot depends on: after any change the index is made anew from the documents. Read once. */
export const codeVersion = (): string => (known ??= read());
