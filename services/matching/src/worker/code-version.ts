import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
/** What decides how texts are cut, weighed, compared and kept. */
const folders = ['engine', 'quality', 'search'];

/** Of the code that a snapshot depends on: after any change of it the index is made anew from the documents. */
export const codeVersion = (): string => {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => /\.[jt]s$/.test(name) && !name.includes('.spec.')).sort())
      hash.update(file).update(readFileSync(join(root, folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
};
