import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { VersionConflict } from './event-store.js';
import type { Categories, EventStore, ExpectedRevision, NewEvent, RecordedEvent, SubscriptionMessage } from './event-store.js';

/** One named behaviour; rejects when the store does not show it. */
export interface StoreCase {
  readonly name: string;
  run(): Promise<void>;
}

type Check = (store: EventStore) => Promise<void>;

const patienceMs = 20_000;

const fresh = (): string => `suite${randomUUID().replaceAll('-', '')}`;

const anEvent = (value: number, type = 'Counted.v1'): NewEvent => ({
  id: randomUUID(),
  type,
  data: { value, text: `科技成果 ${value}` },
  metadata: { actor: { subjectId: `u${value}` }, correlationId: `c${value}` },
});

const someEvents = (count: number): NewEvent[] => Array.from({ length: count }, (_, index) => anEvent(index));

const idsOf = (events: readonly { id: string }[]): string[] => events.map((event) => event.id);

const conflictOf = async (append: Promise<unknown>): Promise<VersionConflict> => {
  const outcome = await append.catch((error: unknown) => error);
  assert.ok(outcome instanceof VersionConflict, `expected a VersionConflict, got ${String(outcome)}`);
  return outcome;
};

interface Received {
  readonly messages: SubscriptionMessage[];
  readonly events: RecordedEvent[];
}

/** Reads messages until `isEnough`; `onMessage` may append meanwhile. */
const receive = async (
  store: EventStore,
  options: { categories: Categories; after?: number },
  isEnough: (received: Received) => boolean | Promise<boolean>,
): Promise<Received> => {
  const received: Received = { messages: [], events: [] };
  const stopped = new AbortController();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    stopped.abort();
  }, patienceMs);
  try {
    for await (const message of store.subscribe({ ...options, signal: stopped.signal })) {
      received.messages.push(message);
      if (message.kind === 'event') received.events.push(message.event);
      if (await isEnough(received)) return received;
    }
    assert.ok(!isLate, `not enough messages in time: ${JSON.stringify(received.messages.slice(-3))}`);
    return received;
  } finally {
    clearTimeout(timer);
    stopped.abort();
  }
};

const isCaughtUp = ({ messages }: Received): boolean => messages.at(-1)?.kind === 'caught-up';

