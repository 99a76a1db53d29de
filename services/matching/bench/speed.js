// How fast the index is built, asked, changed, written and read, and how large it is, as JSON lines as they come; the last line is the curve over
// the sizes.
//   npm run build && node --expose-gc bench/speed.js [--sizes 10000,100000,1000000] [--texts <folder of JSON lines>] [--questions 200] [--limit 300]
//     [--model hand|<model file>]
// The trained model is used, as by the service. Questions are asked three times and the least time of each counts.
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHandModel } from '../dist/engine/model/hand-model.js';
import { comparable, featuresOf } from '../dist/engine/model/pair-features.js';
import { createTrainedModel } from '../dist/engine/model/trained-model.js';
import { vectorOf } from '../dist/engine/text/text-vector.js';
import { readSnapshot } from '../dist/engine/index/snapshot-reader.js';
import { writeSnapshot } from '../dist/engine/index/snapshot-writer.js';
import { createTextIndex, putEntry, rank, removeEntry, search } from '../dist/engine/index/text-index.js';
import { memoryOf } from './index-memory.js';
import { jieba, learntTexts, options, timed } from './learnt-texts.js';
import { print, quantile } from './texts.js';

const given = options({
  sizes: '10000,100000',
  texts: undefined,
  questions: '200',
  limit: '300',
  model: new URL('../model/text-model.bin', import.meta.url).pathname,
});
const folder = given.texts;
const limit = Number(given.limit);
const model = given.model === 'hand' ? createHandModel() : createTrainedModel(readFileSync(given.model));
const fields = ['NEW_ENERGY', 'TRANSPORT', 'ADVANCED_MANUFACTURING', 'BIOLOGY', 'ENVIRONMENT'];
const entryOf = (kind, { title, body }, at) => ({
  kind,
  id: `${kind}-${at}`,
  title,
  body,
  organisationId: `organisation-${at % 500}`,
  field: fields[at % fields.length],
  modes: at % 2 ? ['LICENCE'] : ['LICENCE', 'SERVICE'],
  region: `${11 + (at % 30)}0100`,
  indicators: [],
  price: (at % 200) * 1_000_000,
});
const memory = () => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { heap: heapUsed, buffers: arrayBuffers, rss };
};
const spread = (times) => ({ p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) });
const demands = [...learntTexts(Number(given.questions), { folder, seed: 99 })].map((text) => vectorOf(text));
const PASSES = 3;
const leastTimes = (vectors, ask) => {
  const times = vectors.map(() => Number.POSITIVE_INFINITY);
  for (let pass = 0; pass < PASSES; pass += 1)
    vectors.forEach((vector, at) => (times[at] = Math.min(times[at], timed(() => ask(vector)).ms)));
  return times;
};
vectorOf({ title: '', body: '' });
/** The segmentation alone is measured on so many texts at most. */
const MOST_CUT = 25_000;

const build = (size) => {
  const before = memory();
  const index = createTextIndex(model);
  const spent = { cut: 0, vector: 0, put: 0 };
  const every = Math.max(4, Math.ceil(size / MOST_CUT));
  let [at, characters, cuts] = [0, 0, 0];
  for (const text of learntTexts(size, { folder })) {
    const start = performance.now();
    // the segmentation alone, now and then and in the same minutes as the rest
    if (at % every === 0) {
      jieba.cut(text.title, false);
      jieba.cut(text.body, false);
      cuts += 1;
    }
    const cut = performance.now();
    const vector = vectorOf(text);
    const vectorised = performance.now();
    putEntry(index, entryOf('LISTING', text, at), vector);
    spent.cut += cut - start;
    spent.vector += vectorised - cut;
    spent.put += performance.now() - vectorised;
    characters += text.title.length + text.body.length;
    at += 1;
  }
  const after = memory();
  const perSecond = (ms, count = size) => Math.round((1000 * count) / ms);
  print({
    bench: 'build',
    listings: size,
    charactersEach: Math.round(characters / size),
    terms: index.vocabulary.size,
    jiebaPerSecond: perSecond(spent.cut, cuts),
    perSecond: perSecond(spent.vector + spent.put),
    ofJieba: Number((spent.cut / cuts / ((spent.vector + spent.put) / size)).toFixed(2)),
    indexingPerSecond: perSecond(spent.put),
    putOfJieba: Number((spent.put / size / (spent.cut / cuts)).toFixed(2)),
  });
  print({
    bench: 'grown',
    listings: size,
    buffersGrewEach: Math.round((after.buffers - before.buffers) / size),
    rssMb: Math.round(after.rss / 1e6),
  });
  return index;
};

const ranking = (index, side) => (vector) => {
  let best = 0;
  rank(index, side, {
    request: { vector, limit },
    visit: (_, features) => (best = Math.max(best, model.textFit(features).score)),
  });
  return best;
};

