// How fast the engine indexes and ranks, as JSON lines.
//   npm run build && node bench/speed.js [documents=30000] [folder of JSON lines instead of made texts]
import { createEngine } from '../dist/engine/engine.js';
import { normalise } from '../dist/engine/normalise.js';
import { segment } from '../dist/engine/segment.js';
import { plainSubject } from '../dist/engine/subject.js';
import { madeTexts, print, quantile, readTexts } from './texts.js';

const [count = '30000', folder] = process.argv.slice(2);
const texts = (folder ? readTexts(folder) : madeTexts(Number(count))).slice(0, Number(count));
const queries = madeTexts(300, { seed: 2, titleWords: 8, bodyWords: 120 });
/** Wall time, and processor time, which says more on a busy machine. */
const timed = (run) => {
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  run();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6 };
};
const timesOf = (items, run) => items.map((item) => 1000 * timed(() => run(item)).seconds);

segment('');
const engine = createEngine();
const segmentation = timed(() => texts.forEach(({ title, body }) => segment(normalise(`${title}\n${body}`))));
const indexing = timed(() =>
  texts.forEach(({ title, body }, at) => engine.put({ ...plainSubject(title, body), kind: 'LISTING', id: `l${at}` })),
);
const rate = (seconds) => Math.round(texts.length / seconds);
const characters = Math.round(texts.reduce((sum, { title, body }) => sum + title.length + body.length, 0) / texts.length);
print({
  bench: 'index',
  documents: texts.length,
  charactersEach: characters,
  perSecond: rate(indexing.seconds),
  perCpuSecond: rate(indexing.cpuSeconds),
  perCpuSecondWithoutSegmentation: rate(indexing.cpuSeconds - segmentation.cpuSeconds),
  rssMb: Math.round(process.memoryUsage().rss / 1e6),
});

const asked = folder ? texts.filter((_, at) => at % Math.ceil(texts.length / 300) === 0) : queries;
let rankTimes = [];
const ranking = timed(() => {
  rankTimes = timesOf(asked, ({ title, body }) => engine.rank(plainSubject(title, body), { kind: 'LISTING', limit: 10 }));
});
print({
  bench: 'rank',
  documents: texts.length,
  queries: asked.length,
  p50Ms: quantile(rankTimes, 0.5),
  p99Ms: quantile(rankTimes, 0.99),
  meanCpuMs: Number(((1000 * ranking.cpuSeconds) / asked.length).toFixed(3)),
});

const explainTimes = asked.flatMap(({ title, body }) => {
  const subject = plainSubject(title, body);
  const ranked = engine.rank(subject, { kind: 'LISTING', limit: 3 });
  return timesOf(ranked, ({ entry }) => engine.explain(entry, subject));
});
print({ bench: 'explain', pairs: explainTimes.length, p50Ms: quantile(explainTimes, 0.5), p99Ms: quantile(explainTimes, 0.99) });

const replaceTimes = timesOf(texts.slice(0, 1000), ({ title, body }) =>
  engine.put({ ...plainSubject(`${title} 2`, body), kind: 'LISTING', id: `l${Math.floor(title.length * 7919) % texts.length}` }),
);
print({ bench: 'replace', documents: texts.length, p50Ms: quantile(replaceTimes, 0.5), p99Ms: quantile(replaceTimes, 0.99) });
