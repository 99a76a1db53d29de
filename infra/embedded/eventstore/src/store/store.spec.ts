import fc from 'fast-check';
import { join } from 'node:path';
import { temporaryDirectory } from '@lastmile/testing';
import { hidesEverything, metadataStreamOf } from './model.js';
import type { ExpectedRevision, NewEvent } from './model.js';
import { openStore } from './store.js';
import type { Store } from './store.js';

interface ModelStream {
  ids: number[];
  truncateBefore: number;
  maxCount: number;
  hasMetadata: boolean;
  isTombstoned: boolean;
}

type Command =
  | { kind: 'append'; stream: string; expected: ExpectedRevision; ids: number[] }
  | { kind: 'delete'; stream: string; expected: ExpectedRevision }
  | { kind: 'tombstone'; stream: string; expected: ExpectedRevision }
  | { kind: 'retain'; stream: string; maxCount: number };

type Expectation = { kind: 'written'; revision: number } | { kind: 'wrong-revision'; current: number } | { kind: 'deleted' };

const idOf = (n: number): Uint8Array => Buffer.from(n.toString(16).padStart(32, '0'), 'hex');
const eventOf = (n: number): NewEvent => ({
  id: idOf(n),
  type: `Type${n % 3}`,
  isJson: n % 2 === 0,
  metadata: Buffer.from('m'.repeat(n % 5)),
  data: Buffer.from(`{"n":${n}}`),
});

const fresh = (): ModelStream => ({ ids: [], truncateBefore: 0, maxCount: Infinity, hasMetadata: false, isTombstoned: false });

const refusal = (s: ModelStream, expected: ExpectedRevision, ids: number[]): Expectation | 'write' => {
  const last = s.ids.length - 1;
  const wrong: Expectation = { kind: 'wrong-revision', current: last };
  if (s.isTombstoned) return { kind: 'deleted' };
  if (typeof expected === 'string' && expected !== 'no_stream') {
    if (expected === 'stream_exists' && s.truncateBefore === hidesEverything) return { kind: 'deleted' };
    if (expected === 'stream_exists' && last < 0 && !s.hasMetadata) return wrong;
    if (ids.length === 0 || !s.ids.includes(ids[0] ?? -1)) return 'write';
    return ids.every((id) => s.ids.includes(id)) ? { kind: 'written', revision: s.ids.lastIndexOf(ids.at(-1) ?? -1) } : wrong;
  }
  const revision = expected === 'no_stream' ? -1 : expected;
  if (revision === last) return 'write';
  const there = s.ids.slice(revision + 1, revision + 1 + ids.length);
  const isRepeat = revision < last && ids.length > 0 && there.length === ids.length && there.every((id, i) => id === ids[i]);
  if (isRepeat) return { kind: 'written', revision: revision + ids.length };
  return revision === -1 && last >= 0 && s.truncateBefore === hidesEverything ? 'write' : wrong;
};

/** What the server must answer, by the simplest means: a list of ids for a stream. */
const applyToModel = (model: Map<string, ModelStream>, command: Command): Expectation => {
  const s = model.get(command.stream) ?? fresh();
  model.set(command.stream, s);
  if (command.kind === 'retain') {
    if (s.isTombstoned) return { kind: 'deleted' };
    Object.assign(s, { maxCount: command.maxCount, truncateBefore: 0, hasMetadata: true });
    return { kind: 'written', revision: NaN };
  }
  if (command.kind === 'delete' && s.ids.length === 0 && !s.hasMetadata && !s.isTombstoned) {
    return { kind: 'wrong-revision', current: -1 };
  }
  const answer = refusal(s, command.expected, command.kind === 'append' ? command.ids : []);
  if (answer !== 'write') return answer;
  if (command.kind === 'tombstone') {
    s.isTombstoned = true;
    return { kind: 'written', revision: hidesEverything };
  }
  if (command.kind === 'delete') {
    Object.assign(s, { truncateBefore: hidesEverything, maxCount: Infinity, hasMetadata: true });
    return { kind: 'written', revision: NaN };
  }
  if (command.ids.length > 0 && s.truncateBefore === hidesEverything) s.truncateBefore = s.ids.length;
  s.ids.push(...command.ids);
  return { kind: 'written', revision: s.ids.length - 1 };
};

