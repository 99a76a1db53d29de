import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { eventually } from '@lastmile/testing';
import { stored } from '../test/command-context.fixture.js';
import { faultyEventStore } from '../test/faulty-event-store.js';
import { foldedCard, listingCards } from '../test/listing-card.fixture.js';
import type { ListingCard } from '../test/listing-card.fixture.js';
import { listingEvents } from '../test/listing.fixture.js';
import type { ListingEvent } from '../test/listing.fixture.js';
import { testLog } from '../test/test-log.js';
import type { EventStore } from './event-store.js';
import type { Follower } from './follower.js';
import { inMemoryEventStore } from './in-memory-event-store.js';
import { projectionSpec } from './projection-spec.js';
import { checkpointOf, runProjection } from './run-projection.js';

const drafted: ListingEvent = { type: 'ListingDrafted', organisationId: 'u1', title: 'Alloy' };
const retitled = (title: string): ListingEvent => ({ type: 'ListingRetitled', title });
const published: ListingEvent = { type: 'ListingPublished', at: '2026-01-01', tags: [] };
const withdrawn: ListingEvent = { type: 'ListingWithdrawn', reason: 'sold' };

const anyChange: fc.Arbitrary<ListingEvent> = fc.oneof(
  fc.constantFrom(drafted, published, withdrawn),
  fc.string({ maxLength: 5 }).map(retitled),
);
const ids = ['1', '2', '3'];
const history = fc.array(fc.tuple(fc.constantFrom(...ids), anyChange), { maxLength: 25 });

let counter = 0;
const append = async (store: EventStore, id: string, ...events: ListingEvent[]): Promise<void> => {
  counter += 1;
  await store.append(`listing-${id}`, stored(`listing-${id}`, `key-${counter}`, events), 'any');
};

const setup = async () => {
  const store = faultyEventStore(inMemoryEventStore());
  const documents = await openDocuments('sqlite::memory:');
  const logger = testLog();
  const followers: Follower[] = [];
  const start = (more: { documents?: Documents; store?: EventStore } = {}): Follower => {
    const follower = runProjection({
      store,
      documents,
      projection: listingCards,
      codec: listingEvents,
      logger,
      checkEveryMs: 20,
      ...more,
    });
    followers.push(follower);
    return follower;
  };
  const cards = documents.collection(listingCards.collection);
  const close = async (): Promise<void> => {
    await Promise.all(followers.map((follower) => follower.stop()));
    await documents.close();
  };
  return { store, documents, logger, cards, start, close };
};

const expectedCard = async (store: EventStore, id: string): Promise<ListingCard | undefined> => {
  const recorded = await store.read(`listing-${id}`);
  return foldedCard(
    id,
    recorded.map((event) => ({ event: listingEvents.decode(event), at: event.created })),
  );
};

const reached = (follower: Follower, store: EventStore): Promise<void> =>
  eventually(async () => assert.ok((follower.status().position ?? -1) >= ((await store.head(['listing'])) ?? -1)));