const appendCases: Record<string, Check> = {
  'reads what was appended: data, metadata, order, revisions from 0, growing positions': async (store) => {
    const stream = `${fresh()}-1`;
    const events = someEvents(3);
    const result = await store.append(stream, events, 'no-stream');
    const read = await store.read(stream);
    assert.deepStrictEqual(
      read.map(({ id, type, data, metadata }) => ({ id, type, data, metadata })),
      events,
    );
    assert.deepStrictEqual(
      read.map((event) => [event.stream, event.revision]),
      [0, 1, 2].map((revision) => [stream, revision]),
    );
    const positions = read.map((event) => event.position);
    assert.deepStrictEqual(
      positions,
      [...new Set(positions)].sort((a, b) => a - b),
    );
    assert.deepStrictEqual(result, { revision: 2, position: positions.at(-1) });
    assert.ok(read.every((event) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/.test(event.created)));
  },
  'answers [] for a stream that is not there': async (store) => {
    assert.deepStrictEqual(await store.read(`${fresh()}-1`), []);
    assert.deepStrictEqual(await store.read(`${fresh()}-1`, { direction: 'backwards', limit: 1 }), []);
  },
  'accepts the append only at the expected revision, and says where the stream is': async (store) => {
    const stream = `${fresh()}-1`;
    const missing = await conflictOf(store.append(stream, someEvents(1), 0));
    assert.deepStrictEqual([missing.stream, missing.expected, missing.actual], [stream, 0, -1]);
    await conflictOf(store.append(stream, someEvents(1), 'stream-exists'));
    await store.append(stream, someEvents(2), 'no-stream');
    const stale = await conflictOf(store.append(stream, someEvents(1), 0));
    assert.deepStrictEqual([stale.expected, stale.actual], [0, 1]);
    await conflictOf(store.append(stream, someEvents(1), 5));
    const existing = await conflictOf(store.append(stream, someEvents(1), 'no-stream'));
    assert.equal(existing.actual, 1);
    const revisions: number[] = [];
    for (const expected of [1, 'any', 'stream-exists'] satisfies ExpectedRevision[])
      revisions.push((await store.append(stream, someEvents(1), expected)).revision);
    assert.deepStrictEqual(revisions, [2, 3, 4]);
    assert.equal((await store.read(stream)).length, 5);
  },
  'lets one of many win that append at the same revision': async (store) => {
    const stream = `${fresh()}-1`;
    const raced = await Promise.allSettled(Array.from({ length: 16 }, () => store.append(stream, someEvents(2), 'no-stream')));
    assert.equal(raced.filter((outcome) => outcome.status === 'fulfilled').length, 1);
    for (const outcome of raced) if (outcome.status === 'rejected') assert.ok(outcome.reason instanceof VersionConflict);
    assert.equal((await store.read(stream)).length, 2);
  },
  'answers a repeated append with the first result and writes nothing': async (store) => {
    const stream = `${fresh()}-1`;
    const events = someEvents(2);
    const first = await store.append(stream, events, 'no-stream');
    const next = someEvents(2);
    const second = await store.append(stream, next, 1);
    await store.append(stream, someEvents(1), 3);
    assert.deepStrictEqual(await store.append(stream, events, 'no-stream'), first);
    assert.deepStrictEqual(await store.append(stream, next, 1), second);
    assert.equal((await store.append(stream, next, 'any')).revision, 3);
    assert.equal((await store.read(stream)).length, 5);
  },
  'refuses a repeat with other events among them': async (store) => {
    const stream = `${fresh()}-1`;
    const [first, second] = [anEvent(1), anEvent(2)];
    await store.append(stream, [first, second], 'no-stream');
    await conflictOf(store.append(stream, [first, anEvent(3)], 'no-stream'));
    assert.equal((await store.read(stream)).length, 2);
  },
};

const readCases: Record<string, Check> = {
  'reads from a revision, limited, both ways': async (store) => {
    const stream = `${fresh()}-1`;
    await store.append(stream, someEvents(5), 'no-stream');
    const revisions = async (options: Parameters<EventStore['read']>[1]): Promise<number[]> =>
      (await store.read(stream, options)).map((event) => event.revision);
    assert.deepStrictEqual(await revisions({ from: 3 }), [3, 4]);
    assert.deepStrictEqual(await revisions({ from: 1, limit: 2 }), [1, 2]);
    assert.deepStrictEqual(await revisions({ direction: 'backwards', limit: 2 }), [4, 3]);
    assert.deepStrictEqual(await revisions({ direction: 'backwards', from: 1 }), [1, 0]);
    assert.deepStrictEqual(await revisions({ from: 9 }), []);
  },
  'reads a long stream whole': async (store) => {
    const stream = `${fresh()}-1`;
    for (let chunk = 0; chunk < 6; chunk += 1) await store.append(stream, someEvents(250), 'any');
    const read = await store.read(stream);
    assert.deepStrictEqual(
      read.map((event) => event.revision),
      Array.from({ length: 1_500 }, (_, revision) => revision),
    );
  },
  'knows the head of categories': async (store) => {
    const [category, other] = [fresh(), fresh()];
    assert.equal(await store.head([category]), undefined);
    const { position } = await store.append(`${category}-1`, someEvents(2), 'no-stream');
    await store.append(`${other}-1`, someEvents(2), 'no-stream');
    assert.equal(await store.head([category]), position);
    assert.ok(((await store.head([category, other])) ?? 0) > position);
  },
  'answers a ping': (store) => store.ping(),
};

