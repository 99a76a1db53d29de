import assert from 'node:assert/strict';
import { StoreUnavailable } from './event-store.js';
import { eventStoreSuite } from './event-store-suite.js';
import { inMemoryEventStore } from './in-memory-event-store.js';

describe('event store in memory', () => {
  const store = inMemoryEventStore();
  for (const { name, run } of eventStoreSuite('in memory', () => store)) it(name, run);

  it('keeps what was written when the caller changes its copy', async () => {
    const data = { nested: { value: 1 } };
    await store.append('copied-1', [{ id: 'a', type: 'A.v1', data, metadata: {} }], 'no-stream');
    data.nested.value = 2;
    assert.deepStrictEqual((await store.read('copied-1'))[0]?.data, { nested: { value: 1 } });
  });

  it('is unavailable when closed, also for those who follow it', async () => {
    const closing = inMemoryEventStore();
    const following = (async () => {
      for await (const message of closing.subscribe({ categories: ['a'], signal: new AbortController().signal }))
        if (message.kind === 'caught-up') await closing.close();
    })();
    await assert.rejects(following, StoreUnavailable);
    await assert.rejects(closing.read('a-1'), StoreUnavailable);
    await assert.rejects(closing.append('a-1', [], 'any'), StoreUnavailable);
  });
});
