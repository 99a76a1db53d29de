import { setTimeout as delay } from 'node:timers/promises';
import { spanNames } from '@lastmile/telemetry';
import { withBatchSpan } from './batch-span.js';
import type { Categories, EventStore, SubscriptionMessage } from './event-store.js';
import { HandlingFailed, isDefect, PlaceLost } from './follower-errors.js';
import { observed, statusOf } from './follower-status.js';
import type { FollowerState } from './follower-status.js';
import type { Batch, Follower } from './follower.js';
import { messageQueue } from './message-queue.js';
import type { MessageQueue } from './message-queue.js';
import type { RuntimeLog } from './runtime-log.js';

export interface FollowOptions {
  readonly name: string;
  readonly store: EventStore;
  readonly categories: Categories;
  /** The place to go on after: asked at the start and after every interruption. */
  from(): Promise<number | undefined>;
  /** Gets what is at hand, in order. When it fails, the same events come again, one by one. */
  handle(batch: Batch): Promise<void>;
  /** Asked every `checkEveryMs`; false: what was handled is gone, start again after `from()`. */
  holdsPlace?(): Promise<boolean>;
  /** 5000 when left out. */
  readonly checkEveryMs?: number;
  readonly spanName?: string;
  readonly logger: RuntimeLog;
}

interface Loop extends FollowerState {
  readonly options: FollowOptions;
  readonly stopped: AbortController;
  readonly onLive: () => void;
  /** How many events still come one by one, after a batch failed. */
  cautious: number;
  failures: number;
  checkedAt: number;
}

const largestBatch = 200;
const gatherMs = 10;
const idleMs = 1_000;
const pauses = {
  connection: { first: 100, longest: 5_000 },
  handler: { first: 250, longest: 5_000 },
  defect: { first: 250, longest: 30_000 },
};

const batchOf = (messages: readonly SubscriptionMessage[], isLive: boolean): Batch | undefined => {
  const events = messages.flatMap((message) => (message.kind === 'event' ? [message.event] : []));
  const last = messages.findLast((message) => message.kind !== 'caught-up');
  if (!last) return undefined;
  return { events, checkpoint: last.kind === 'event' ? last.event.position : last.position, isLive };
};

const handleBatch = async (loop: Loop, queue: MessageQueue, batch: Batch): Promise<void> => {
  const { options } = loop;
  const [first] = batch.events;
  const count = batch.events.length;
  loop.pending = () => ({ count: count + queue.pending().count, oldest: first?.created ?? queue.pending().oldest });
  try {
    await withBatchSpan(options.spanName ?? spanNames.follow(options.name), batch, () => options.handle(batch));
  } catch (error) {
    if (error instanceof PlaceLost) throw error;
    loop.cautious = count;
    throw new HandlingFailed(error);
  }
  loop.pending = () => queue.pending();
  loop.position = batch.checkpoint;
  loop.cautious = Math.max(0, loop.cautious - count);
  loop.failures = 0;
  loop.error = undefined;
};

const checkPlace = async (loop: Loop): Promise<void> => {
  const { holdsPlace, checkEveryMs = 5_000 } = loop.options;
  if (!holdsPlace || performance.now() - loop.checkedAt < checkEveryMs) return;
  const isHeld = await holdsPlace();
  loop.checkedAt = performance.now();
  if (!isHeld) throw new PlaceLost(`${loop.options.name}: what was handled up to ${loop.position ?? 'here'} is gone`);
};

const becomeLive = (loop: Loop): void => {
  loop.state = 'live';
  loop.error = undefined;
  loop.failures = 0;
  loop.onLive();
};

/** Handles messages until the source ends; returns the way it ended. */
const work = async (loop: Loop, queue: MessageQueue): Promise<void> => {
  const isStopped = (): boolean => loop.stopped.signal.aborted;
  while (!isStopped()) {
    await queue.waitFor(1, Math.min(idleMs, loop.options.checkEveryMs ?? idleMs));
    if (isStopped()) return;
    await checkPlace(loop);
    if (loop.state !== 'live') await queue.waitFor(largestBatch, gatherMs);
    const messages = queue.take(loop.cautious > 0 ? 1 : largestBatch);
    const batch = batchOf(messages, loop.state === 'live');
    if (batch) await handleBatch(loop, queue, batch);
    if (messages.at(-1)?.kind === 'caught-up') becomeLive(loop);
    loop.lastSignOfLife = Date.now();
    const end = queue.ended();
    if (end && messages.length === 0) throw end.error;
  }
};

