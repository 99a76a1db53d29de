import assert from 'node:assert/strict';
import fc from 'fast-check';
import { eventually } from '@lastmile/testing';
import { stored } from '../test/command-context.fixture.js';
import { faultyEventStore } from '../test/faulty-event-store.js';
import { testLog } from '../test/test-log.js';
import { UnknownEvent } from './event-codec.js';
import { follow } from './follow.js';
import type { FollowOptions } from './follow.js';
import { followerHealth } from './follower-health.js';
import type { Batch, Follower } from './follower.js';
import { inMemoryEventStore } from './in-memory-event-store.js';

const titles = (from: number, count: number) =>
  stored(
    'listing-1',
    `k${from}`,
    Array.from({ length: count }, (_, index) => ({ type: 'ListingRetitled', title: `T${from + index}` })),
  );

/** A follower with a handler that remembers its place together with what it saw, as a read model does. */
const setup = () => {
  const store = faultyEventStore(inMemoryEventStore());
  const logger = testLog();
  const seen: string[] = [];
  const batches: Batch[] = [];
  const memory: { place?: number } = {};
  let follower: Follower | undefined;
  const start = (more: Partial<FollowOptions> = {}): Follower => {
    follower = follow({
      name: 'titles',
      store,
      categories: ['listing'],
      from: () => Promise.resolve(memory.place),
      handle: (batch) => {
        batches.push(batch);
        seen.push(...batch.events.map((event) => (event.data as { title: string }).title));
        memory.place = batch.checkpoint;
        return Promise.resolve();
      },
      logger,
      ...more,
    });
    return follower;
  };
  return { store, logger, seen, batches, memory, start, stop: () => follower?.stop() };
};

const expected = (count: number): string[] => Array.from({ length: count }, (_, index) => `T${index}`);

describe('follow', () => {
  let test = setup();
  beforeEach(() => {
    test = setup();
  });
  afterEach(() => test.stop());

  it('reads the past in batches of at most 200, then goes on live', async () => {
    await test.store.append('listing-1', titles(0, 450), 'any');
    const follower = test.start();
    await follower.ready;
    assert.deepStrictEqual(test.seen, expected(450));
    assert.ok(test.batches.every((batch) => batch.events.length <= 200 && !batch.isLive));
    assert.ok(test.batches.length <= 5, `${test.batches.length} batches`);
    await test.store.append('listing-1', titles(450, 1), 'any');
    await eventually(() => assert.deepStrictEqual(test.seen, expected(451)));
    assert.equal(test.batches.at(-1)?.isLive, true);
    const { position } = (await test.store.read('listing-1')).at(-1) ?? {};
    await eventually(() =>
      assert.deepStrictEqual(follower.status(), {
        name: 'titles',
        state: 'live',
        position,
        error: undefined,
        lagEvents: 0,
        oldestUnprocessedSeconds: 0,
      }),
    );
  });

  it('is ready without any event, and moves its place past other categories', async () => {
    const follower = test.start();
    await follower.ready;
    assert.equal(follower.status().position, undefined);
    for (let round = 0; round < 3; round += 1)
      await test.store.append(
        'other-1',
        titles(round * 100, 100).map((event) => ({ ...event, id: `${event.id}${round}` })),
        'any',
      );
    await eventually(() => assert.ok((test.memory.place ?? 0) > 0));
    assert.deepStrictEqual(test.seen, []);
  });

  it('goes on where it stopped', async () => {
    await test.store.append('listing-1', titles(0, 3), 'any');
    const first = test.start();
    await first.ready;
    await first.stop();
    assert.equal(first.status().state, 'stopped');
    await test.store.append('listing-1', titles(3, 2), 'any');
    await test.start().ready;
    assert.deepStrictEqual(test.seen, expected(5));
  });

  it('resubscribes from its place when the connection breaks', async () => {
    test.store.faults.subscribe.push(2, 0, 3);
    await test.store.append('listing-1', titles(0, 10), 'any');
    const follower = test.start();
    await follower.ready;
    assert.deepStrictEqual(test.seen, expected(10));
    assert.equal(test.store.faults.subscriptions, 4);
    assert.equal(follower.status().error, undefined);
    assert.equal(test.logger.lines.filter((line) => line.message === 'follower reconnects').length, 3);
  });

  it('stops at its place with the error while its handler fails, says so in its health, and skips nothing', async () => {
    await test.store.append('listing-1', titles(0, 5), 'any');
    let isBroken = true;
    const follower = test.start({
      handle: (batch) => {
        const names = batch.events.map((event) => (event.data as { title: string }).title);
        if (isBroken && names.includes('T3')) return Promise.reject(new UnknownEvent('ListingBurnt.v1'));
        test.seen.push(...names);
        test.memory.place = batch.checkpoint;
        return Promise.resolve();
      },
    });
    await eventually(() => assert.deepStrictEqual(test.seen, expected(3)));
    await eventually(() => assert.equal(follower.status().state, 'stopped'));
    const health = await followerHealth([follower]).check();
    assert.equal(health.status, 'down');
    assert.match(String(health.detail?.['titles']), /^stopped \d+ no definition for the stored event ListingBurnt.v1$/);
    assert.ok(follower.status().lagEvents >= 1);
    assert.ok(follower.status().oldestUnprocessedSeconds >= 0);
    isBroken = false;
    await eventually(() => assert.deepStrictEqual(test.seen, expected(5)));
    await eventually(async () => assert.equal((await followerHealth([follower]).check()).status, 'up'));
  });

  it('starts again from the beginning when its place was lost', async () => {
    await test.store.append('listing-1', titles(0, 3), 'any');
    const follower = test.start({ holdsPlace: () => Promise.resolve(test.memory.place !== undefined), checkEveryMs: 20 });
    await follower.ready;
    test.memory.place = undefined;
    await eventually(() => assert.deepStrictEqual(test.seen, [...expected(3), ...expected(3)]));
    assert.ok(test.logger.lines.some((line) => line.message === 'follower goes back'));
  });

  it('waits for the batch under way when it is stopped', async () => {
    await test.store.append('listing-1', titles(0, 1), 'any');
    const started = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    let isFinished = false;
    const follower = test.start({
      handle: async () => {
        started.resolve();
        await finish.promise;
        isFinished = true;
      },
    });
    await started.promise;
    const stopping = follower.stop();
    finish.resolve();
    await stopping;
    assert.equal(isFinished, true);
    await follower.ready;
  });

  it('delivers every event in order, at least once and exactly once with an atomic handler, however often it is interrupted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(6), { maxLength: 4 }), fc.array(fc.nat(8), { maxLength: 3 }), async (breaks, failing) => {
        const property = setup();
        property.store.faults.subscribe.push(...breaks);
        await property.store.append('listing-1', titles(0, 8), 'any');
        const failures = new Set(failing.map((index) => `T${index}`));
        const follower = property.start({
          handle: (batch) => {
            const names = batch.events.map((event) => (event.data as { title: string }).title);
            const failure = names.find((name) => failures.delete(name));
            if (failure) return Promise.reject(new Error(`not ${failure} now`));
            property.seen.push(...names);
            property.memory.place = batch.checkpoint;
            return Promise.resolve();
          },
        });
        await eventually(() => assert.deepStrictEqual(property.seen, expected(8)));
        await follower.stop();
      }),
      { numRuns: 8 },
    );
  });
});
