import {
  AccessDeniedError,
  BACKWARDS,
  END,
  FORWARDS,
  InvalidArgumentError,
  jsonEvent,
  KurrentDBClient,
  MaxAppendSizeExceededError,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  StreamTombstonedError,
  UnsupportedError,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import type { AllStreamResolvedEvent, AppendStreamState, JSONType, Position, ResolvedEvent } from '@kurrent/kurrentdb-client';
import { withDeadline } from './deadline.js';
import { StoreUnavailable, VersionConflict } from './event-store.js';
import type {
  EventStore,
  ExpectedRevision,
  ReadOptions,
  RecordedEvent,
  SubscribeOptions,
  SubscriptionMessage,
} from './event-store.js';

export interface KurrentOptions {
  /** For every call; 5000 when left out. */
  readonly deadlineMs?: number;
}

interface Connection {
  readonly client: KurrentDBClient;
  readonly deadlineMs: number;
}

const pageSize = 1_000;
/** Times 32 scanned events: how often a subscription says how far it has come while other categories pass. */
const checkpointInterval = 32;
const subscriptionBuffer = 512;
/** A connection that was cut without a word is noticed after both together. */
const keepAlive = { keepAliveInterval: '5000', keepAliveTimeout: '4000' };

/** Refused for good: trying again would not help, and nothing was written. */
const definite = [
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamTombstonedError,
  UnsupportedError,
];

const withKeepAlive = (url: string): string => {
  const [base = url, query = ''] = url.split('?', 2);
  const merged = new URLSearchParams({ ...keepAlive, ...Object.fromEntries(new URLSearchParams(query)) });
  return `${base}?${merged.toString()}`;
};

const recordedOf = ({ event, commitPosition }: ResolvedEvent | AllStreamResolvedEvent): RecordedEvent | undefined =>
  event && {
    id: event.id,
    type: event.type,
    data: event.data,
    metadata: (event.metadata ?? {}) as RecordedEvent['metadata'],
    stream: event.streamId,
    revision: Number(event.revision),
    position: Number(event.position?.commit ?? commitPosition ?? 0n),
    created: event.created.toISOString(),
  };

const stateOf = (expected: ExpectedRevision): AppendStreamState => {
  if (typeof expected === 'number') return BigInt(expected);
  return { any: 'any', 'no-stream': NO_STREAM, 'stream-exists': STREAM_EXISTS }[expected] as AppendStreamState;
};

const failed = (operation: string, error: unknown): unknown => {
  if (error instanceof StoreUnavailable || definite.some((kind) => error instanceof kind)) return error;
  return new StoreUnavailable(`${operation}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
};

const answered = async <Result>(operation: string, deadlineMs: number, run: () => Promise<Result>): Promise<Result> => {
  try {
    return await withDeadline(operation, deadlineMs, run());
  } catch (error) {
    throw failed(operation, error);
  }
};

const collected = async (events: AsyncIterable<ResolvedEvent>): Promise<RecordedEvent[]> => {
  const recorded: RecordedEvent[] = [];
  try {
    for await (const resolved of events) {
      const event = recordedOf(resolved);
      if (event) recorded.push(event);
    }
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw error;
  }
  return recorded;
};

const append = async (
  { client, deadlineMs }: Connection,
  ...[stream, events, expected]: Parameters<EventStore['append']>
): Promise<{ revision: number; position: number }> => {
  const proposed = events.map(({ id, type, data, metadata }) =>
    jsonEvent({ id, type, data: data as JSONType, metadata: metadata as JSONType }),
  );
  try {
    const options = { streamState: stateOf(expected), deadline: deadlineMs };
    const result = await withDeadline(`append to ${stream}`, deadlineMs, client.appendToStream(stream, proposed, options));
    return { revision: Number(result.nextExpectedRevision), position: Number(result.position?.commit ?? 0n) };
  } catch (error) {
    if (!(error instanceof WrongExpectedVersionError)) throw failed(`append to ${stream}`, error);
    throw new VersionConflict(stream, expected, error.actualState === NO_STREAM ? -1 : Number(error.actualState));
  }
};

const read = async ({ client, deadlineMs }: Connection, stream: string, options: ReadOptions = {}): Promise<RecordedEvent[]> => {
  const { limit = Number.MAX_SAFE_INTEGER, direction = FORWARDS } = options;
  const step = direction === FORWARDS ? 1 : -1;
  const all: RecordedEvent[] = [];
  for (let from = options.from; all.length < limit; from = (all.at(-1)?.revision ?? 0) + step) {
    if (from !== undefined && from < 0) break;
    const maxCount = Math.min(pageSize, limit - all.length);
    const fromRevision = from === undefined ? (direction === FORWARDS ? START : END) : BigInt(from);
    const page = await answered(`read ${stream}`, deadlineMs, () =>
      collected(client.readStream(stream, { direction, fromRevision, maxCount })),
    );
    all.push(...page);
    if (page.length < maxCount) break;
  }
  return all;
};

const prefixesOf = (categories: readonly string[]): string[] => categories.map((category) => `${category}-`);

const isPosition = (item: object): item is { reached: Position } => 'reached' in item;

const messageOf = (item: AllStreamResolvedEvent | { reached: Position } | { caughtUp: true }): SubscriptionMessage[] => {
  if (isPosition(item)) return [{ kind: 'checkpoint', position: Number(item.reached.commit) }];
  if ('caughtUp' in item) return [{ kind: 'caught-up' }];
  const event = recordedOf(item);
  return event ? [{ kind: 'event', event }] : [];
};

async function* subscribe({ client }: Connection, options: SubscribeOptions): AsyncGenerator<SubscriptionMessage> {
  const { categories, after, signal } = options;
  if (signal.aborted) return;
  const filter = streamNameFilter({
    prefixes: prefixesOf(categories),
    checkpointInterval,
    // pushed among the events, so that a checkpoint is never seen before an event that it covers
    checkpointReached: (subscription, reached) => void subscription.push({ reached }),
  });
  const fromPosition = after === undefined ? START : { commit: BigInt(after), prepare: BigInt(after) };
  const subscription = client.subscribeToAll({ filter, fromPosition }, { highWaterMark: subscriptionBuffer });
  subscription.on('caughtUp', () => void subscription.push({ caughtUp: true }));
  const end = (): void => {
    subscription.unsubscribe().catch(() => undefined);
    subscription.destroy();
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    for await (const item of subscription) yield* messageOf(item);
  } catch (error) {
    if (!signal.aborted) throw failed('subscription', error);
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
  if (!signal.aborted) throw new StoreUnavailable('the subscription ended');
}

const newest = async (connection: Connection, prefixes?: string[]): Promise<RecordedEvent | undefined> => {
  const { client, deadlineMs } = connection;
  const filter = prefixes && streamNameFilter({ prefixes });
  const options = { direction: BACKWARDS, fromPosition: END, maxCount: 1, filter } as const;
  const [event] = await answered('read the head', deadlineMs, () => collected(client.readAll(options)));
  return event;
};

/**
 * The event store on EventStoreDB, KurrentDB or the embedded server. Connects at the first call and again after a loss; every call has
 * its own timer besides the client's deadline, because an append without an answer would hang. Positions and revisions are numbers
 * (commit position).
 * @param url `esdb://host:port?tls=false`
 */
export const kurrentEventStore = (url: string, options: KurrentOptions = {}): EventStore => {
  const connection: Connection = {
    client: KurrentDBClient.connectionString(withKeepAlive(url)),
    deadlineMs: options.deadlineMs ?? 5_000,
  };
  return {
    append: (stream, events, expected) => append(connection, stream, events, expected),
    read: (stream, readOptions) => read(connection, stream, readOptions),
    subscribe: (subscribeOptions) => subscribe(connection, subscribeOptions),
    head: async (categories) => (await newest(connection, prefixesOf(categories)))?.position,
    ping: async () => void (await newest(connection)),
    close: () => connection.client.dispose(),
  };
};
