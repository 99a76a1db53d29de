import {
  AccessDeniedError,
  InvalidArgumentError,
  jsonEvent,
  KurrentDBClient,
  MaxAppendSizeExceededError,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  StreamDeletedError,
  streamNameFilter,
  StreamTombstonedError,
  UnsupportedError,
  WrongExpectedVersionError,
} from '@kurrent/kurrentdb-client';
import type { AllStreamResolvedEvent, AppendStreamState, Position, ResolvedEvent } from '@kurrent/kurrentdb-client';
import { convertToCommandError } from '@kurrent/kurrentdb-client/dist/utils/CommandError.js';
import { convertGrpcEvent } from '@kurrent/kurrentdb-client/dist/utils/convertGrpcEvent.js';
import { createStreamIdentifier } from '@kurrent/kurrentdb-client/dist/utils/grpcStreamIdentifier.js';
import shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import streamsClient from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import { withDeadline } from './deadline.js';
import { StoreUnavailable, VersionConflict } from './event-store.js';
import type {
  Categories,
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
const keepAlive = { keepAliveInterval: '10000', keepAliveTimeout: '3000' };

/** Refused for good: trying again would not help, and nothing was written. */
const definite = [
  AccessDeniedError,
  InvalidArgumentError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamTombstonedError,
  UnsupportedError,
];

/** The scheme under its present name, since the client warns of the old one, and our keep-alive unless the url says otherwise. */
const connectionString = (url: string): string => {
  const [base = url, query = ''] = url.split('?', 2);
  const settings = new URLSearchParams({ ...keepAlive, ...Object.fromEntries(new URLSearchParams(query)) });
  return `${base.replace(/^esdb/, 'kurrentdb')}?${settings.toString()}`;
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

const failed = (operation: string, thrown: unknown): unknown => {
  if (!(thrown instanceof Error) || thrown instanceof StoreUnavailable) return thrown;
  const error = convertToCommandError(thrown) ?? thrown;
  if (definite.some((kind) => error instanceof kind)) return error;
  return new StoreUnavailable(`${operation}: ${error.message}`, { cause: error });
};

const append = async (
  { client, deadlineMs }: Connection,
  ...[stream, events, expected]: Parameters<EventStore['append']>
): Promise<{ revision: number; position: number }> => {
  const proposed = events.map(({ id, type, data, metadata }) => jsonEvent({ id, type, data: data, metadata: metadata }));
  try {
    const options = { streamState: stateOf(expected), deadline: deadlineMs };
    const result = await withDeadline(`append to ${stream}`, deadlineMs, client.appendToStream(stream, proposed, options));
    return { revision: Number(result.nextExpectedRevision), position: Number(result.position?.commit ?? 0n) };
  } catch (error) {
    if (!(error instanceof WrongExpectedVersionError)) throw failed(`append to ${stream}`, error);
    throw new VersionConflict(stream, expected, error.actualState === NO_STREAM ? -1 : Number(error.actualState));
  }
};

type ReadSource = { stream: string; from?: number } | { prefixes?: string[] };

interface ReadExtent {
  readonly direction: 'forwards' | 'backwards';
  readonly count: number;
}

const { Options } = streams.ReadReq;

const sourceOptions = (source: ReadSource, { direction }: ReadExtent): streams.ReadReq.Options => {
  const options = new Options();
  const target = 'stream' in source ? new Options.StreamOptions() : new Options.AllOptions();
  if (target instanceof Options.AllOptions) options.setAll(target);
  else options.setStream(target);
  if ('stream' in source && target instanceof Options.StreamOptions) {
    target.setStreamIdentifier(createStreamIdentifier(source.stream));
    if (source.from !== undefined) {
      target.setRevision(String(source.from));
      return options;
    }
  }
  if (direction === 'forwards') target.setStart(new shared.Empty());
  else target.setEnd(new shared.Empty());
  return options;
};

const readRequest = (source: ReadSource, extent: ReadExtent): streams.ReadReq => {
  const options = sourceOptions(source, extent);
  options.setReadDirection(extent.direction === 'forwards' ? 0 : 1);
  options.setCount(String(extent.count));
  const uuid = new Options.UUIDOption();
  uuid.setString(new shared.Empty());
  options.setUuidOption(uuid);
  if ('prefixes' in source && source.prefixes) {
    const expression = new Options.FilterOptions.Expression();
    expression.setPrefixList(source.prefixes);
    const filter = new Options.FilterOptions();
    filter.setStreamIdentifier(expression);
    filter.setCount(new shared.Empty());
    filter.setCheckpointintervalmultiplier(1);
    options.setFilter(filter);
  } else options.setNoFilter(new shared.Empty());
  const request = new streams.ReadReq();
  request.setOptions(options);
  return request;
};

/**
 * One page over the client's own channel. The client's `readStream` goes through a second, native connection that is ten times slower
 * for short streams (each small write of it waits for an acknowledgement) and cuts `created` to whole seconds.
 */
const readPage = async ({ client, deadlineMs }: Connection, source: ReadSource, extent: ReadExtent): Promise<RecordedEvent[]> => {
  const collected = async (): Promise<RecordedEvent[]> => {
    const open = client['GRPCStreamCreator'](streamsClient.StreamsClient, 'read', (grpc) =>
      grpc.read(readRequest(source, extent), ...client['callArguments']({ deadline: deadlineMs })),
    );
    const recorded: RecordedEvent[] = [];
    for await (const response of (await open()) as AsyncIterable<streams.ReadResp>) {
      const found = response.getEvent();
      const event = found && recordedOf(convertGrpcEvent(found));
      if (event) recorded.push(event);
    }
    return recorded;
  };
  const operation = 'stream' in source ? `read ${source.stream}` : 'read the head';
  try {
    return await withDeadline(operation, deadlineMs, collected());
  } catch (error) {
    throw failed(operation, error);
  }
};

const read = async (connection: Connection, stream: string, options: ReadOptions = {}): Promise<RecordedEvent[]> => {
  const { limit = Number.MAX_SAFE_INTEGER, direction = 'forwards' } = options;
  const step = direction === 'forwards' ? 1 : -1;
  const all: RecordedEvent[] = [];
  for (let { from } = options; all.length < limit; from = (all.at(-1)?.revision ?? 0) + step) {
    if (from !== undefined && from < 0) break;
    const count = Math.min(pageSize, limit - all.length);
    const page = await readPage(connection, { stream, from }, { direction, count });
    all.push(...page);
    if (page.length < count) break;
  }
  return all;
};

/** How a stream of ours may begin; those of the store itself begin with `$`. */
const firstCharacters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'];

const prefixesOf = (categories: Categories): string[] =>
  categories === 'ALL' ? firstCharacters : categories.map((category) => `${category}-`);

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

const newest = async (connection: Connection, prefixes?: string[]): Promise<RecordedEvent | undefined> =>
  (await readPage(connection, { prefixes }, { direction: 'backwards', count: 1 }))[0];

/**
 * The event store on EventStoreDB, KurrentDB or the embedded server. Connects at the first call and again after a loss; every call has
 * its own timer besides the client's deadline, because an append without an answer would hang. Positions and revisions are numbers
 * (commit position).
 * @param url `esdb://host:port?tls=false`
 */
export const kurrentEventStore = (url: string, options: KurrentOptions = {}): EventStore => {
  const connection: Connection = {
    client: KurrentDBClient.connectionString(connectionString(url)),
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

/** Like `kurrentEventStore`, and rejects when the store does not answer yet. */
export const openEventStore = async (url: string, options: KurrentOptions = {}): Promise<EventStore> => {
  const store = kurrentEventStore(url, options);
  try {
    await store.ping();
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
};