describe('projection', () => {
  let test: Awaited<ReturnType<typeof setup>>;
  beforeEach(async () => {
    test = await setup();
  });
  afterEach(() => test.close());

  it('keeps one document a stream and its place together', async () => {
    await append(test.store, '1', drafted, retitled('Steel'));
    const follower = test.start();
    await follower.ready;
    const { created } = (await test.store.read('listing-1'))[1] ?? {};
    const card = { id: '1', revision: 1, title: 'Steel', organisationId: 'u1', isPublished: false, seen: 2, at: created };
    assert.deepStrictEqual(await test.cards.get('1'), card);
    await append(test.store, '1', published);
    await append(test.store, '2', drafted);
    await eventually(async () => assert.equal((await test.cards.get('2'))?.revision, 0));
    assert.equal((await test.cards.get('1'))?.isPublished, true);
    assert.equal(await test.documents.checkpoint('listing-cards.v2'), await test.store.head(['listing']));
  });

  it('folds the events of one stream within a batch into one write', async () => {
    const applied: number[] = [];
    const counting: Documents = {
      ...test.documents,
      apply: (writes, checkpoint) => {
        applied.push(writes.length);
        return test.documents.apply(writes, checkpoint);
      },
    };
    await append(test.store, '1', drafted, retitled('a'), retitled('b'));
    await append(test.store, '2', drafted, retitled('c'));
    await append(test.store, '1', published);
    await test.start({ documents: counting }).ready;
    assert.deepStrictEqual(applied, [2]);
    assert.deepStrictEqual([(await test.cards.get('1'))?.seen, (await test.cards.get('2'))?.seen], [4, 2]);
  });

  it('deletes, stays without a document, and makes one again', async () => {
    const follower = test.start();
    await append(test.store, '1', published, published);
    await append(test.store, '1', drafted);
    await eventually(async () => assert.equal((await test.cards.get('1'))?.revision, 2));
    await append(test.store, '1', withdrawn);
    await eventually(async () => assert.equal(await test.cards.get('1'), undefined));
    await reached(follower, test.store);
    await follower.stop();
    const again = test.start();
    await append(test.store, '1', published);
    await append(test.store, '1', retitled('back'));
    await reached(again, test.store);
    assert.deepStrictEqual(await test.cards.get('1'), await expectedCard(test.store, '1'));
    assert.deepStrictEqual(test.logger.lines, []);
  });

  it('ignores what a document has seen: the same events applied again change nothing', async () => {
    await append(test.store, '1', drafted, retitled('a'));
    await append(test.store, '2', drafted, withdrawn);
    const first = test.start();
    await first.ready;
    await first.stop();
    const before = await test.cards.getMany(ids);
    await test.documents.dropCheckpoint(checkpointOf(listingCards));
    const again = test.start();
    await again.ready;
    assert.deepStrictEqual(await test.cards.getMany(ids), before);
    await append(test.store, '2', drafted);
    await reached(again, test.store);
    assert.deepStrictEqual(await test.cards.get('2'), await expectedCard(test.store, '2'));
  });

  it('asks the store once about a stream that has no document', async () => {
    await append(test.store, '1', published);
    const follower = test.start();
    for (let index = 0; index < 5; index += 1) {
      await append(test.store, '1', withdrawn);
      await reached(follower, test.store);
    }
    await follower.stop();
    assert.equal(test.store.faults.reads, 0);
    const again = test.start();
    for (let index = 0; index < 5; index += 1) {
      await append(test.store, '1', withdrawn);
      await reached(again, test.store);
    }
    assert.equal(test.store.faults.reads, 1);
  });

  it('folds only what is new of a batch that begins with events it has seen', async () => {
    await append(test.store, '1', drafted, retitled('a'));
    const first = test.start();
    await first.ready;
    await first.stop();
    await test.documents.dropCheckpoint(checkpointOf(listingCards));
    await append(test.store, '1', retitled('b'));
    await test.start().ready;
    assert.deepStrictEqual(await test.cards.get('1'), await expectedCard(test.store, '1'));
  });

  it('stops at a gap, at its place, and goes on when the gap is gone', async () => {
    await append(test.store, '1', drafted, retitled('a'), retitled('b'));
    let isHiding = true;
    const hiding: EventStore = {
      ...test.store,
      subscribe: async function* (options) {
        for await (const message of test.store.subscribe(options))
          if (!isHiding || message.kind !== 'event' || message.event.revision !== 1) yield message;
      },
    };
    const follower = test.start({ store: hiding });
    await eventually(() => assert.equal(follower.status().error, 'listing-1: revision 2 came after 0'));
    assert.equal(follower.status().state, 'stopped');
    isHiding = false;
    await eventually(async () => assert.equal((await test.cards.get('1'))?.revision, 2));
  });

  it('stops when a document is missing that should be there', async () => {
    await append(test.store, '1', drafted);
    const follower = test.start();
    await follower.ready;
    await test.cards.delete('1');
    await append(test.store, '1', retitled('a'));
    await eventually(() => assert.equal(follower.status().error, 'listing-1: revision 1 came after -1'));
    assert.equal(await test.cards.get('1'), undefined);
  });

  it('applies what comes before an event that it does not know, and stops there', async () => {
    const unknown = { id: 'unknown', type: 'ListingBurnt.v1', data: {}, metadata: {} };
    await append(test.store, '1', drafted);
    await test.store.append('listing-2', [unknown], 'any');
    await append(test.store, '3', drafted);
    const follower = test.start();
    await eventually(() => assert.match(follower.status().error ?? '', /ListingBurnt.v1/));
    await eventually(async () => assert.equal((await test.cards.get('1'))?.revision, 0));
    assert.equal(await test.cards.get('3'), undefined);
  });

  it('starts from the first event when the read models were erased while it ran', async () => {
    await append(test.store, '1', drafted, retitled('a'));
    const follower = test.start();
    await follower.ready;
    await test.cards.drop();
    await test.documents.dropCheckpoint(checkpointOf(listingCards));
    await eventually(async () => assert.deepStrictEqual(await test.cards.get('1'), await expectedCard(test.store, '1')));
  });

  it('shows what a rebuild and the plain fold show, with breaks in the connection and failing writes', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.array(fc.nat(12), { maxLength: 3 }), fc.nat(3), async (changes, breaks, failures) => {
        const property = await setup();
        property.store.faults.subscribe.push(...breaks);
        let left = failures;
        const failing: Documents = {
          ...property.documents,
          apply: async (...call) => {
            left -= 1;
            if (left >= 0 && left % 2 === 0) throw new Error('before the write');
            await property.documents.apply(...call);
            if (left >= 0) throw new Error('after the write');
          },
        };
        const live = property.start({ documents: failing });
        for (const [id, change] of changes) await append(property.store, id, change);
        await reached(live, property.store);
        await live.stop();
        const shown = await property.cards.getMany(ids);
        const expected = (await Promise.all(ids.map((id) => expectedCard(property.store, id)))).filter(
          (card) => card !== undefined,
        );
        assert.deepStrictEqual(shown, expected);
        await property.documents.collection(listingCards.collection).drop();
        await property.documents.dropCheckpoint(checkpointOf(listingCards));
        const rebuilt = property.start();
        await rebuilt.ready;
        assert.deepStrictEqual(await property.cards.getMany(ids), shown);
        await property.close();
      }),
      { numRuns: 12 },
    );
  });
});

