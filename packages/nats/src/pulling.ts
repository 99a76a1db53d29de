import type { Logger } from '@lastmile/telemetry';
import { AckPolicy, DeliverPolicy, ReplayPolicy } from '@nats-io/jetstream';
import type { Consumer, ConsumerInfo, ConsumerMessages } from '@nats-io/jetstream';
import { nanos } from '@nats-io/nats-core';
import { absent, apiCodes } from './api-errors.js';
import type { Bus } from './bus.js';
import type { ConsumerSettings } from './consumer-settings.js';
import { growingDelay } from './delay.js';
import { createHands } from './hands.js';
import type { Deliver, Hands } from './hands.js';
import { ensureStream } from './streams.js';
import type { StreamDeclaration } from './streams.js';

export type PullState = 'starting' | 'running' | 'failing' | 'stopped';

export interface PullingOptions {
  bus: Bus;
  stream: StreamDeclaration;
  filter: string;
  /** Name of the consumer at the broker. */
  consumer: string;
  settings: ConsumerSettings;
  logger: Logger;
  deliver: Deliver;
}

export interface PullStatus {
  state: PullState;
  error?: string;
  /** When the broker last answered (ISO). */
  lastSeen?: string;
  /** Messages of the filter that are not finished: at the broker and in memory. */
  lag: number;
}

export interface Pulling {
  /** Resolves when the consumer was there for the first time. */
  ready: Promise<void>;
  status(): PullStatus;
  /** Takes no more, finishes what is being handled, puts back what waits. */
  stop(): Promise<void>;
}

/** One pull request stays open for so long; after an idle one the broker is asked whether the consumer still exists. */
const pullMs = 5_000;
/** A pull that is neither answered nor refused (the broker hangs) is given up after so long. */
const pullGraceMs = 3_000;

/** Creates stream and consumer when they are missing. A new consumer starts with the oldest message. */
const ensureConsumer = async ({ bus, stream, filter, consumer, settings }: PullingOptions): Promise<ConsumerInfo> => {
  await ensureStream(bus, stream);
  const { consumers } = bus.manager;
  const found = await absent(apiCodes.consumerNotFound, consumers.info(stream.name, consumer));
  if (found) return found;
  return consumers.add(stream.name, {
    durable_name: consumer,
    filter_subject: filter,
    ack_policy: AckPolicy.Explicit,
    deliver_policy: DeliverPolicy.All,
    replay_policy: ReplayPolicy.Instant,
    ack_wait: nanos(settings.ackWaitMs),
    max_deliver: -1,
    max_ack_pending: Math.max(1_024, settings.prefetch * 4),
  });
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });

type PullEnd = 'some' | 'none' | 'disconnected';

/** Takes what there is for up to `pullMs`. Throws when stream or consumer are gone. */
const pullOnce = async (consumer: Consumer, hands: Hands, { bus, signal, progress }: Control): Promise<PullEnd> => {
  const messages: ConsumerMessages = await consumer.fetch({ max_messages: hands.room(), expires: pullMs });
  const giveUp = (): void => messages.stop();
  let end: PullEnd = 'none';
  const listening = bus.onDisconnect(() => {
    end = 'disconnected';
    giveUp();
  });
  const timer = setTimeout(giveUp, pullMs + pullGraceMs);
  signal.addEventListener('abort', giveUp);
  if (signal.aborted) giveUp();
  try {
    for await (const message of messages) {
      if (end === 'none') end = 'some';
      progress.pending = message.info.pending;
      hands.take(message);
    }
    return end;
  } finally {
    clearTimeout(timer);
    listening();
    signal.removeEventListener('abort', giveUp);
  }
};

interface Progress {
  state: PullState;
  error?: string;
  lastSeen?: string;
  /** Messages that the broker had not delivered when it was last heard. */
  pending: number;
}

const seen = (progress: Progress): void => {
  progress.state = 'running';
  progress.error = undefined;
  progress.lastSeen = new Date().toISOString();
};

/** False when stopped meanwhile. */
const whenConnected = async ({ bus, signal }: Control): Promise<boolean> => {
  while (!signal.aborted && !bus.connection.isClosed()) if (await bus.connected(500)) return true;
  return false;
};

const pullUntilFault = async (options: PullingOptions, hands: Hands, control: Control): Promise<void> => {
  const { bus, stream } = options;
  const { signal, progress, ready } = control;
  const info = await ensureConsumer(options);
  const consumer = bus.jetstream.consumers.getConsumerFromInfo(info);
  progress.pending = info.num_pending;
  seen(progress);
  ready();
  while (!signal.aborted) {
    await hands.whenRoom();
    if (signal.aborted) return;
    const end = await pullOnce(consumer, hands, control);
    if (signal.aborted || end === 'disconnected') return; // who knows what the broker still has
    if (end === 'none') progress.pending = (await bus.manager.consumers.info(stream.name, options.consumer)).num_pending;
    seen(progress);
  }
};

interface Control {
  bus: Bus;
  signal: AbortSignal;
  progress: Progress;
  ready(): void;
}

const pullForEver = async (options: PullingOptions, hands: Hands, control: Control): Promise<void> => {
  const { logger, consumer, stream } = options;
  const { progress, signal } = control;
  for (let failures = 0; !signal.aborted;) {
    const before = progress.lastSeen;
    try {
      if (!(await whenConnected(control))) break;
      await pullUntilFault(options, hands, control);
    } catch (error) {
      if (signal.aborted) return;
      failures = progress.lastSeen === before ? failures + 1 : 1;
      progress.state = failures > 1 ? 'failing' : progress.state;
      progress.error = error instanceof Error ? error.message : String(error);
      logger.warn({ consumer, stream: stream.name, failures, err: error }, 'consumer interrupted');
      await pause(growingDelay(failures, { firstMs: 100, mostMs: 5_000 }), signal);
    }
  }
  if (!signal.aborted) Object.assign(progress, { state: 'failing', error: 'the connection was closed' });
};

/** Pulls a durable consumer for as long as it is not stopped; re-creates it, and its stream, whenever the broker lost them. */
export const startPulling = (options: PullingOptions): Pulling => {
  const hands = createHands(options);
  const abort = new AbortController();
  const progress: Progress = { state: 'starting', pending: 0 };
  const first = Promise.withResolvers<void>();
  const control: Control = { bus: options.bus, signal: abort.signal, progress, ready: () => first.resolve() };
  const end = pullForEver(options, hands, control);
  const status = (): PullStatus => {
    const { pending, ...rest } = progress;
    return { ...rest, lag: pending + hands.held() };
  };
  const stop = async (): Promise<void> => {
    abort.abort();
    await Promise.all([end, hands.close()]);
    progress.state = 'stopped';
  };
  return { ready: first.promise, status, stop };
};