const subscribeCases: Record<string, Check> = {
  'delivers the past of its categories in order, says caught-up once, then what comes': async (store) => {
    const [category, sibling, other] = [fresh(), fresh(), fresh()];
    const past = [anEvent(0), anEvent(1), anEvent(2)] as const;
    await store.append(`${category}-1`, [past[0]], 'no-stream');
    await store.append(`${other}-1`, someEvents(2), 'no-stream');
    await store.append(`${sibling}-1`, [past[1]], 'no-stream');
    await store.append(`${category}-2`, [past[2]], 'no-stream');
    const live = anEvent(3);
    const received = await receive(store, { categories: [category, sibling] }, async (so_far) => {
      if (isCaughtUp(so_far)) await store.append(`${category}-1`, [live], 0);
      return so_far.events.length === 4;
    });
    assert.deepStrictEqual(idsOf(received.events), idsOf([...past, live]));
    assert.equal(received.messages.filter((message) => message.kind === 'caught-up').length, 1);
    assert.deepStrictEqual(received.events[0], (await store.read(`${category}-1`))[0]);
  },
  'delivers what every category holds when it is asked for all': async (store) => {
    const [one, other] = [fresh(), fresh().toUpperCase()];
    const after = await store.head('ALL');
    await store.append(`${one}-1`, someEvents(2), 'no-stream');
    const { position } = await store.append(`${other}-1`, someEvents(1), 'no-stream');
    assert.equal(await store.head('ALL'), position);
    const received = await receive(store, { categories: 'ALL', after }, isCaughtUp);
    assert.deepStrictEqual(
      received.events.map(({ stream }) => stream),
      [`${one}-1`, `${one}-1`, `${other}-1`],
    );
  },
  'goes on after a position': async (store) => {
    const category = fresh();
    const events = someEvents(4);
    await store.append(`${category}-1`, events, 'no-stream');
    const after = (await store.read(`${category}-1`))[1]?.position;
    const received = await receive(store, { categories: [category], after }, isCaughtUp);
    assert.deepStrictEqual(idsOf(received.events), idsOf(events.slice(2)));
  },
  'does not take a longer name for its category': async (store) => {
    const category = fresh();
    await store.append(`${category}extra-1`, someEvents(1), 'no-stream');
    const received = await receive(store, { categories: [category] }, isCaughtUp);
    assert.deepStrictEqual(received.events, []);
  },
  'gives checkpoints in order while events of other categories pass': async (store) => {
    const [category, other] = [fresh(), fresh()];
    const { position: start } = await store.append(`${category}-1`, someEvents(1), 'no-stream');
    let round = 0;
    const received = await receive(store, { categories: [category], after: start }, async ({ messages }) => {
      if (messages.length === 1) for (; round < 40; round += 1) await store.append(`${other}-${round}`, someEvents(250), 'any');
      return messages.some((message) => message.kind === 'checkpoint' && message.position > start);
    });
    assert.deepStrictEqual(received.events, []);
  },
  'ends without an error when aborted': async (store) => {
    const stopped = new AbortController();
    const seen: string[] = [];
    for await (const message of store.subscribe({ categories: [fresh()], signal: stopped.signal })) {
      seen.push(message.kind);
      if (message.kind === 'caught-up') setImmediate(() => stopped.abort());
    }
    assert.equal(seen.at(-1), 'caught-up');
  },
  'ends when it was aborted while its last message was handled': async (store) => {
    const stopped = new AbortController();
    for await (const message of store.subscribe({ categories: [fresh()], signal: stopped.signal }))
      if (message.kind === 'caught-up') stopped.abort();
    for await (const message of store.subscribe({ categories: [fresh()], signal: stopped.signal })) assert.fail(message.kind);
  },
};

/**
 * The behaviour that every event store must show, as named cases for any test runner. `open` answers the store of a case, which
 * may be the same for all: streams are fresh. Nothing is closed.
 * @example for (const { name, run } of eventStoreSuite('in memory', () => store)) it(name, run);
 */
export const eventStoreSuite = (name: string, open: () => EventStore): readonly StoreCase[] =>
  Object.entries({ ...appendCases, ...readCases, ...subscribeCases }).map(([what, check]) => ({
    name: `${name}: ${what}`,
    run: () => check(open()),
  }));
