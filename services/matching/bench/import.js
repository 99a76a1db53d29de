// Publishes a catalogue to the service with real servers and waits until all of it is indexed and matched, as JSON lines.
//   npm run build && node bench/import.js [listings=29000] [demands=260] [folder of listings] [folder of demands]
// Without folders the texts are made; every fourth listing then speaks of what a demand asks for, so that there is something to propose.
import { join } from 'node:path';
import { connectNats, ensureStreams, jetStreamPublishPort } from '@lastmile/nats';
import { matchingMessages, systemActor } from '@lastmile/protocol';
import { createLogger } from '@lastmile/telemetry';
import { startEventStore, startNats, temporaryDirectory } from '@lastmile/testing';
import 'reflect-metadata';
import { createMatchingApp } from '../dist/app.module.js';
import { factsOf } from './catalogue-facts.js';
import { madeTexts, print, readTexts } from './texts.js';

const [listingCount = '29000', demandCount = '260', listingFolder, demandFolder] = process.argv.slice(2);
const demands = (demandFolder ? readTexts(demandFolder) : madeTexts(Number(demandCount), { seed: 2 })).slice(
  0,
  Number(demandCount),
);
const fitting = (text, at) => (at % 4 === 0 ? { ...text, title: demands[at % demands.length].title } : text);
const listings = (listingFolder ? readTexts(listingFolder) : madeTexts(Number(listingCount)).map(fitting)).slice(
  0,
  Number(listingCount),
);

const directory = temporaryDirectory('matching-import');
const [nats, store] = await Promise.all([startNats(), startEventStore()]);
const bus = await connectNats({ url: nats.url, name: 'import' });
await ensureStreams(bus);
const port = jetStreamPublishPort(bus, 'catalog');
const config = {
  SERVICE_NAME: 'matching',
  NATS_URL: nats.url,
  EVENTSTORE_URL: store.url,
  DOCUMENTS_URL: `sqlite:${join(directory.path, 'documents.db')}`,
  HTTP_HOST: '127.0.0.1',
  HTTP_PORT: 0,
  LOG_LEVEL: 'warn',
};
const logger = createLogger('matching', 'warn');
let app = await createMatchingApp(config, logger);

const { demandFacts, listingFacts } = factsOf({ listings, demands });

const context = { actor: systemActor('import'), idempotencyKey: 'status', correlationId: 'status' };
const status = () => bus.request(matchingMessages.indexStatus, {}, context);
const until = async (isDone) => {
  for (;;) {
    const now = await status();
    if (isDone(now)) return now;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
/** Until all is indexed and the number of matches has stood still for a second. */
const settled = async () => {
  await until((now) => now.listings === listings.length && now.demands === demands.length);
  const indexedAt = performance.now();
  let [matches, since] = [-1, performance.now()];
  await until((now) => {
    if (now.matches !== matches) [matches, since] = [now.matches, performance.now()];
    return performance.now() - since > 1_000;
  });
  return { indexedAt, matches, matchedAt: since };
};

const start = performance.now();
await port.publish(demandFacts);
const publishing = (async () => {
  for (let at = 0; at < listingFacts.length; at += 500) await port.publish(listingFacts.slice(at, at + 500));
  return performance.now();
})();
const { indexedAt, matches, matchedAt } = await settled();
const facts = demandFacts.length + listingFacts.length;
const since = (at) => Number(((at - start) / 1000).toFixed(1));
print({
  bench: 'import',
  listings: listings.length,
  demands: demands.length,
  publishedSeconds: since(await publishing),
  indexedSeconds: since(indexedAt),
  matchedSeconds: since(matchedAt),
  factsPerSecond: Math.round((1000 * facts) / (indexedAt - start)),
  matches,
});

await app.close();
const again = performance.now();
app = await createMatchingApp(config, logger);
print({ bench: 'restart', entries: facts, seconds: Number(((performance.now() - again) / 1000).toFixed(1)) });
await app.close();
await bus.close();
await Promise.all([nats.stop(), store.stop()]);
directory.remove();
