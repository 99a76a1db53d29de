import { setImmediate as nextTurn } from 'node:timers/promises';
import { ReadDirection } from '../gen/streams_pb.js';
import type { AllSource, ReadOptions, StreamSource } from '../gen/streams_pb.js';
import { compileFilter } from '../store/filter.js';
import type { Filter } from '../store/filter.js';
import type { Store } from '../store/store.js';
import { asRpcError, badRequest, streamDeleted } from './errors.js';
import type { ServiceParts } from './parts.js';
import { createOutbox } from './outbox.js';
import type { Outbox, ReadCall } from './outbox.js';
import { asNumber, streamNameOf } from './requests.js';
import { subscribeToAll, subscribeToStream } from './subscription.js';

const filterOf = ({ filtering }: ReadOptions): Filter | undefined => {
  if (filtering.case !== 'filter') return undefined;
  const { subject } = filtering.value;
  if (subject.case === undefined) throw badRequest('A filter is about stream names or event types.');
  const on = subject.case === 'eventType' ? 'type' : 'stream';
  return compileFilter({ on, prefixes: subject.value.prefix, expression: subject.value.regex });
};

/** One bounded read: where it goes, how far, and where the events are sent. */
interface Bounded {
  isForwards: boolean;
  count: number;
  store: Store;
  outbox: Outbox;
}

const startOf = (from: { case: string | undefined }, isForwards: boolean): number => {
  if (from.case === 'start') return 0;
  if (from.case === 'end') return Number.MAX_SAFE_INTEGER;
  return isForwards ? 0 : Number.MAX_SAFE_INTEGER;
};

const readStream = async (source: StreamSource, { isForwards, count, store, outbox }: Bounded): Promise<void> => {
  const stream = streamNameOf(source.streamIdentifier);
  const status = store.stream.status(stream);
  if (status === 'tombstoned') throw streamDeleted(stream);
  if (status === 'missing') return outbox.sendNotFound(stream);
  const next = isForwards ? store.stream.forwards : store.stream.backwards;
  let left = count;
  let from: number | undefined = source.from.case === 'revision' ? asNumber(source.from.value) : startOf(source.from, isForwards);
  while (from !== undefined && from >= 0 && left > 0 && !outbox.isClosed()) {
    const page = next(stream, from, left);
    for (const event of page.events) await outbox.sendEvent(event);
    left -= page.events.length;
    from = page.next;
    if (from !== undefined) await nextTurn();
  }
};

type AllBounded = Bounded & { filter: Filter | undefined };

const readAll = async (start: AllSource['from'], { isForwards, count, store, outbox, filter }: AllBounded): Promise<void> => {
  const next = isForwards ? store.log.forwards : store.log.backwards;
  let left = count;
  let from: number | undefined = start.case === 'position' ? asNumber(start.value.commitPosition) : startOf(start, isForwards);
  while (from !== undefined && left > 0 && !outbox.isClosed()) {
    const page = next(from, filter);
    for (const { event } of page.entries) {
      if (!event || left === 0) continue;
      await outbox.sendEvent(event);
      left -= 1;
    }
    from = page.next;
    if (from !== undefined) await nextTurn();
  }
};

const dispatch = async (options: ReadOptions, parts: ServiceParts, outbox: Outbox): Promise<void> => {
  const { source, extent } = options;
  const isForwards = options.readDirection === ReadDirection.FORWARDS;
  if (source.case === undefined || extent.case === undefined) throw badRequest('A read needs a source and an extent.');
  if (extent.case === 'count') {
    const bounded = { isForwards, count: asNumber(extent.value), store: parts.store, outbox };
    if (source.case === 'stream') return readStream(source.value, bounded);
    return readAll(source.value.from, { ...bounded, filter: filterOf(options) });
  }
  if (!isForwards) throw badRequest('A subscription reads forwards.');
  if (source.case === 'stream') return subscribeToStream(source.value, parts, outbox);
  const interval = options.filtering.case === 'filter' ? options.filtering.value : undefined;
  return subscribeToAll({ from: source.value.from, filter: filterOf(options), interval }, parts, outbox);
};

const serve = async (call: ReadCall, parts: ServiceParts): Promise<void> => {
  const outbox = createOutbox(call, parts);
  try {
    if (!call.request.options) throw badRequest('Options are required.');
    await dispatch(call.request.options, parts, outbox);
    call.end();
  } catch (error) {
    call.emit('error', asRpcError(error));
  } finally {
    outbox.close();
  }
};

/** Pages and subscriptions. */
export const createRead =
  (parts: ServiceParts) =>
  (call: ReadCall): void =>
    void serve(call, parts);
