import { StoreUnavailable, VersionConflict } from './event-store.js';
import type {
  Categories,
  EventStore,
  ExpectedRevision,
  NewEvent,
  ReadOptions,
  RecordedEvent,
  SubscribeOptions,
  SubscriptionMessage,
} from './event-store.js';

interface Log {
  readonly events: RecordedEvent[];
  readonly streams: Map<string, RecordedEvent[]>;
  readonly waiting: Set<() => void>;
  isClosed: boolean;
}

/** Positions have gaps, as in a real store, so that no code learns to count with them. */
const positionStep = 7;
const checkpointEvery = 64;

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;

const isExpected = (expected: ExpectedRevision, actual: number): boolean =>
  expected === 'any' ||
  (expected === 'no-stream' ? actual === -1 : expected === 'stream-exists' ? actual >= 0 : expected === actual);

/** The events of a repeated append as they were written first: with a revision right after it, else anywhere in the stream. */
const alreadyWritten = (
  stream: readonly RecordedEvent[],
  events: readonly NewEvent[],
  expected: ExpectedRevision,
): RecordedEvent[] => {
  const first = stream.findIndex((event) => event.id === events[0]?.id);
  const start = typeof expected === 'number' ? expected + 1 : expected === 'no-stream' ? 0 : first;
  const written = start < 0 ? [] : stream.slice(start, start + events.length);
  return written.length === events.length && written.every((event, index) => event.id === events[index]?.id) ? written : [];
};

const appendTo = (
  log: Log,
  stream: string,
  { events, expected }: { events: readonly NewEvent[]; expected: ExpectedRevision },
): RecordedEvent | undefined => {
  const past = log.streams.get(stream) ?? [];
  const repeated = alreadyWritten(past, events, expected).at(-1);
  if (repeated && events.length > 0) return repeated;
  if (!isExpected(expected, past.length - 1)) throw new VersionConflict(stream, expected, past.length - 1);
  const created = new Date().toISOString();
  for (const event of events) {
    const position = (log.events.at(-1)?.position ?? 0) + positionStep;
    const metadata = asJson(event.metadata) as RecordedEvent['metadata'];
    const recorded = { ...event, data: asJson(event.data), metadata, stream, revision: past.length, position, created };
    past.push(recorded);
    log.events.push(recorded);
  }
  if (past.length > 0) log.streams.set(stream, past);
  for (const wake of log.waiting) wake();
  return past.at(-1);
};

const readFrom = (stream: readonly RecordedEvent[], { from, limit, direction = 'forwards' }: ReadOptions): RecordedEvent[] => {
  const chosen = stream.filter(
    (event) => from === undefined || (direction === 'forwards' ? event.revision >= from : event.revision <= from),
  );
  return (direction === 'forwards' ? chosen : chosen.reverse()).slice(0, limit);
};

const isOf = (categories: Categories, stream: string): boolean =>
  categories === 'ALL' || categories.some((category) => stream.startsWith(`${category}-`));

const nextCommit = (log: Log, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const wake = (): void => {
      log.waiting.delete(wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    if (signal.aborted) return resolve();
    log.waiting.add(wake);
    signal.addEventListener('abort', wake, { once: true });
  });

async function* subscription(log: Log, { categories, after, signal }: SubscribeOptions): AsyncGenerator<SubscriptionMessage> {
  let next = after === undefined ? 0 : log.events.findIndex((event) => event.position > after);
  if (next < 0) next = log.events.length;
  let isCaughtUp = false;
  for (let scanned = 1; !signal.aborted; scanned += 1) {
    if (log.isClosed) throw new StoreUnavailable('the subscription was closed');
    const event = log.events[next];
    if (!event) {
      if (!isCaughtUp) yield { kind: 'caught-up' };
      isCaughtUp = true;
      if (next >= log.events.length && !log.isClosed) await nextCommit(log, signal);
      continue;
    }
    next += 1;
    if (isOf(categories, event.stream)) yield { kind: 'event', event };
    if (scanned % checkpointEvery === 0) yield { kind: 'checkpoint', position: event.position };
  }
}

/** The event store of unit tests; the same behaviour suite as for the real one passes on it. Times are of this machine. */
export const inMemoryEventStore = (): EventStore => {
  const log: Log = { events: [], streams: new Map(), waiting: new Set(), isClosed: false };
  const open = <Result>(operation: string, run: () => Result): Promise<Result> =>
    new Promise((resolve) => {
      if (log.isClosed) throw new StoreUnavailable(`${operation} on a closed store`);
      resolve(run());
    });
  return {
    append: (stream, events, expected) =>
      open('append', () => {
        const last = appendTo(log, stream, { events, expected });
        return { revision: last?.revision ?? -1, position: last?.position ?? 0 };
      }),
    read: (stream, options = {}) => open('read', () => readFrom(log.streams.get(stream) ?? [], options)),
    subscribe: (options) => subscription(log, options),
    head: (categories) => open('head', () => log.events.findLast((event) => isOf(categories, event.stream))?.position),
    ping: () => open('ping', () => undefined),
    close: () => {
      log.isClosed = true;
      for (const wake of log.waiting) wake();
      return Promise.resolve();
    },
  };
};
