import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isRejection } from '@lastmile/protocol';
import type { RejectionCode } from '@lastmile/protocol';
import { contextWith } from '../test/command-context.fixture.js';
import { faultyEventStore } from '../test/faulty-event-store.js';
import { listingDecider, listingEvents } from '../test/listing.fixture.js';
import type { ListingCommand } from '../test/listing.fixture.js';
import { commandHandler } from './command-handler.js';
import { StoreUnavailable } from './event-store.js';
import { eventId } from './ids.js';
import { inMemoryEventStore } from './in-memory-event-store.js';

const draft: ListingCommand = { type: 'DraftListing', organisationId: 'u1', title: 'Alloy' };
const publish: ListingCommand = { type: 'PublishListing', now: '2026-01-01T00:00:00.000Z' };
const retitle = (title: string): ListingCommand => ({ type: 'RetitleListing', title });

const setup = () => {
  const store = faultyEventStore(inMemoryEventStore());
  const handle = commandHandler({ store, category: 'listing', decider: listingDecider, codec: listingEvents });
  return { store, handle, faults: store.faults };
};

const rejectionOf = async (answer: Promise<unknown>): Promise<[RejectionCode, object]> => {
  const outcome: unknown = await answer.catch((error: unknown) => error);
  assert.ok(isRejection(outcome), `expected a rejection, got ${JSON.stringify(outcome)}`);
  return [outcome.code, outcome.details];
};

