import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { AllStreamResolvedEvent, AppendExpectedRevision, Position, ResolvedEvent } from '@eventstore/db-client';
import type {
  Categories,
  EventStore,
  ExpectedRevision,
  RecordedEvent,
  SubscribeOptions,
  SubscriptionMessage,
} from '@lastmile/eventsourcing/runtime';
import { eventStoreSuite, StoreUnavailable, VersionConflict } from '@lastmile/eventsourcing/testing';

// Run as a process of its own: two generations of the client in one process break each other.
// usage: node db-client.suite.ts <url>; prints one JSON line a case: { name, error? }

const revisionOf = (expected: ExpectedRevision): AppendExpectedRevision => {
  if (typeof expected === 'number') return BigInt(expected);
  return expected === 'any' ? 'any' : expected === 'no-stream' ? NO_STREAM : STREAM_EXISTS;
};

const recordedOf = ({ event, commitPosition }: ResolvedEvent | AllStreamResolvedEvent): RecordedEvent[] =>
  event
    ? [
        {
          id: event.id,
          type: event.type,
          data: event.data,
          metadata: (event.metadata ?? {}) as RecordedEvent['metadata'],
          stream: event.streamId,
          revision: Number(event.revision),
          position: Number(event.position?.commit ?? commitPosition ?? 0n),
          created: event.created.toISOString(),
        },
      ]
    : [];

const collected = async (events: AsyncIterable<ResolvedEvent | AllStreamResolvedEvent>): Promise<RecordedEvent[]> => {
  const recorded: RecordedEvent[] = [];
  try {
    for await (const event of events) recorded.push(...recordedOf(event));
  } catch (error) {
    if (!(error instanceof StreamNotFoundError)) throw error;
  }
  return recorded;
};

const messageOf = (item: AllStreamResolvedEvent | { reached: Position } | { caughtUp: true }): SubscriptionMessage[] => {
  if ('reached' in item) return [{ kind: 'checkpoint', position: Number(item.reached.commit) }];
  if ('caughtUp' in item) return [{ kind: 'caught-up' }];
  return recordedOf(item).map((event) => ({ kind: 'event', event }));
};

async function* subscribe(client: EventStoreDBClient, options: SubscribeOptions): AsyncGenerator<SubscriptionMessage> {
  const { categories, after, signal } = options;
  if (signal.aborted) return;
  const filter = streamNameFilter({
    prefixes: categories === 'ALL' ? firstCharacters : categories.map((category) => `${category}-`),
    checkpointInterval: 32,
    checkpointReached: (subscription, reached) => void subscription.push({ reached }),
  });
  const fromPosition = after === undefined ? START : { commit: BigInt(after), prepare: BigInt(after) };
  const subscription = client.subscribeToAll({ filter, fromPosition });
  subscription.on('caughtUp', () => void subscription.push({ caughtUp: true }));
  const end = (): void => {
    subscription.unsubscribe().catch(() => undefined);
    subscription.destroy();
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    for await (const item of subscription) yield* messageOf(item);
  } catch (error) {
    if (!signal.aborted) throw new StoreUnavailable('subscription', { cause: error });
  } finally {
    end();
  }
}

/** How a stream that is not the store's own may begin. */
const firstCharacters = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'];

const head = async (client: EventStoreDBClient, categories: Categories): Promise<number | undefined> => {
  for await (const resolved of client.readAll({ direction: BACKWARDS, fromPosition: END })) {
    const [event] = recordedOf(resolved);
    const isWanted =
      categories === 'ALL'
        ? !event?.stream.startsWith('$')
        : categories.some((category) => event?.stream.startsWith(`${category}-`));
    if (event && isWanted) return event.position;
  }
  return undefined;
};

const dbClientEventStore = (url: string): EventStore => {
  const client = EventStoreDBClient.connectionString(url);
  return {
    append: async (stream, events, expected) => {
      const proposed = events.map(({ id, type, data, metadata }) => jsonEvent({ id, type, data: data, metadata: metadata }));
      try {
        const result = await client.appendToStream(stream, proposed, { expectedRevision: revisionOf(expected) });
        return { revision: Number(result.nextExpectedRevision), position: Number(result.position?.commit ?? 0n) };
      } catch (error) {
        if (!(error instanceof WrongExpectedVersionError)) throw error;
        throw new VersionConflict(stream, expected, error.actualVersion === NO_STREAM ? -1 : Number(error.actualVersion));
      }
    },
    read: (stream, { from, limit = Number.MAX_SAFE_INTEGER, direction = FORWARDS } = {}) => {
      const fromRevision = from === undefined ? (direction === FORWARDS ? START : END) : BigInt(from);
      return collected(client.readStream(stream, { direction, fromRevision, maxCount: limit }));
    },
    subscribe: (options) => subscribe(client, options),
    head: (categories) => head(client, categories),
    ping: async () => void (await collected(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }))),
    close: () => client.dispose(),
  };
};

const store = dbClientEventStore(process.argv[2] ?? '');
for (const { name, run } of eventStoreSuite('db-client', () => store)) {
  const error: unknown = await run().then(
    () => undefined,
    (failure: unknown) => failure,
  );
  console.log(JSON.stringify({ name, error: error instanceof Error ? error.stack : error }));
}
await store.close();
