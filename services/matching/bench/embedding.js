// How much a server for sentence embeddings adds to the text score on judged pairs:
//   npm run build && node bench/embedding.js --data <folder with matching/> --url http://127.0.0.1:8080 [--model NAME] [--key KEY] [--text hand|FILE]
// JSON lines: the text score alone, the cosine alone, and (1 - w) x text + w x cosine, where the weight that a demand is measured with was chosen
// on other demands. The text score is that of the model by hand unless `--text` names a trained one (which has seen these demands).
import { parseArgs } from 'node:util';
import { cosine } from '../dist/embedding/embedding-provider.js';
import { embeddingTextOf } from '../dist/embedding/embedding-text.js';
import { httpEmbeddings } from '../dist/embedding/http-embeddings.js';
import { readData } from '../train/data.js';
import { withLevels } from '../train/figures.js';
import { foldsOf, outOfFold } from '../train/folds.js';
import { orderFigures } from '../train/metrics.js';
import { loadModel, raterOf } from './scoring.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    url: { type: 'string' },
    model: { type: 'string', default: 'default' },
    key: { type: 'string' },
    text: { type: 'string', default: 'hand' },
  },
});
if (!values.data || !values.url)
  throw new Error('usage: node bench/embedding.js --data <folder> --url <server> [--model NAME] [--key KEY] [--text hand|FILE]');

const { achievements, demands, pairs } = readData(values.data);
const [listingsById, demandsById] = [achievements, demands].map((rows) => new Map(rows.map((row) => [row.id, row])));

const provider = httpEmbeddings({ url: values.url, model: values.model, key: values.key, deadlineMs: 60_000, attempts: 5 });
const vectorsFor = async (rows) => {
  const vectors = await provider.embed(rows.map(embeddingTextOf), new AbortController().signal);
  return new Map(rows.map(({ id }, at) => [id, vectors[at]]));
};
const asked = (rows, key) => {
  const ids = new Set(pairs.map((pair) => pair[key]));
  return rows.filter(({ id }) => ids.has(id));
};
const began = performance.now();
const [listingVectors, demandVectors] = [await vectorsFor(asked(achievements, 'aid')), await vectorsFor(asked(demands, 'rid'))];
const seconds = (performance.now() - began) / 1000;

const rate = raterOf(loadModel(values.text));
const rows = pairs.map(({ aid, rid, level }) => ({
  rid,
  level,
  text: rate(listingsById.get(aid), demandsById.get(rid)).score,
  near: Math.max(0, cosine(listingVectors.get(aid), demandVectors.get(rid))),
}));

const folds = foldsOf(rows.map(({ rid }) => rid));
const weights = Array.from({ length: 21 }, (_, step) => step / 20);
const mixed = (weight) => (row) => (1 - weight) * row.text + weight * row.near;
const qualityOf = (some, weight) => {
  const { auc, auc_in_demand, ndcg10 } = orderFigures(some.map((row) => ({ ...row, score: mixed(weight)(row), given: 1 })));
  return auc + auc_in_demand + ndcg10;
};
const chosen = [];
const bestMix = (training) => {
  const [best] = weights
    .map((weight) => ({ weight, quality: qualityOf(training, weight) }))
    .sort((a, b) => b.quality - a.quality || a.weight - b.weight);
  chosen.push(best.weight);
  return mixed(best.weight);
};

const figuresOf = (scores) =>
  orderFigures(
    withLevels(
      rows.map((row, at) => ({ ...row, score: scores[at] })),
      folds,
    ),
  );
const print = (name, scores, more = {}) =>
  console.log(JSON.stringify({ bench: 'embedding', name, pairs: rows.length, ...figuresOf(scores), ...more }));
print('text', rows.map(mixed(0)));
print('cosine', rows.map(mixed(1)));
print('text and cosine, out of fold', outOfFold(rows, folds, bestMix), { weights: chosen });
console.log(
  JSON.stringify({
    bench: 'embedding-speed',
    model: provider.name,
    dimensions: provider.dimensions,
    texts: listingVectors.size + demandVectors.size,
    seconds: Number(seconds.toFixed(2)),
  }),
);
