import { setImmediate as nextTurn } from 'node:timers/promises';
import { ReadDirection } from '../gen/streams_pb.js';
import type { AllSource, ReadOptions, StreamSource } from '../gen/streams_pb.js';
import { compileFilter } from '../store/filter.js';
import type { Filter } from '../store/filter.js';
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

interface Extent {
  isForwards: boolean;
  count: number;
}

const startOf = (from: { case: string | undefined }, isForwards: boolean): number | undefined => {
  if (from.case === 'start') return 0;
  if (from.case === 'end') return Number.MAX_SAFE_INTEGER;
  return from.case === undefined ? (isForwards ? 0 : Number.MAX_SAFE_INTEGER) : undefined;
};

const readStream = async (
  source: StreamSource,
  { isForwards, count }: Extent,
  { store }: ServiceParts,
  outbox: Outbox,
): Promise<void> => {
  const stream = streamNameOf(source.streamIdentifier);
  const status = store.stream.status(stream);
  if (status === 'tombstoned') throw streamDeleted(stream);
  if (status === 'missing') return outbox.sendNotFound(stream);
  let left = count;
  let from = source.from.case === 'revision' ? asNumber(source.from.value) : startOf(source.from, isForwards);
  while (from !== undefined && from >= 0 && left > 0 && !outbox.isClosed()) {
    const page = isForwards ? store.stream.forwards(stream, from, left) : store.stream.backwards(stream, from, left);
    for (const event of page.events) await outbox.sendEvent(event);
    left -= page.events.length;
    from = page.next;
    await nextTurn();
  }
};

const readAll = async (
  source: { from: AllSource['from']; filter: Filter | undefined },
  { isForwards, count }: Extent,
  { store }: ServiceParts,
  outbox: Outbox,
): Promise<void> => {
  let left = count;
  const { from: start, filter } = source;
  let from = start.case === 'position' ? asNumber(start.value.commitPosition) : startOf(start, isForwards);
  while (from !== undefined && left > 0 && !outbox.isClosed()) {
    const page = isForwards ? store.log.forwards(from, filter) : store.log.backwards(from, filter);
    for (const { event } of page.entries) {
      if (!event || left === 0) continue;
      await outbox.sendEvent(event);
      left -= 1;
    }
    from = page.next;
    await nextTurn();
  }
};

const dispatch = async (options: ReadOptions, parts: ServiceParts, outbox: Outbox): Promise<void> => {
  const { source, extent } = options;
  const isForwards = options.readDirection === ReadDirection.FORWARDS;
  if (source.case === undefined || extent.case === undefined) throw badRequest('A read needs a source and an extent.');
  if (extent.case === 'count') {
    const bounds = { isForwards, count: asNumber(extent.value) };
    if (source.case === 'stream') return readStream(source.value, bounds, parts, outbox);
    return readAll({ from: source.value.from, filter: filterOf(options) }, bounds, parts, outbox);
  }
  if (!isForwards) throw badRequest('A subscription reads forwards.');
  if (source.case === 'stream') return subscribeToStream(source.value, parts, outbox);
  const interval = options.filtering.case === 'filter' ? options.filtering.value : undefined;
  return subscribeToAll({ from: source.value.from, filter: filterOf(options), interval }, parts, outbox);
};

/** Pages and subscriptions. */
export const createRead =
  (parts: ServiceParts) =>
  async (call: ReadCall): Promise<void> => {
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
