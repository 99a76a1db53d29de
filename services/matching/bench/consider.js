// How long one fact holds the engine, as JSON lines: taking a record in (`put`), its best partners (`consider`), why they are so (`explain`, all pairs
// of the fact), and one pair alone; with the text model that the service uses.
//   npm run build && node bench/consider.js [--data <folder with matching/ and catalogue/>] [--listings 5000] [--demands 260]
// Without a folder the texts are made. Each fact is put, considered, and what it would propose is explained, as the service does it; `first` when
// nothing of the other texts was read yet, `again` afterwards.
import { parseArgs } from 'node:util';
import { createEngine } from '../dist/engine/engine.js';
import { readModel } from '../dist/worker/model-file.js';
import { localEngine } from '../dist/worker/local-engine.js';
import { readData } from '../train/data.js';
import { madeTexts, print, quantile } from './texts.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    listings: { type: 'string', default: '5000' },
    demands: { type: 'string', default: '260' },
  },
});
const now = '2030-05-20T10:00:00.000Z';
const most = { listings: Number(values.listings), demands: Number(values.demands) };
const given = () => {
  const { achievements, texts, demands } = readData(values.data);
  // long and short texts in turn
  const longest = [...texts].sort((a, b) => b.body.length - a.body.length);
  return { listings: achievements.flatMap((one, at) => (longest[at] ? [one, longest[at]] : [one])), demands };
};
const made = () => ({ listings: madeTexts(most.listings), demands: madeTexts(most.demands, { seed: 2 }) });
const { listings, demands } = values.data ? given() : made();
const entryOf = (kind, { title, body }, at) => ({
  kind,
  id: `${kind}-${at}`,
  title: title.slice(0, 300),
  body,
  organisationId: `${kind}-owner-${at % 90}`,
  revision: 1,
  publishedAt: now,
  isAnonymous: false,
  field: 'NEW_MATERIALS',
  modes: at % 2 ? ['LICENCE'] : ['LICENCE', 'SERVICE'],
  indicators: [],
});
const entries = [
  ...listings.slice(0, most.listings).map((text, at) => entryOf('LISTING', text, at)),
  ...demands.slice(0, most.demands).map((text, at) => entryOf('DEMAND', text, at)),
];

const door = localEngine(createEngine(readModel()));
/** Where others use the machine too, the processor time says more than the clock. */
const spread = (calls) => {
  const times = calls.map(({ ms }) => ms);
  const cpu = calls.reduce((sum, one) => sum + one.cpu, 0) / (calls.length || 1);
  return { p50ms: quantile(times, 0.5), p95ms: quantile(times, 0.95), meanCpuMs: Number(cpu.toFixed(3)) };
};
const cpuNow = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const timed = async (run, into) => {
  const [start, cpu] = [performance.now(), cpuNow()];
  const result = await run();
  into.push({ ms: performance.now() - start, cpu: cpuNow() - cpu });
  return result;
};
const puts = [];
for (const entry of entries) await timed(() => door.put(entry), puts);
print({ bench: 'put', texts: entries.length, ...spread(puts) });

const asked = {
  demand: entries.filter(({ kind }) => kind === 'DEMAND'),
  listing: entries.filter(({ kind }) => kind === 'LISTING').filter((_, at) => at % Math.ceil(most.listings / most.demands) === 0),
};
const found = [];
for (const round of ['first', 'again'])
  for (const [side, limit] of [
    ['demand', 20],
    ['listing', 10],
  ]) {
    const times = { put: [], consider: [], explain: [] };
    for (const entry of asked[side]) {
      await timed(() => door.put({ ...entry }), times.put);
      const { candidates } = await timed(() => door.consider({ ...entry }, { now, limit, minLevel: 3 }), times.consider);
      const pairs = candidates.slice(0, limit / 2).map(({ listing, demand }) => ({ listingId: listing.id, demandId: demand.id }));
      if (pairs.length > 0) await timed(() => door.explain(pairs, now), times.explain);
      found.push(...pairs.slice(0, 3));
    }
    for (const [name, of] of Object.entries(times))
      print({ bench: name, of: side, round, listings: most.listings, asked: of.length, ...spread(of) });
  }
for (const name of ['ratePairs', 'explain']) {
  const times = [];
  for (const pair of found) await timed(() => door[name]([pair], now), times);
  print({ bench: `${name}, one pair`, pairs: times.length, ...spread(times) });
}