const applyToStore = (store: Store, command: Command) => {
  const { stream } = command;
  if (command.kind === 'append') {
    return store.append({ stream, expected: command.expected, events: command.ids.map(eventOf) });
  }
  if (command.kind === 'retain') {
    const data = Buffer.from(JSON.stringify({ $maxCount: command.maxCount }));
    const event = {
      id: idOf(Math.floor(Math.random() * 1e9)),
      type: '$metadata',
      isJson: true,
      metadata: new Uint8Array(),
      data,
    };
    return store.append({ stream: metadataStreamOf(stream), expected: 'any', events: [event] });
  }
  const target = { stream, expected: command.expected, id: idOf(999) };
  return command.kind === 'delete' ? store.softDelete(target) : store.tombstone(target);
};

const visible = (s: ModelStream): [number, number][] => {
  const first = Math.max(s.truncateBefore, s.ids.length - s.maxCount);
  return s.ids.map((id, revision): [number, number] => [revision, id]).filter(([revision]) => revision >= first);
};

const readForwards = (store: Store, stream: string): [number, number][] => {
  const found: [number, number][] = [];
  for (let from: number | undefined = 0; from !== undefined;) {
    const page = store.stream.forwards(stream, from, 2);
    found.push(
      ...page.events.map((event): [number, number] => [event.revision, parseInt(Buffer.from(event.id).toString('hex'), 16)]),
    );
    from = page.next;
  }
  return found;
};

const readBackwards = (store: Store, stream: string): number[] => {
  const found: number[] = [];
  for (let from: number | undefined = hidesEverything; from !== undefined && from >= 0;) {
    const page = store.stream.backwards(stream, from, 3);
    found.push(...page.events.map((event) => event.revision));
    from = page.next;
  }
  return found;
};

const checkReads = (store: Store, model: Map<string, ModelStream>): void => {
  for (const [stream, s] of model) {
    if (s.isTombstoned) {
      expect(store.stream.status(stream)).toBe('tombstoned');
      continue;
    }
    const isThere = s.ids.length > 0 && s.truncateBefore !== hidesEverything;
    expect(store.stream.status(stream)).toBe(isThere ? 'there' : 'missing');
    expect(readForwards(store, stream)).toEqual(visible(s));
    expect(readBackwards(store, stream)).toEqual(
      visible(s)
        .map(([revision]) => revision)
        .reverse(),
    );
  }
};

const checkLog = (store: Store): void => {
  const entries = store.log.forwards(0).entries;
  const positions = entries.map((entry) => entry.position);
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
  expect(store.log.backwards(Infinity).entries.map((entry) => entry.position)).toEqual(positions.toReversed());
  const revisions = new Map<string, number[]>();
  for (const { event } of entries) {
    if (event && event.revision !== hidesEverything)
      revisions.set(event.stream, [...(revisions.get(event.stream) ?? []), event.revision]);
  }
  for (const list of revisions.values()) expect(list).toEqual(list.map((_, index) => index));
};

const streamName = fc.constantFrom('contract-1', 'contract-2', 'listing-1');
const expected = fc.oneof(
  fc.constantFrom<ExpectedRevision>('any', 'no_stream', 'stream_exists'),
  fc.integer({ min: 0, max: 5 }) as fc.Arbitrary<ExpectedRevision>,
);
const ids = fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 3 });
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('append' as const), stream: streamName, expected, ids }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), stream: streamName, expected }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tombstone' as const), stream: streamName, expected }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('retain' as const), stream: streamName, maxCount: fc.integer({ min: 1, max: 3 }) }),
  },
);

const withStore = async (work: (open: () => Store) => Promise<void>): Promise<void> => {
  const directory = temporaryDirectory('eventstore-spec');
  const opened: Store[] = [];
  const open = (): Store => {
    opened.at(-1)?.close();
    const store = openStore({
      file: join(directory.path, 'events.db'),
      onFatal: (error) => {
        throw error;
      },
    });
    opened.push(store);
    return store;
  };
  try {
    await work(open);
  } finally {
    opened.at(-1)?.close();
    directory.remove();
  }
};