describe('projectionSpec', () => {
  const at = '2026-01-01T00:00:01.000Z';

  it('passes for the document that the events make', () => {
    const card = { title: 'a', organisationId: 'u1', isPublished: false, seen: 2, at };
    projectionSpec(listingCards)
      .given([drafted, retitled('a')])
      .then(card);
    projectionSpec(listingCards).given([drafted, withdrawn]).then(undefined);
    const later = { event: retitled('a'), meta: { at: 'later' } };
    projectionSpec(listingCards)
      .given([drafted, later])
      .then({ ...card, at: 'later' });
    assert.throws(() => projectionSpec(listingCards).given([drafted]).then(card));
    assert.throws(() => projectionSpec(listingCards).given([drafted]).then(undefined));
  });

  it('fails for a projection that changes its document or remembers', () => {
    const mutating = projectionSpec<ListingCard, ListingEvent>({
      ...listingCards,
      project: (card, event, meta) => (card ? Object.assign(card, { seen: 9 }) : listingCards.project(card, event, meta)),
    });
    assert.throws(() => mutating.given([drafted, published]).then(undefined), /projecting ListingPublished changed/);
    let calls = 0;
    const remembering = projectionSpec<ListingCard, ListingEvent>({
      ...listingCards,
      project: () => ({ title: '', organisationId: '', isPublished: false, seen: (calls += 1), at }),
    });
    assert.throws(() => remembering.given([drafted]).then(undefined), /twice gave two documents/);
  });
});
