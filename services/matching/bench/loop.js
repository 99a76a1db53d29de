// How long the service's event loop is held up, as JSON lines: while it starts, takes a catalogue in at full speed and is searched meanwhile, is
// searched alone, writes its snapshot, and starts again from it. Beside it, in the same seconds, an idle process: what that is delayed is the machine's.
//   npm run build && node bench/loop.js [listings=3000] [demands=100] [folder of listings] [folder of demands]
// `delayMs` is what a timer of a millisecond was late; `workMs` the processor time that the thread itself took between two turns.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { connectNats, ensureStreams, jetStreamPublishPort } from '@lastmile/nats';
import { matchingMessages, systemActor } from '@lastmile/protocol';
import { startEventStore, startNats, temporaryDirectory } from '@lastmile/testing';
import { factsOf } from './catalogue-facts.js';
import { madeTexts, print, readTexts } from './texts.js';

const [listingCount = '3000', demandCount = '100', listingFolder, demandFolder] = process.argv.slice(2);
const textsOf = (folder, count, seed) => (folder ? readTexts(folder) : madeTexts(count, { seed })).slice(0, count);
const demands = textsOf(demandFolder, Number(demandCount), 2);
const listings = textsOf(listingFolder, Number(listingCount), 1).map((text, at) =>
  listingFolder || at % 4 > 0 ? text : { ...text, title: demands[at % demands.length].title },
);

const processOf = async (...args) => {
  const child = fork(join(import.meta.dirname, 'watched-service.js'), args);
  const waiting = new Map();
  let next = 0;
  const ready = Promise.withResolvers();
  waiting.set(0, ready);
  child.on('message', ({ id, answer, error }) => {
    if (error === undefined) waiting.get(id)?.resolve(answer);
    else waiting.get(id)?.reject(new Error(error));
    waiting.delete(id);
  });
  await ready.promise;
  return (order, given) => {
    const { promise, resolve, reject } = Promise.withResolvers();
    waiting.set((next += 1), { resolve, reject });
    child.send({ id: next, order, given });
    return promise;
  };
};

const directory = temporaryDirectory('matching-loop');
const [nats, store] = await Promise.all([startNats(), startEventStore()]);
const bus = await connectNats({ url: nats.url, name: 'loop' });
await ensureStreams(bus);
const port = jetStreamPublishPort(bus, 'catalog');
const config = {
  SERVICE_NAME: 'matching',
  NATS_URL: nats.url,
  EVENTSTORE_URL: store.url,
  DOCUMENTS_URL: `sqlite:${join(directory.path, 'documents.db')}`,
  SNAPSHOT_PATH: join(directory.path, 'index.snapshot'),
  HTTP_HOST: '127.0.0.1',
  HTTP_PORT: 0,
  LOG_LEVEL: 'warn',
};
const [service, idle] = await Promise.all([processOf(), processOf('--idle')]);

const phase = async (name, run) => {
  await Promise.all([service('figures'), idle('figures')]);
  const start = performance.now();
  const more = await run();
  const [own, control] = await Promise.all([service('figures'), idle('figures')]);
  print({
    bench: 'loop',
    while: name,
    seconds: Number(((performance.now() - start) / 1000).toFixed(1)),
    service: own,
    idle: control,
    ...more,
  });
};

let keys = 0;
const context = () => ({ actor: systemActor('loop'), idempotencyKey: `loop-${(keys += 1)}`, correlationId: 'loop' });
const ask = (message, input) => bus.request(message, message.input.parse(input), context());
const search = (at) => {
  const { title } = listings[at % listings.length];
  return at % 3 === 0
    ? ask(matchingMessages.suggest, { text: title.slice(0, 3) })
    : ask(matchingMessages.search, { kind: 'LISTING', query: title.slice(0, 6), limit: 20 });
};

await phase('starting empty', () => service('start', config));
const { demandFacts, listingFacts } = factsOf({ listings, demands });
await phase('importing and searching', async () => {
  let isDone = false;
  let searches = 0;
  const searching = (async () => {
    for (; !isDone; searches += 1) await search(searches);
  })();
  const begin = performance.now();
  await port.publish(demandFacts);
  for (let at = 0; at < listingFacts.length; at += 500) await port.publish(listingFacts.slice(at, at + 500));
  for (;;) {
    const { listings: there, demands: asked } = await ask(matchingMessages.indexStatus, {});
    if (there === listings.length && asked === demands.length) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  isDone = true;
  await searching;
  const seconds = (performance.now() - begin) / 1000;
  return { searches, factsPerSecond: Math.round((listings.length + demands.length) / seconds) };
});
await phase('searching, eight at once', async () => {
  const each = async (_, lane) => {
    for (let at = 0; at < 50; at += 1) await search(lane * 50 + at);
  };
  await Promise.all(Array.from({ length: 8 }, each));
  return { searches: 400 };
});
await phase('writing the snapshot and stopping', () => service('stop'));
await phase('starting from the snapshot', () => service('start', config));
await service('stop');
await Promise.all([service('end'), idle('end')]);
await bus.close();
await Promise.all([nats.stop(), store.stop()]);
directory.remove();
