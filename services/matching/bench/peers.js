// The index beside other engines over the same words of the same texts (segmented once by each process, not counted), as JSON lines.
//   npm run build && node bench/peers.js [--size 20000] [--texts <folder of JSON lines>] [--questions 200] [--engines own,floor,sqlite,minisearch,orama,lancedb] [--rounds 1]
// Every engine runs in a process of its own, one after the other, round by round; the figures are medians over the rounds. recall10 is the share of the
// ten best by exact BM25 (k1 1.2, b 0.75; the floor) that the engine has among its ten, for the OR questions. A long question is a whole text.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { jieba, learntTexts, options, randomFrom } from './learnt-texts.js';
import { print, quantile } from './texts.js';

const given = options({
  size: '20000',
  texts: undefined,
  questions: '200',
  engines: 'own,floor,sqlite,minisearch,orama,lancedb',
  rounds: '1',
  engine: undefined,
});
const size = Number(given.size);
const wordsOf = ({ title, body }) =>
  jieba
    .cut(`${title} ${body}`, false)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .map((word) => word.toLowerCase());
const fields = ['A', 'B', 'C', 'D', 'E'];

const run = async (name) => {
  const { engines } = await import('./peer-engines.js');
  const texts = [...learntTexts(size, { folder: given.texts })].map(wordsOf);
  const random = randomFrom(5);
  const draw = (from) => from[Math.floor(random() * from.length)];
  const short = Array.from({ length: Number(given.questions) }, (_, at) => {
    const words = draw(texts);
    return Array.from({ length: 2 + (at % 3) }, () => draw(words));
  });
  const long = [...learntTexts(Math.ceil(Number(given.questions) / 4), { folder: given.texts, seed: 99 })].map(wordsOf);
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const engine = await engines[name]();
  const ready = performance.now();
  for (let at = 0; at < texts.length; at += 1) await engine.add(at, texts[at], fields[at % fields.length]);
  await engine.finish();
  const seconds = (performance.now() - ready) / 1000;
  globalThis.gc?.();
  const line = {
    engine: name,
    startMs: Math.round(ready - start),
    buildPerSecond: Math.round(size / seconds),
    rssMb: Math.round((process.memoryUsage().rss - before) / 1e6),
  };
  const results = {};
  const ask = async (kind, questions, how) => {
    if (!engine[how]) return;
    for (const words of questions.slice(0, 5)) await engine[how](words);
    const times = [];
    results[kind] = [];
    for (const words of questions) {
      const asked = performance.now();
      results[kind].push(await engine[how](words));
      times.push(performance.now() - asked);
    }
    line[kind] = { p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
  };
  await ask('or', short, 'or');
  await ask('and', short, 'and');
  await ask('faceted', short, 'faceted');
  await ask('long', long, 'or');
  engine.close?.();
  print({ line, found: { or: results.or, long: results.long } });
};

const recall = (found, exact) => {
  const shares = exact.map((ids, at) => (ids.length === 0 ? 1 : ids.filter((id) => found[at].includes(id)).length / ids.length));
  return Number((shares.reduce((sum, share) => sum + share, 0) / shares.length).toFixed(3));
};

const compare = () => {
  const names = given.engines.split(',');
  const rounds = Array.from({ length: Number(given.rounds) }, () =>
    names.map((name) => {
      const args = [
        '--expose-gc',
        '--max-old-space-size=6000',
        fileURLToPath(import.meta.url),
        ...process.argv.slice(2),
        '--engine',
        name,
      ];
      const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
      const last = stdout.trim().split('\n').at(-1);
      return status === 0 && last
        ? JSON.parse(last)
        : { line: { engine: name, failed: stderr.trim().split('\n').slice(-3).join(' ').slice(0, 300) } };
    }),
  );
  const median = (values) => quantile(values, 0.5);
  const lines = names.map((name, at) => {
    const all = rounds.map((round) => round[at].line);
    if (all.some(({ failed }) => failed)) return all.find(({ failed }) => failed);
    const figure = (kind) =>
      all[0][kind] && { p50Ms: median(all.map((one) => one[kind].p50Ms)), p99Ms: median(all.map((one) => one[kind].p99Ms)) };
    return {
      engine: name,
      buildPerSecond: median(all.map((one) => one.buildPerSecond)),
      rssMb: median(all.map((one) => one.rssMb)),
      or: figure('or'),
      and: figure('and'),
      faceted: figure('faceted'),
      long: figure('long'),
    };
  });
  const exact = rounds[0][names.indexOf('floor')]?.found;
  lines.forEach((line, at) => {
    const { found } = rounds[0][at];
    print({
      bench: 'peer',
      listings: size,
      ...line,
      ...(found && exact ? { recall10: recall(found.or, exact.or), recall10Long: recall(found.long, exact.long) } : {}),
    });
  });
  const own = lines[names.indexOf('own')];
  for (const line of lines.filter((one) => one !== own && !one.failed && own && !own.failed)) {
    const ratio = (kind, part) =>
      line[kind] && own[kind] && Number((line[kind][part] / Math.max(0.001, own[kind][part])).toFixed(1));
    const of = (kind) => ({ p50: ratio(kind, 'p50Ms'), p99: ratio(kind, 'p99Ms') });
    print({
      bench: 'ratio',
      of: line.engine,
      listings: size,
      timesFaster: { or: of('or'), and: of('and'), faceted: of('faceted'), long: of('long') },
      buildTimesFaster: Number((own.buildPerSecond / line.buildPerSecond).toFixed(2)),
      memoryTimesSmaller: Number((line.rssMb / own.rssMb).toFixed(2)),
    });
  }
};

if (given.engine) await run(given.engine);
else compare();