describe('the store against a list of ids for each stream', () => {
  it('answers and reads alike after any sequence of commands, and again after it is opened anew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 30 }), async (commands) => {
        await withStore(async (open) => {
          const store = open();
          const model = new Map<string, ModelStream>();
          for (const next of commands) {
            const answer = await applyToStore(store, next);
            const wanted = applyToModel(model, next);
            expect(answer).toMatchObject(
              wanted.kind === 'written' && Number.isNaN(wanted.revision) ? { kind: 'written' } : wanted,
            );
          }
          checkReads(store, model);
          checkLog(store);
          const reopened = open();
          checkReads(reopened, model);
          checkLog(reopened);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('gives a repeat the position of the first time', () =>
    withStore(async (open) => {
      const store = open();
      const command = { stream: 'contract-1', expected: 'no_stream' as const, events: [eventOf(1), eventOf(2)] };
      const first = await store.append(command);
      await store.append({ stream: 'contract-1', expected: 1, events: [eventOf(3)] });
      expect(await store.append(command)).toEqual(first);
      expect(await store.append({ ...command, expected: 'any' })).toEqual(first);
    }));

  it('lets one of many concurrent writers with the same expectation win', () =>
    withStore(async (open) => {
      const store = open();
      const attempts = Array.from({ length: 32 }, (_, n) =>
        store.append({ stream: 'contract-1', expected: 'no_stream', events: [eventOf(n + 1)] }),
      );
      const outcomes = await Promise.all(attempts);
      expect(outcomes.filter((outcome) => outcome.kind === 'written')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome.kind === 'wrong-revision')).toHaveLength(31);
    }));

  it('never gives a position twice, also when it is opened anew', () =>
    withStore(async (open) => {
      const seen: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const store = open();
        const outcome = await store.append({ stream: `contract-${round}`, expected: 'any', events: [eventOf(round + 1)] });
        if (outcome.kind === 'written') seen.push(outcome.position ?? -1);
      }
      expect(seen).toHaveLength(5);
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
      expect(seen.slice(1).every((position, index) => position - (seen[index] ?? 0) > 1)).toBe(true);
    }));

  it('writes nothing after the deadline', () =>
    withStore(async (open) => {
      const store = open();
      const append = { stream: 'contract-1', expected: 'any' as const, events: [eventOf(1)] };
      expect(await store.append(append, Date.now() - 1)).toEqual({ kind: 'too-late' });
      expect(store.stream.status('contract-1')).toBe('missing');
    }));
});

describe('what metadata hides', () => {
  it('is old events by $maxAge', async () => {
    const directory = temporaryDirectory('eventstore-spec');
    let now = 1_000_000;
    const store = openStore({ file: join(directory.path, 'events.db'), now: () => now, onFatal: () => undefined });
    const data = Buffer.from('{"$maxAge":10}');
    await store.append({ stream: '$$contract-1', expected: 'any', events: [{ ...eventOf(9), type: '$metadata', data }] });
    await store.append({ stream: 'contract-1', expected: 'any', events: [eventOf(1)] });
    now += 8_000;
    await store.append({ stream: 'contract-1', expected: 'any', events: [eventOf(2)] });
    expect(store.stream.forwards('contract-1', 0, 10).events.map((event) => event.revision)).toEqual([0, 1]);
    now += 5_000;
    expect(store.stream.forwards('contract-1', 0, 10).events.map((event) => event.revision)).toEqual([1]);
    expect(store.log.forwards(0).entries).toHaveLength(4);
    store.close();
    directory.remove();
  });

  it('is all but the last event of a metadata stream', () =>
    withStore(async (open) => {
      const store = open();
      for (const n of [1, 2, 3]) await store.append({ stream: '$$contract-1', expected: 'any', events: [eventOf(n)] });
      expect(store.stream.forwards('$$contract-1', 0, 10).events.map((event) => event.revision)).toEqual([2]);
    }));

  it('comes back with the rest of the metadata when a deleted stream starts again', () =>
    withStore(async (open) => {
      const store = open();
      await store.append({ stream: 'contract-1', expected: 'any', events: [eventOf(1)] });
      await store.softDelete({ stream: 'contract-1', expected: 'any', id: idOf(7) });
      await store.append({ stream: 'contract-1', expected: 'no_stream', events: [eventOf(2)] });
      const [metadata] = store.stream.forwards('$$contract-1', 0, 10).events;
      expect(Buffer.from(metadata?.data ?? []).toString()).toBe('{"$tb":1}');
    }));
});
