// Scores pairs of texts as the engine does, without anything but the texts:
//   node bench/score.js --achievements A.jsonl --demands D.jsonl --pairs P.jsonl [--model FILE | --model hand]
// A and D hold lines of {id, title | title_raw | title_joined | title_tokens, abstract | content | text}, P lines of {aid, rid}. For every pair,
// in their order, {"aid","rid","score","level"} goes to standard output, all else to standard error. A pair with an unknown side gets 0 and 1.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { textOf } from '../train/data.js';
import { loadModel, raterOf } from './scoring.js';

const fail = (reason) => {
  throw new Error(reason);
};

const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

const readRows = (path, keys) => {
  const check = (row, at) => {
    if (!isRecord(row)) fail(`${path}:${at}: not an object`);
    for (const key of keys) if (typeof row[key] !== 'string') fail(`${path}:${at}: no ${key}`);
    return row;
  };
  const parse = (line, at) => {
    try {
      return JSON.parse(line);
    } catch {
      return fail(`${path}:${at}: no JSON`);
    }
  };
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, at) => (line.trim() ? [check(parse(line, at + 1), at + 1)] : []));
};

const textsById = (path) => new Map(readRows(path, ['id']).map((row) => [row.id, textOf(row)]));

const readOptions = () => {
  const text = { type: 'string' };
  const { values } = parseArgs({ options: { achievements: text, demands: text, pairs: text, model: text } });
  for (const name of ['achievements', 'demands', 'pairs'])
    if (!values[name])
      fail(`--${name} is missing; usage: score --achievements A.jsonl --demands D.jsonl --pairs P.jsonl [--model FILE]`);
  return values;
};

const main = () => {
  const options = readOptions();
  const listings = textsById(options.achievements);
  const demands = textsById(options.demands);
  const rate = raterOf(loadModel(options.model));
  const lines = readRows(options.pairs, ['aid', 'rid']).map(({ aid, rid }) => {
    const [listing, demand] = [listings.get(aid), demands.get(rid)];
    if (!listing) console.error(`score: no achievement ${aid}`);
    if (!demand) console.error(`score: no demand ${rid}`);
    const rated = listing && demand ? rate(listing, demand) : { score: 0, level: 1 };
    return JSON.stringify({ aid, rid, ...rated });
  });
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
};

try {
  main();
} catch (error) {
  console.error(`score: ${error.message}`);
  process.exitCode = 2;
}