describe('command handler', () => {
  it('answers with the revision that its events reached, and stores who asked', async () => {
    const { store, handle } = setup();
    assert.deepStrictEqual(await handle('1', draft, contextWith('a', { causationId: 'cause' })), { id: '1', revision: 0 });
    assert.deepStrictEqual(await handle('1', publish, contextWith('b')), { id: '1', revision: 2 });
    const [first, second, third] = await store.read('listing-1');
    assert.deepStrictEqual(
      [first?.id, second?.id, third?.id],
      ['a', 'b', 'b'].map((key, i) => eventId('listing-1', key, i === 2 ? 1 : 0)),
    );
    const { commandHash, ...metadata } = first?.metadata ?? {};
    assert.match(String(commandHash), /^[0-9a-f]{64}$/);
    const { actor, correlationId } = contextWith('a');
    assert.deepStrictEqual(metadata, { actor, correlationId, causationId: 'cause', idempotencyKey: 'a' });
    assert.deepStrictEqual(await handle.load('1'), { state: { status: 'PUBLISHED', title: 'Alloy!', tags: [] }, revision: 2 });
    assert.equal((await handle.load('2')).revision, -1);
  });

  it('answers the current revision when nothing is left to do', async () => {
    const { store, handle } = setup();
    await handle('1', draft, contextWith('a'));
    assert.deepStrictEqual(await handle('1', draft, contextWith('b')), { id: '1', revision: 0 });
    assert.equal((await store.read('listing-1')).length, 1);
  });

  it('answers a repeat with the first result, whatever happened since, with one read and no append', async () => {
    const { handle, faults } = setup();
    await handle('1', draft, contextWith('a'));
    const first = await handle('1', publish, contextWith('b'));
    await handle('1', retitle('Steel'), contextWith('c'));
    const before = { ...faults };
    const later: ListingCommand = { ...publish, now: '2027-01-01T00:00:00.000Z' };
    assert.deepStrictEqual(await handle('1', later, contextWith('b')), first);
    assert.deepStrictEqual(await handle('1', draft, contextWith('a', { expectedRevision: 9 })), { id: '1', revision: 0 });
    assert.deepStrictEqual([faults.reads - before.reads, faults.appends - before.appends], [2, 0]);
  });

  it('refuses a key that was used for something else', async () => {
    const { handle } = setup();
    await handle('1', draft, contextWith('a'));
    const stranger = { ...contextWith('a').actor, organisationId: 'u2' };
    assert.equal((await rejectionOf(handle('1', { ...draft, title: 'Steel' }, contextWith('a'))))[0], 'IDEMPOTENCY_KEY_REUSED');
    assert.equal((await rejectionOf(handle('1', retitle('Alloy'), contextWith('a'))))[0], 'IDEMPOTENCY_KEY_REUSED');
    assert.equal((await rejectionOf(handle('1', draft, contextWith('a', { actor: stranger }))))[0], 'IDEMPOTENCY_KEY_REUSED');
    assert.deepStrictEqual(await handle('2', { ...draft, title: 'Steel' }, contextWith('a')), { id: '2', revision: 0 });
  });

  it('lets the caller say what makes a command the same', async () => {
    const { store } = setup();
    const identity = (command: ListingCommand): unknown => (command.type === 'DraftListing' ? command.organisationId : 'u1');
    const handle = commandHandler({ store, category: 'listing', decider: listingDecider, codec: listingEvents, identity });
    await handle('1', draft, contextWith('a'));
    assert.equal((await handle('1', { ...draft, title: 'Steel' }, contextWith('a'))).revision, 0);
    assert.equal((await rejectionOf(handle('1', retitle('Steel'), contextWith('a'))))[0], 'IDEMPOTENCY_KEY_REUSED');
  });

  it('refuses an expected revision that is not the stream’s', async () => {
    const { handle } = setup();
    const missing = await rejectionOf(handle('1', draft, contextWith('a', { expectedRevision: 0 })));
    assert.deepStrictEqual(missing, ['REVISION_CONFLICT', { expected: 0, actual: -1 }]);
    await handle('1', draft, contextWith('a', { expectedRevision: -1 }));
    const stale = await rejectionOf(handle('1', publish, contextWith('b', { expectedRevision: 3 })));
    assert.deepStrictEqual(stale, ['REVISION_CONFLICT', { expected: 3, actual: 0 }]);
    assert.equal((await handle('1', publish, contextWith('b', { expectedRevision: 0 }))).revision, 2);
  });

  it('passes on a rejection and writes nothing', async () => {
    const { store, handle } = setup();
    assert.equal((await rejectionOf(handle('1', publish, contextWith('a'))))[0], 'LISTING_NOT_PUBLISHABLE');
    assert.deepStrictEqual(await store.read('listing-1'), []);
  });

  it('decides again when another was quicker', async () => {
    const { store, handle, faults } = setup();
    await handle('1', draft, contextWith('a'));
    faults.beforeAppend = async () => {
      faults.beforeAppend = undefined;
      const event = listingEvents.encode({ type: 'ListingRetitled', title: 'T1' });
      await store.append('listing-1', [{ id: eventId('x', 'x', 0), ...event, metadata: {} }], 'any');
    };
    assert.equal((await handle('1', publish, contextWith('b'))).revision, 3);
    assert.equal((await handle.load('1')).state.title, 'T1!');
  });

  it('gives up after three more decisions', async () => {
    const { store, handle, faults } = setup();
    await handle('1', draft, contextWith('a'));
    let others = 0;
    const disturb = async (): Promise<void> => {
      faults.beforeAppend = undefined;
      others += 1;
      const event = listingEvents.encode({ type: 'ListingRetitled', title: `T${others}` });
      await store.append('listing-1', [{ id: eventId('x', 'x', others), ...event, metadata: {} }], 'any');
      faults.beforeAppend = disturb;
    };
    faults.beforeAppend = disturb;
    const [code, details] = await rejectionOf(handle('1', publish, contextWith('b')));
    assert.deepStrictEqual([code, details, others], ['REVISION_CONFLICT', { expected: 3, actual: 4 }, 4]);
  });

  it('tries once more with the same event ids when the answer was lost', async () => {
    for (const fault of ['before', 'after'] as const) {
      const { store, handle, faults } = setup();
      await handle('1', draft, contextWith('a'));
      faults.append.push(fault);
      assert.deepStrictEqual(await handle('1', publish, contextWith('b')), { id: '1', revision: 2 });
      assert.equal((await store.read('listing-1')).length, 3);
    }
  });

  it('says that the store is away when it stays away; the same key settles it later', async () => {
    const { store, handle, faults } = setup();
    await handle('1', draft, contextWith('a'));
    faults.append.push('after', 'before');
    await assert.rejects(handle('1', publish, contextWith('b')), StoreUnavailable);
    faults.read.push('before');
    assert.deepStrictEqual(await handle('1', publish, contextWith('b')), { id: '1', revision: 2 });
    faults.read.push('before', 'before');
    await assert.rejects(handle('1', publish, contextWith('b')), StoreUnavailable);
    assert.equal((await store.read('listing-1')).length, 3);
  });

  it('writes each command once and loses none, under any faults and repeats', async () => {
    const fault = fc.constantFrom('before' as const, 'after' as const, 'none' as const);
    const keys = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(keys, fc.array(fault, { maxLength: 4 }), async (asked, failing) => {
        const { store, handle, faults } = setup();
        await handle('1', draft, contextWith('draft'));
        faults.append.push(...failing);
        const answers = await Promise.allSettled(asked.map((key) => handle('1', retitle(`T${key}`), contextWith(`k${key}`))));
        faults.append.length = 0;
        const settled = new Map<number, number>();
        for (const key of asked) settled.set(key, (await handle('1', retitle(`T${key}`), contextWith(`k${key}`))).revision);
        const titles = (await store.read('listing-1')).slice(1).map((event) => (event.data as { title: string }).title);
        assert.deepStrictEqual([...titles].sort(), [...new Set(asked)].map((key) => `T${key}`).sort());
        answers.forEach((answer, index) => {
          if (answer.status === 'fulfilled') assert.equal(answer.value.revision, settled.get(asked[index] ?? -1));
        });
      }),
      { numRuns: 15 },
    );
  });
});
