// Rates the labelled pairs of a data folder and prints JSON lines: how well the scores order the pairs, and how good each level is.
//   npm run build && node bench/quality.js <folder with demands.jsonl, achievements.jsonl, pairs.dev.jsonl> [evaluation module]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createEngine } from '../dist/engine/engine.js';
import { plainSubject } from '../dist/engine/subject.js';

const [folder, evaluation = join(folder ?? '.', '../../tools/matching-eval.mjs')] = process.argv.slice(2);
if (!folder) throw new Error('usage: node bench/quality.js <data folder> [evaluation module]');
const { evaluate } = await import(pathToFileURL(evaluation).href);
const rows = (name) =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line));

const engine = createEngine();
for (const row of rows('achievements.jsonl'))
  engine.put({ ...plainSubject(row.title_raw ?? row.title_joined, ''), kind: 'LISTING', id: row.id });
for (const row of rows('demands.jsonl'))
  engine.put({ ...plainSubject(row.title, row.content ?? ''), kind: 'DEMAND', id: row.id });

const pairs = rows('pairs.dev.jsonl');
const rated = pairs.map(({ aid, rid, level }) => {
  const { score, level: given } = engine.rate(engine.get('LISTING', aid), engine.get('DEMAND', rid));
  return { aid, rid, score, given, judged: level };
});

const { out } = evaluate(pairs, rated);
const { auc, auc_in_demand, spearman, ndcg10, score, thresholds } = out;
console.log(JSON.stringify({ bench: 'quality', pairs: pairs.length, auc, auc_in_demand, spearman, ndcg10, score, thresholds }));

const share = (some, all) => (all.length === 0 ? null : Number((some.length / all.length).toFixed(3)));
const isGood = ({ judged }) => judged >= 3;
for (const level of [1, 2, 3, 4]) {
  const these = rated.filter(({ given }) => given === level);
  const found = share(these.filter(isGood), rated.filter(isGood));
  const none = share(
    these.filter(({ judged }) => judged === 1),
    these,
  );
  console.log(
    JSON.stringify({
      bench: 'quality-level',
      level,
      pairs: these.length,
      judged3or4: share(these.filter(isGood), these),
      judged1: none,
      shareOf3or4: found,
    }),
  );
}
