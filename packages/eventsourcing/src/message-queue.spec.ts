import assert from 'node:assert/strict';
import type { SubscriptionMessage } from './event-store.js';
import { messageQueue } from './message-queue.js';

const event = (revision: number): SubscriptionMessage => ({
  kind: 'event',
  event: { id: '', type: 'A.v1', data: {}, metadata: {}, stream: 'a-1', revision, position: revision, created: `at ${revision}` },
});
const checkpoint: SubscriptionMessage = { kind: 'checkpoint', position: 9 };
const caughtUp: SubscriptionMessage = { kind: 'caught-up' };

describe('message queue', () => {
  it('gives at most so many events, and nothing after a caught-up, so that the past and the present stay apart', async () => {
    const queue = messageQueue();
    for (const message of [event(0), checkpoint, event(1), event(2), caughtUp, event(3)]) await queue.push(message);
    assert.deepStrictEqual(queue.pending(), { count: 4, oldest: 'at 0' });
    assert.deepStrictEqual(queue.take(2), [event(0), checkpoint, event(1)]);
    assert.deepStrictEqual(queue.take(200), [event(2), caughtUp]);
    assert.deepStrictEqual(queue.take(200), [event(3)]);
    assert.deepStrictEqual(queue.take(200), []);
  });

  it('holds back who pushes while it is full', async () => {
    const queue = messageQueue();
    let pushed = 0;
    const pushing = (async () => {
      for (; pushed < 1_500; pushed += 1) await queue.push(event(pushed));
    })();
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(pushed < 1_000, `${pushed} pushed`);
    for (let taken = 0; taken < 1_500;) {
      await queue.waitFor(1, 10_000);
      taken += queue.take(200).length;
    }
    await pushing;
  });

  it('waits for enough, for the end, or for the time to pass', async () => {
    const queue = messageQueue();
    await queue.waitFor(1, 5);
    const two = queue.waitFor(2, 10_000);
    await queue.push(event(0));
    await queue.push(event(1));
    await two;
    const more = queue.waitFor(3, 10_000);
    queue.end(new Error('lost'));
    queue.end();
    await more;
    assert.match(String(queue.ended()?.error), /lost/);
  });
});
