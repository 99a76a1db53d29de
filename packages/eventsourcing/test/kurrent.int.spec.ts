import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { eventually, startEventStore } from '@lastmile/testing';
import type { EventStoreServer } from '@lastmile/testing';
import { StoreUnavailable } from '../src/event-store.js';
import type { EventStore } from '../src/event-store.js';
import { eventStoreSuite } from '../src/event-store-suite.js';
import { kurrentEventStore } from '../src/kurrent-event-store.js';

const anEvent = () => ({ id: randomUUID(), type: 'Counted.v1', data: { value: 1 }, metadata: {} });

describe('event store on the embedded server', () => {
  let server: EventStoreServer;
  let store: EventStore;
  beforeAll(async () => {
    server = await startEventStore();
    store = kurrentEventStore(server.url, { deadlineMs: 20_000 });
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });
  for (const { name, run } of eventStoreSuite('kurrent client', () => store)) it(name, run);

  it('gives up at the deadline while the server is frozen, and works when it goes on', async () => {
    const impatient = kurrentEventStore(server.url, { deadlineMs: 500 });
    const stream = `frozen-${randomUUID()}`;
    await eventually(() => impatient.append(stream, [anEvent()], 'any'));
    const written = (await store.read(stream)).length;
    await server.kill('SIGSTOP');
    try {
      await assert.rejects(impatient.append(stream, [anEvent()], 'any'), StoreUnavailable);
      await assert.rejects(impatient.read(stream), StoreUnavailable);
      await assert.rejects(impatient.ping(), StoreUnavailable);
    } finally {
      await server.kill('SIGCONT');
    }
    await eventually(() => impatient.append(stream, [anEvent()], 'any'));
    assert.ok((await store.read(stream)).length > written);
    await impatient.close();
  });

  it('says that nobody is there', async () => {
    const nobody = kurrentEventStore('esdb://127.0.0.1:1?tls=false', { deadlineMs: 2_000 });
    await assert.rejects(nobody.append('a-1', [anEvent()], 'any'), StoreUnavailable);
    await assert.rejects(nobody.read('a-1'), StoreUnavailable);
    await assert.rejects(nobody.ping(), StoreUnavailable);
    await assert.rejects(async () => {
      for await (const message of nobody.subscribe({ categories: ['a'], signal: new AbortController().signal }))
        assert.fail(message.kind);
    }, StoreUnavailable);
    await nobody.close();
  });

  it('passes on what is refused for good instead of asking for a retry', async () => {
    const huge = { ...anEvent(), data: { text: 'x'.repeat(2_000_000) } };
    const refused: unknown = await store.append(`huge-${randomUUID()}`, [huge], 'any').catch((error: unknown) => error);
    assert.ok(refused instanceof Error && !(refused instanceof StoreUnavailable), String(refused));
  });
});
