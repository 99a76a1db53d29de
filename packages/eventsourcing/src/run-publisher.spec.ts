import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { defineEvent } from '@lastmile/protocol';
import { eventually } from '@lastmile/testing';
import { stored, university } from '../test/command-context.fixture.js';
import { faultyEventStore } from '../test/faulty-event-store.js';
import { inMemoryBroker } from '../test/in-memory-broker.js';
import { listingDecider, listingEvents } from '../test/listing.fixture.js';
import type { Listing, ListingEvent } from '../test/listing.fixture.js';
import { testLog } from '../test/test-log.js';
import type { EventMeta } from './event-meta.js';
import type { EventStore } from './event-store.js';
import type { Follower } from './follower.js';
import { inMemoryEventStore } from './in-memory-event-store.js';
import { publication } from './publication.js';
import { publicMessage } from './public-message.js';
import type { PublicMessage } from './public-message.js';
import { runPublisher } from './run-publisher.js';
import type { RunPublisherOptions } from './run-publisher.js';

const changed = defineEvent(
  'catalog.event.listing-changed.v1',
  z.object({ listingId: z.string(), revision: z.number(), title: z.string() }),
);

/** Drafts stay private; everything else goes out with the whole state. */
const toPublic = (event: ListingEvent, meta: EventMeta, listing: Listing): PublicMessage | undefined =>
  event.type === 'ListingDrafted'
    ? undefined
    : publicMessage(changed, { listingId: meta.id, revision: meta.revision, title: listing.title });

const drafted: ListingEvent = { type: 'ListingDrafted', organisationId: 'u1', title: 'Alloy' };
const retitled = (title: string): ListingEvent => ({ type: 'ListingRetitled', title });
const published: ListingEvent = { type: 'ListingPublished', at: '2026-01-01', tags: [] };

let counter = 0;
const append = async (store: EventStore, id: string, ...events: ListingEvent[]): Promise<void> => {
  counter += 1;
  await store.append(`listing-${id}`, stored(`listing-${id}`, `key-${counter}`, events), 'any');
};

const setup = () => {
  const store = faultyEventStore(inMemoryEventStore());
  const broker = inMemoryBroker();
  const logger = testLog();
  const publications = [publication({ category: 'listing', codec: listingEvents, fold: listingDecider, toPublic })];
  const followers: Follower[] = [];
  const start = (more: Partial<RunPublisherOptions> = {}): Follower => {
    const follower = runPublisher({
      name: 'catalog',
      store,
      publications,
      port: broker.port(),
      logger,
      checkEveryMs: 20,
      ...more,
    });
    followers.push(follower);
    return follower;
  };
  const stop = (): Promise<unknown> => Promise.all(followers.map((follower) => follower.stop()));
  return { store, broker, logger, start, stop };
};

/** Ids of all events that are public, in their order in the store. */
const publicIds = async (store: EventStore, ids: readonly string[] = ['1', '2']): Promise<string[]> => {
  const recorded = (await Promise.all(ids.map((id) => store.read(`listing-${id}`)))).flat();
  const outgoing = recorded.filter((event) => !event.type.startsWith('ListingDrafted'));
  return outgoing.sort((a, b) => a.position - b.position).map((event) => event.id);
};

const holdsAll = async ({ store, broker }: ReturnType<typeof setup>): Promise<void> =>
  assert.deepStrictEqual(
    broker.held.map((message) => message.id),
    await publicIds(store),
  );

