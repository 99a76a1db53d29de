// What a start costs before anything is indexed, as JSON lines: until the engine's thread answers, until it took its first text, and until it
// answered its first questions; with the processor time of all threads up to there.
//   npm run build && node bench/start.js [starts=5] [folder of what was built=dist]
import { join, resolve } from 'node:path';
import { matchingMessages } from '@lastmile/protocol';
import { print, quantile } from './texts.js';

const [starts = '5', folder = join(import.meta.dirname, '..', 'dist')] = process.argv.slice(2);
const { startEngineThread } = await import(join(resolve(folder), 'worker', 'thread-engine.js'));
const now = '2030-05-20T10:00:00.000Z';
const entry = {
  kind: 'LISTING',
  id: 'one',
  organisationId: 'university',
  revision: 1,
  publishedAt: now,
  isAnonymous: false,
  title: '风电轴承感应淬火',
  body: '用于大型风电机组的主轴轴承，表面硬度均匀。',
  modes: [],
  indicators: [],
};
const fail = (error) => {
  throw error;
};
const parts = ['answers', 'first text', 'search', 'search across languages', 'suggestion'];
const milliseconds = Object.fromEntries(parts.map((part) => [part, []]));
const cpu = [];
for (let at = 0; at < Number(starts); at += 1) {
  const begin = performance.now();
  const before = process.cpuUsage();
  const thread = startEngineThread(fail);
  const did = async (part, run) => {
    await run();
    milliseconds[part].push(performance.now() - begin);
  };
  const search = (query) => thread.engine.search(matchingMessages.search.input.parse({ query, kind: 'LISTING' }), now);
  await did('answers', () => thread.engine.size('LISTING'));
  await did('first text', () => thread.engine.put(entry));
  await did('search', () => search('轴承'));
  await did('search across languages', () => search('wind bearing'));
  await did('suggestion', () => thread.engine.suggest(matchingMessages.suggest.input.parse({ text: 'fdzc' }), now));
  const { user, system } = process.cpuUsage(before);
  cpu.push((user + system) / 1000);
  await thread.close();
}
for (const part of parts) print({ bench: 'start', until: part, p50ms: quantile(milliseconds[part], 0.5) });
print({ bench: 'start', cpuOfAllThreadsMs: quantile(cpu, 0.5) });