const ask = (index, size) => {
  const figures = spread(leastTimes(demands, ranking(index, 0)));
  print({ bench: 'rank', listings: size, questions: demands.length, limit, ...figures });
  // with the working space of questions
  print({ bench: 'memory', listings: size, bytesEach: memoryOf(index) });
  return figures;
};

const MOST_STANDING = 100_000;
const SCANNED = 1_000;

/** One new listing against all standing demands, beside rating it with each of them: a sample of these, prepared beforehand. */
const standing = (index, size) => {
  const count = Math.min(size, MOST_STANDING);
  let at = 0;
  const sample = [];
  for (const text of learntTexts(count, { folder, seed: 5 })) {
    const vector = vectorOf(text);
    if (sample.length < SCANNED) sample.push(comparable(model, vector));
    putEntry(index, entryOf('DEMAND', text, at++), vector);
  }
  const listings = demands.slice(0, 50);
  const ours = spread(leastTimes(listings, ranking(index, 1)));
  const scan = listings.slice(0, 3).map((vector) => {
    const own = comparable(model, vector);
    return timed(() => sample.reduce((best, one) => Math.max(best, model.textFit(featuresOf(model, own, one)).score), 0)).ms;
  });
  const naive = quantile(scan, 0.5) * (count / sample.length);
  print({
    bench: 'new-listing',
    standingDemands: count,
    ...ours,
    scanMs: Math.round(naive),
    timesFasterThanScan: Number((naive / ours.p50Ms).toFixed(1)),
  });
};

/** Words of the texts themselves: two to four of one text, as somebody would look for it. */
const searched = (index, size) => {
  const facets = ['field', 'region', 'mode', 'price', 'readiness', 'kind'];
  const clausesOf = (vector, occur) =>
    [...vector.terms]
      .filter((_, at) => vector.title[at] > 0)
      .slice(0, 3)
      .map((term) => ({ occur, terms: [{ term }] }));
  for (const occur of ['must', 'should'])
    for (const counted of [[], facets]) {
      const times = leastTimes(demands, (vector) =>
        search(index, 0, { clauses: clausesOf(vector, occur), facets: counted, limit: 10 }),
      );
      print({ bench: occur === 'must' ? 'search-and' : 'search-or', facets: counted.length, listings: size, ...spread(times) });
    }
};

const change = (index, size) => {
  const texts = [...learntTexts(500, { folder, seed: 7 })];
  const vectors = texts.map((text) => vectorOf(text));
  const replace = texts.map(
    (text, at) => timed(() => putEntry(index, entryOf('LISTING', text, (at * 7919) % size), vectors[at])).ms,
  );
  const remove = texts.map((_, at) => timed(() => removeEntry(index, 0, `LISTING-${(at * 104_729) % size}`)).ms);
  print({ bench: 'replace', listings: size, ...spread(replace) });
  print({ bench: 'remove', listings: size, ...spread(remove) });
};

function* piecesOf(file) {
  const descriptor = openSync(file, 'r');
  for (;;) {
    const piece = new Uint8Array(PIECE);
    const length = readSync(descriptor, piece);
    if (length === 0) break;
    yield piece.subarray(0, length);
  }
  closeSync(descriptor);
}

const PIECE = 1 << 20;

/** Through a file: the written index is let go before it is read, so that never two are in memory. */
const keep = (held, size) => {
  const folder = mkdtempSync(join(tmpdir(), 'speed-'));
  const file = join(folder, 'index');
  let bytes = 0;
  const written = timed(() => {
    const descriptor = openSync(file, 'w');
    for (const piece of writeSnapshot(held.index)) {
      for (let at = 0; at < piece.length;) at += writeSync(descriptor, piece, at);
      bytes += piece.length;
    }
    closeSync(descriptor);
  });
  held.index = undefined;
  globalThis.gc?.();
  const read = timed(() => readSnapshot(model, piecesOf(file)));
  rmSync(folder, { recursive: true });
  print({
    bench: 'snapshot',
    listings: size,
    bytesEach: Math.round(bytes / size),
    writeSeconds: Number((written.ms / 1000).toFixed(2)),
    loadSeconds: Number((read.ms / 1000).toFixed(2)),
    rssMb: Math.round(memory().rss / 1e6),
  });
};

const curve = [];
for (const size of given.sizes.split(',').map(Number)) {
  const start = performance.now();
  const held = { index: build(size) };
  curve.push({ listings: size, ...ask(held.index, size) });
  searched(held.index, size);
  standing(held.index, size);
  change(held.index, size);
  keep(held, size);
  print({ bench: 'all', listings: size, minutes: Number(((performance.now() - start) / 60_000).toFixed(1)) });
}
print({ bench: 'curve', of: 'rank', points: curve });
