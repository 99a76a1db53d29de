// The index beside other engines over the same words of the same texts, as JSON lines that come as they are measured.
//   npm run build && node bench/peers.js [--size 20000] [--texts <folder of JSON lines>] [--questions 200] [--engines own,floor,sqlite,…] [--rounds 1]
//     [--out <file>]   lines are added to the file too, and what it holds already is not measured again
// Every engine runs in a process of its own, one after the other, round by round. Texts are cut into words on the way in, which is not counted.
// heapMb is what the engine keeps on the heap and in buffers (null: it keeps it elsewhere), rssMb what the process grew by, both after collecting
// garbage. recall10: see exact-bm25.js. A long question is a whole text. The ratios at the end of each round are of the medians so far.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { exactKinds, measure } from './peer-run.js';
import { options } from './learnt-texts.js';
import { print, quantile } from './texts.js';

const given = options({
  size: '20000',
  texts: undefined,
  questions: '200',
  engines: 'own,floor,sqlite,minisearch,orama,lancedb',
  rounds: '1',
  out: undefined,
  engine: undefined,
});
const size = Number(given.size);
const names = given.engines.split(',');

const known =
  given.out && existsSync(given.out)
    ? readFileSync(given.out, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
        .filter(({ bench, listings, failed }) => bench === 'peer' && listings === size && !failed)
    : [];

const keep = (line) => {
  print(line);
  if (given.out) appendFileSync(given.out, `${JSON.stringify(line)}\n`);
  return line;
};

const inProcess = (engine) => {
  const script = fileURLToPath(import.meta.url);
  const args = ['--expose-gc', '--max-old-space-size=6000', script, ...process.argv.slice(2), '--engine', engine];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  const last = stdout.trim().split('\n').at(-1);
  return status === 0 && last ? JSON.parse(last) : { failed: stderr.trim().split('\n').slice(-12).join(' ').slice(0, 600) };
};

const median = (values) => quantile(values, 0.5);
const ratio = (a, b) => (a && b ? Number((a / b).toFixed(2)) : null);

/** How much the own index is ahead of an engine, by the medians of the rounds. */
const ratiosOf = (engine, lines) => {
  const of = (name, figure) => {
    const values = lines.filter((line) => line.engine === name && !line.failed).map(figure);
    return values.length > 0 && values.every((value) => typeof value === 'number') ? median(values) : undefined;
  };
  const timesFaster = (kind, part) =>
    ratio(
      of(engine, (line) => line[kind]?.[part]),
      of('own', (line) => line[kind]?.[part]),
    );
  return {
    bench: 'ratio',
    of: engine,
    listings: size,
    rounds: lines.filter((line) => line.engine === engine && !line.failed).length,
    timesFaster: Object.fromEntries(
      exactKinds.map((kind) => [kind, { p50: timesFaster(kind, 'p50Ms'), p99: timesFaster(kind, 'p99Ms') }]),
    ),
    buildTimesFaster: ratio(
      of('own', (line) => line.buildPerSecond),
      of(engine, (line) => line.buildPerSecond),
    ),
    memoryTimesSmaller: ratio(
      of(engine, (line) => line.heapMb),
      of('own', (line) => line.heapMb),
    ),
  };
};

const compare = () => {
  const lines = [...known];
  for (let round = 1; round <= Number(given.rounds); round += 1) {
    for (const engine of names)
      if (!known.some((line) => line.engine === engine && line.round === round))
        lines.push(keep({ bench: 'peer', listings: size, round, engine, ...inProcess(engine) }));
    for (const engine of names) if (engine !== 'own' && names.includes('own')) print(ratiosOf(engine, lines));
  }
};

if (given.engine) print(await measure(given.engine, { size, folder: given.texts, questions: Number(given.questions) }));
else compare();