describe('publisher', () => {
  let test = setup();
  beforeEach(() => {
    test = setup();
  });
  afterEach(() => test.stop());

  it('publishes public facts in order, with state, id and headers, and keeps private events private', async () => {
    await append(test.store, '1', drafted, retitled('Steel'));
    await append(test.store, '2', drafted);
    await append(test.store, '1', published);
    await test.start().ready;
    await holdsAll(test);
    const [, recorded] = await test.store.read('listing-1');
    const [message] = test.broker.held;
    assert.ok(recorded);
    assert.deepStrictEqual(message, {
      id: recorded.id,
      subject: 'catalog.event.listing-changed.v1',
      body: { listingId: '1', revision: 1, title: 'Steel' },
      position: recorded.position,
      headers: {
        'Lastmile-Position': String(recorded.position),
        'Lastmile-Revision': '1',
        'Lastmile-Stream': 'listing-1',
        'Lastmile-At': recorded.created,
        'Lastmile-Actor': JSON.stringify(university),
        'Lastmile-Correlation': recorded.metadata['correlationId'],
      },
    });
    assert.deepStrictEqual(test.broker.held[1]?.body, { listingId: '1', revision: 2, title: 'Steel' });
  });

  it('goes on from what the broker holds, with the state folded from the store', async () => {
    await append(test.store, '1', drafted, retitled('Steel'));
    const first = test.start();
    await first.ready;
    await first.stop();
    await append(test.store, '1', published);
    await test.start().ready;
    await holdsAll(test);
    assert.equal(test.broker.given.length, 2);
    assert.deepStrictEqual(test.broker.held[1]?.body, { listingId: '1', revision: 2, title: 'Steel' });
  });

  it('gives the trace and the cause of an event along', async () => {
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const [event] = stored('listing-1', 'traced', [retitled('a')]);
    assert.ok(event);
    await test.store.append(
      'listing-1',
      [{ ...event, metadata: { ...event.metadata, traceparent, causationId: 'cause' } }],
      'any',
    );
    await test.start().ready;
    const { headers } = test.broker.held[0] ?? {};
    assert.deepStrictEqual([headers?.['traceparent'], headers?.['Lastmile-Causation']], [traceparent, 'cause']);
  });

  it('refills a broker that lost its tail or everything, while idle', async () => {
    await append(test.store, '1', drafted, retitled('a'), retitled('b'), retitled('c'));
    const follower = test.start();
    await follower.ready;
    test.broker.loseTail(2);
    await eventually(() => holdsAll(test));
    test.broker.loseTail(3);
    await eventually(() => holdsAll(test));
    assert.ok(test.logger.lines.every((line) => line.message === 'follower goes back'));
  });

  it('publishes again with the state of that time', async () => {
    await append(test.store, '1', drafted, retitled('a'), published, retitled('b'));
    const follower = test.start();
    await follower.ready;
    const before = [...test.broker.held];
    test.broker.loseTail(2);
    await eventually(() => assert.deepStrictEqual(test.broker.held, before));
    assert.deepStrictEqual(test.broker.given.slice(-2), before.slice(-2));
  });

  it('never publishes past a hole that it did not know of', async () => {
    await append(test.store, '1', drafted, retitled('a'), retitled('b'));
    const follower = test.start({ checkEveryMs: 60_000 });
    await follower.ready;
    test.broker.loseTail(1);
    await append(test.store, '1', retitled('c'));
    await eventually(() => holdsAll(test));
  });

  it('publishes again from what the broker holds when it fails in any way', async () => {
    test.broker.failures.push('before', 'midway', 'after');
    await append(test.store, '1', drafted, retitled('a'), retitled('b'), retitled('c'));
    const follower = test.start();
    await follower.ready;
    await holdsAll(test);
    assert.deepStrictEqual(
      test.logger.lines.map((line) => line.message),
      ['follower stopped at its place', 'follower goes back', 'follower goes back'],
    );
    await append(test.store, '1', published);
    await eventually(() => holdsAll(test));
  });

  it('stops at an event that it does not know; what came before is out', async () => {
    await append(test.store, '1', retitled('a'));
    await test.store.append('listing-1', [{ id: 'unknown', type: 'ListingBurnt.v1', data: {}, metadata: {} }], 'any');
    await append(test.store, '1', retitled('b'));
    const follower = test.start();
    await eventually(() => assert.match(follower.status().error ?? '', /ListingBurnt.v1/));
    await eventually(() => assert.equal(test.broker.held.length, 1));
  });

  it('does not publish again what another instance has published', async () => {
    await append(test.store, '1', drafted, retitled('a'));
    const follower = test.start();
    await follower.ready;
    const other = test.start();
    await other.ready;
    await append(test.store, '1', retitled('b'), retitled('c'));
    await eventually(() => holdsAll(test));
    const positions = test.broker.held.map((message) => message.position);
    assert.deepStrictEqual(
      positions,
      [...positions].sort((a, b) => a - b),
    );
  });

  it('leaves the broker with every public event in order, under any losses, failures and breaks', async () => {
    const step = fc.oneof(
      fc.constantFrom('1', '2').map((id) => ({ append: id })),
      fc.integer({ min: 1, max: 4 }).map((lose) => ({ lose })),
    );
    const failure = fc.constantFrom('before' as const, 'midway' as const, 'after' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), fc.array(failure, { maxLength: 2 }), async (steps, failures) => {
        const property = setup();
        property.broker.failures.push(...failures);
        property.store.faults.subscribe.push(2);
        const follower = property.start();
        for (const [index, next] of steps.entries()) {
          if ('lose' in next) property.broker.loseTail(next.lose);
          else await append(property.store, next.append, retitled(`T${index}`));
        }
        await eventually(() => holdsAll(property));
        await follower.stop();
      }),
      { numRuns: 8 },
    );
  });
});
