import assert from 'node:assert/strict';
import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { eventually, startEventStore, temporaryDirectory } from '@lastmile/testing';
import type { EventStoreServer, TemporaryDirectory } from '@lastmile/testing';
import { commandHandler } from '../src/command-handler.js';
import type { EventStore } from '../src/event-store.js';
import type { Follower } from '../src/follower.js';
import { kurrentEventStore } from '../src/kurrent-event-store.js';
import { publication } from '../src/publication.js';
import { runProjection } from '../src/run-projection.js';
import { runPublisher } from '../src/run-publisher.js';
import { contextWith } from './command-context.fixture.js';
import { inMemoryBroker } from './in-memory-broker.js';
import { listingCards } from './listing-card.fixture.js';
import { listingDecider, listingEvents } from './listing.fixture.js';
import { testLog } from './test-log.js';

const writers = ['w1', 'w2', 'w3', 'w4'];
const kills = 3;

describe('a server that is killed while commands flow', () => {
  const broker = inMemoryBroker();
  const logger = testLog();
  let directory: TemporaryDirectory;
  let server: EventStoreServer;
  let store: EventStore;
  let documents: Documents;
  let followers: Follower[] = [];

  beforeAll(async () => {
    directory = temporaryDirectory('restart');
    server = await startEventStore({ dbFile: `${directory.path}/events.db` });
    store = kurrentEventStore(server.url);
    documents = await openDocuments('sqlite::memory:');
    const toPublic = () => ({ subject: 'catalog.event.listing-changed.v1', body: {} });
    followers = [
      runProjection({ store, documents, projection: listingCards, codec: listingEvents, logger }),
      runPublisher({
        name: 'catalog',
        store,
        publications: [publication({ category: 'listing', codec: listingEvents, toPublic })],
        port: broker.port(),
        logger,
      }),
    ];
  });
  afterAll(async () => {
    await Promise.all(followers.map((follower) => follower.stop()));
    await store.close();
    await documents.close();
    await server.stop();
    directory.remove();
  });

  /** Repeats each command with its key until it is acknowledged, then goes on to the next. */
  const write = async (writer: string, acknowledged: Map<string, number>, isOver: () => boolean): Promise<void> => {
    const handle = commandHandler({ store, category: 'listing', decider: listingDecider, codec: listingEvents });
    const draft = { type: 'DraftListing', organisationId: 'u1', title: 'T' } as const;
    await eventually(() => handle(writer, draft, contextWith(`${writer}-draft`)), 30_000);
    for (let index = 0; !isOver(); index += 1) {
      const key = `${writer}-${index}`;
      const retitle = { type: 'RetitleListing', title: key } as const;
      const { revision } = await eventually(() => handle(writer, retitle, contextWith(key)), 30_000);
      acknowledged.set(key, revision);
    }
  };

  it('loses no acknowledged command and does none twice; read model and publisher go on', async () => {
    const acknowledged = new Map<string, number>();
    let isOver = false;
    const writing = Promise.all(writers.map((writer) => write(writer, acknowledged, () => isOver)));
    for (let kill = 0; kill < kills; kill += 1) {
      const before = acknowledged.size;
      await eventually(() => assert.ok(acknowledged.size > before + 20));
      await server.kill('SIGKILL');
      server = await startEventStore({ dbFile: server.dbFile, port: server.port });
    }
    const before = acknowledged.size;
    await eventually(() => assert.ok(acknowledged.size > before + 20));
    isOver = true;
    await writing;

    const streams = await Promise.all(writers.map((writer) => store.read(`listing-${writer}`)));
    const stored = streams.flatMap((stream) =>
      stream.slice(1).map((event) => [(event.data as { title: string }).title, event.revision] as const),
    );
    assert.deepStrictEqual(new Map([...stored].sort()), new Map([...acknowledged].sort()));
    assert.equal(stored.length, acknowledged.size);

    await eventually(async () => {
      const cards = await documents.collection(listingCards.collection).getMany(writers);
      const newest = streams.map((stream) => [stream.at(-1)?.revision, stream.length]);
      assert.deepStrictEqual(
        cards.map((card) => [card.revision, card.seen]),
        newest,
      );
    });
    const inOrder = streams.flat().sort((a, b) => a.position - b.position);
    await eventually(() =>
      assert.deepStrictEqual(
        broker.held.map((message) => message.id),
        inOrder.map((event) => event.id),
      ),
    );
    assert.ok(logger.lines.some((line) => line.message === 'follower reconnects'));
    assert.deepStrictEqual(
      followers.map((follower) => follower.status().state),
      ['live', 'live'],
    );
  });
});
