import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AllSource, Filter as FilterOptions, StreamSource } from '../gen/streams_pb.js';
import type { Filter } from '../store/filter.js';
import { badRequest, streamDeleted, unavailable } from './errors.js';
import type { Outbox } from './outbox.js';
import type { ServiceParts } from './parts.js';
import { asNumber, streamNameOf } from './requests.js';

/** Sends what is there; answers whether it reached the end of it. */
type Pump = () => Promise<boolean>;

interface Subscription {
  pump: Pump;
  sendCaughtUp(): Promise<void>;
}

/**
 * Pulls from the store until the reader is gone: the same loop catches up and follows live, so there is no seam to lose
 * an event in, and a slow reader slows only its own loop.
 */
const run = async ({ pump, sendCaughtUp }: Subscription, { store, stopping }: ServiceParts, outbox: Outbox): Promise<void> => {
  await outbox.sendConfirmation(randomUUID());
  let isLive = false;
  while (!outbox.isClosed()) {
    const seen = store.version();
    const isAtEnd = await pump();
    if (!isAtEnd) {
      await nextTurn();
      continue;
    }
    if (!isLive) await sendCaughtUp();
    isLive = true;
    await store.waitForCommit(seen, outbox.closed);
  }
  if (stopping.aborted) throw unavailable('the store is stopping');
};

const pageLimit = 256;

/** Follows one stream from after a revision; ends with an error when the stream is tombstoned. */
export const subscribeToStream = (source: StreamSource, parts: ServiceParts, outbox: Outbox): Promise<void> => {
  const reader = parts.store.stream;
  const stream = streamNameOf(source.streamIdentifier);
  let next = 0;
  if (source.from.case === 'revision') next = asNumber(source.from.value) + 1;
  if (source.from.case === 'end') next = reader.lastRevision(stream) + 1;

  const pump: Pump = async () => {
    if (reader.status(stream) === 'tombstoned') throw streamDeleted(stream);
    if (reader.lastRevision(stream) < next) return true;
    const page = reader.forwards(stream, next, pageLimit);
    for (const event of page.events) {
      await outbox.sendEvent(event);
      next = event.revision + 1;
    }
    return page.next === undefined;
  };
  const sendCaughtUp = (): Promise<void> => outbox.sendCaughtUp({ revision: reader.lastRevision(stream) });
  return run({ pump, sendCaughtUp }, parts, outbox);
};

export interface AllSubscription {
  from: AllSource['from'];
  filter: Filter | undefined;
  /** Set with a filter. */
  interval: FilterOptions | undefined;
}

const defaultWindow = 32;

const checkpointEvery = ({ window, checkpointIntervalMultiplier }: FilterOptions): number => {
  if (checkpointIntervalMultiplier < 1) throw badRequest('The checkpoint interval is at least 1.');
  return (window.case === 'max' ? Math.max(window.value, 1) : defaultWindow) * checkpointIntervalMultiplier;
};

/** Follows the whole log from after a position; with a filter it reports its place every so many events looked at. */
export const subscribeToAll = (
  { from, filter, interval }: AllSubscription,
  parts: ServiceParts,
  outbox: Outbox,
): Promise<void> => {
  const { log } = parts.store;
  const every = interval ? checkpointEvery(interval) : Infinity;
  let next = 0;
  if (from.case === 'position') next = asNumber(from.value.commitPosition) + 1;
  if (from.case === 'end') next = log.lastPosition() + 1;
  let scanned = 0;

  const pump: Pump = async () => {
    const page = log.forwards(next, filter);
    for (const { event, position } of page.entries) {
      if (outbox.isClosed()) return false;
      if (event) await outbox.sendEvent(event);
      next = position + 1;
      scanned += 1;
      if (scanned % every === 0) await outbox.sendCheckpoint(position);
    }
    return page.next === undefined;
  };
  const sendCaughtUp = (): Promise<void> => outbox.sendCaughtUp({ position: next - 1 });
  return run({ pump, sendCaughtUp }, parts, outbox);
};
