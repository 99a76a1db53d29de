// One new text against many standing queries, as JSON lines: the percolator beside a scan of all queries and beside the floor, an index of each query
// under its rarest term in plain maps.
//   npm run build && node bench/saved.js [--queries 100000] [--texts <folder of JSON lines>] [--documents 500]
import { createPercolator } from '../dist/engine/index/percolator.js';
import { vectorOf } from '../dist/engine/text/text-vector.js';
import { learntTexts, options, randomFrom } from './learnt-texts.js';
import { print, quantile } from './texts.js';

const { queries: count, texts: folder, documents } = options({ queries: '100000', texts: undefined, documents: '500' });
const random = randomFrom(3);
const draw = (from) => from[Math.floor(random() * from.length)];
const sample = [...learntTexts(2_000, { folder })].map(vectorOf);
const frequencies = new Map();
for (const { terms } of sample) for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
const frequency = (term) => frequencies.get(term) ?? 0;

/** Two to four terms of one text, all of them wanted. */
const queries = Array.from({ length: Number(count) }, (_, at) => {
  const { terms } = draw(sample);
  return Array.from({ length: 2 + (at % 3) }, () => draw(terms));
});

const percolator = createPercolator((_, term) => frequency(term));
const start = performance.now();
queries.forEach((terms, at) =>
  percolator.put(`${at}`, 0, { clauses: terms.map((term) => ({ occur: 'must', terms: [{ term }] })) }),
);
print({
  bench: 'saved-put',
  queries: queries.length,
  perSecond: Math.round((1000 * queries.length) / (performance.now() - start)),
});

const byRarest = new Map();
queries.forEach((terms, at) => {
  const rarest = terms.reduce((best, term) => (frequency(term) < frequency(best) ? term : best));
  if (!byRarest.has(rarest)) byRarest.set(rarest, []);
  byRarest.get(rarest).push(at);
});
const floor = ({ terms }) => {
  const own = new Set(terms);
  const found = [];
  for (const term of terms)
    for (const at of byRarest.get(term) ?? []) if (queries[at].every((one) => own.has(one))) found.push(at);
  return found;
};
const naive = ({ terms }) => {
  const own = new Set(terms);
  return queries.flatMap((query, at) => (query.every((term) => own.has(term)) ? [at] : []));
};
const values = { modes: [], organisationId: '' };
const ours = (vector) => percolator.match(0, { vector, values }).map(Number);

const texts = [...learntTexts(Number(documents), { folder, seed: 42 })].map(vectorOf);
const ways = { ours, floor, naive };
const times = { ours: [], floor: [], naive: [] };
let differences = 0;
texts.forEach((vector, at) => {
  const found = {};
  for (const name of Object.keys(ways)) {
    if (name === 'naive' && at % 10 !== 0) continue;
    const asked = performance.now();
    found[name] = ways[name](vector);
    times[name].push(performance.now() - asked);
  }
  const sorted = (list) => [...list].sort((a, b) => a - b).join();
  if (sorted(found.ours) !== sorted(found.floor)) differences += 1;
  if (found.naive && sorted(found.naive) !== sorted(found.ours)) differences += 1;
});
const spread = (name) => ({ p50Ms: quantile(times[name], 0.5), p99Ms: quantile(times[name], 0.99) });
for (const name of Object.keys(ways))
  print({ bench: 'saved-match', way: name, queries: queries.length, documents: times[name].length, ...spread(name) });
print({
  bench: 'saved-ratio',
  differences,
  timesFasterThanNaive: Number((spread('naive').p50Ms / spread('ours').p50Ms).toFixed(1)),
  ofFloorP50: Number((spread('ours').p50Ms / spread('floor').p50Ms).toFixed(2)),
  ofFloorP99: Number((spread('ours').p99Ms / spread('floor').p99Ms).toFixed(2)),
});