const receive = async (loop: Loop, queue: MessageQueue, signal: AbortSignal): Promise<void> => {
  const { store, categories } = loop.options;
  try {
    for await (const message of store.subscribe({ categories, after: loop.position, signal })) await queue.push(message);
    queue.end(new Error('the subscription ended'));
  } catch (error) {
    queue.end(error);
  }
};

const round = async (loop: Loop): Promise<void> => {
  loop.position = await loop.options.from();
  loop.checkedAt = performance.now();
  loop.state = 'catching-up';
  const over = new AbortController();
  const queue = messageQueue();
  loop.pending = () => queue.pending();
  const endQueue = (): void => queue.end();
  loop.stopped.signal.addEventListener('abort', endQueue, { once: true });
  const received = receive(loop, queue, AbortSignal.any([loop.stopped.signal, over.signal]));
  try {
    await work(loop, queue);
  } finally {
    const left = loop.pending();
    loop.pending = () => left;
    over.abort();
    queue.end();
    loop.stopped.signal.removeEventListener('abort', endQueue);
    await received;
  }
};

const pauseAfter = (loop: Loop, error: unknown): number => {
  const kind = !(error instanceof HandlingFailed) ? 'connection' : isDefect(error.cause) ? 'defect' : 'handler';
  const { first, longest } = pauses[kind];
  const whole = Math.min(longest, first * 2 ** Math.min(loop.failures, 10));
  loop.failures += 1;
  return whole * (0.5 + Math.random() / 2);
};

const interrupted = async (loop: Loop, error: unknown): Promise<void> => {
  const { name, logger } = loop.options;
  const fields = { follower: name, position: loop.position, err: error instanceof HandlingFailed ? error.cause : error };
  const isFailure = error instanceof HandlingFailed;
  loop.state = isFailure ? 'stopped' : 'starting';
  loop.error = error instanceof PlaceLost ? undefined : error instanceof Error ? error.message : String(error);
  if (isFailure) logger.error(fields, 'follower stopped at its place');
  else logger.warn(fields, error instanceof PlaceLost ? 'follower goes back' : 'follower reconnects');
  await delay(pauseAfter(loop, error), undefined, { signal: loop.stopped.signal }).catch(() => undefined);
};

const run = async (loop: Loop): Promise<void> => {
  while (!loop.stopped.signal.aborted) {
    try {
      await round(loop);
    } catch (error) {
      if (!loop.stopped.signal.aborted) await interrupted(loop, error);
    }
  }
  loop.state = 'stopped';
};

/**
 * Follows categories of the store from a place that its handler keeps. At least once and in order: after an error the handler sees
 * the events after `from()` again. A lost connection is resumed with growing delay (at most 5 s); a failing handler holds the follower
 * at its place, status `stopped`, tried again with growing delay (at most 5 s; 30 s for an unknown or invalid event or a gap). Nothing is
 * ever skipped. Live events are handled at once, the past in batches.
 */
export const follow = (options: FollowOptions): Follower => {
  const ready = Promise.withResolvers<void>();
  const loop: Loop = {
    options,
    stopped: new AbortController(),
    onLive: ready.resolve,
    cautious: 0,
    failures: 0,
    checkedAt: 0,
    state: 'starting',
    pending: () => ({ count: 0 }),
    lastSignOfLife: Date.now(),
  };
  const unobserve = observed(options.name, loop);
  const finished = run(loop).finally(() => {
    unobserve();
    ready.resolve();
  });
  return {
    status: () => statusOf(options.name, loop),
    ready: ready.promise,
    stop: () => {
      loop.stopped.abort();
      return finished;
    },
  };
};
