import type { JsMsg } from '@nats-io/jetstream';
import type { ConsumerSettings } from './consumer-settings.js';
import { headerNames } from './wire.js';

/** Handles one message to its end: acked (with `ack`), put back, or parked. Never rejects. */
export type Deliver = (message: JsMsg, ack: Ack) => Promise<void>;
export type Ack = (message: JsMsg) => void;

export interface Hands {
  /** How many messages were received and are not finished. */
  held(): number;
  /** How many more messages may be taken. */
  room(): number;
  /** Resolves when half of the hands are free. */
  whenRoom(): Promise<void>;
  take(message: JsMsg): void;
  /** No more will be taken: finishes what was received, and puts back what is not handled in time. */
  close(): Promise<void>;
}

export interface HandsOptions {
  settings: ConsumerSettings;
  deliver: Deliver;
}

/**
 * Longer than a pull request lives: the broker (2.9) repeats its newest message, and holds the one put back until its ack is
 * overdue, when that one comes back while the only open pull is of somebody who has gone.
 */
const putBackMs = 6_000;

/** The same aggregate always gets the same lane. */
export const laneOf = (key: string, lanes: number): number => {
  let hash = 0;
  for (let index = 0; index < key.length; index += 1) hash = (hash * 31 + key.charCodeAt(index)) >>> 0;
  return hash % lanes;
};

/** Acks of one turn of the event loop go out together: one write instead of one for each message. */
const createAcks = (): { ack: Ack; flush(): void } => {
  let waiting: JsMsg[] = [];
  const flush = (): void => {
    const ready = waiting;
    waiting = [];
    for (const message of ready) message.ack();
  };
  const ack: Ack = (message) => {
    if (waiting.push(message) === 1) setImmediate(flush);
  };
  return { ack, flush };
};

/**
 * The messages a consumer has received and not finished. Each lane handles one message after the other; the broker is told
 * regularly that all of them are being worked on, the waiting ones too, so that it gives none to anybody else.
 */
export const createHands = ({ settings, deliver }: HandsOptions): Hands => {
  const { concurrency, prefetch, ackWaitMs, drainMs } = settings;
  const held = new Set<JsMsg>();
  const lanes: Promise<void>[] = Array.from({ length: concurrency }, () => Promise.resolve());
  let waiting: (() => void)[] = [];
  let isClosed = false;
  let isLate = false;
  const touch = setInterval(() => {
    for (const message of held) message.working();
  }, ackWaitMs / 3);
  touch.unref();
  const { ack, flush } = createAcks();

  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resolve of woken) resolve();
  };
  const until = async (isTrue: () => boolean): Promise<void> => {
    while (!isTrue()) await new Promise<void>((resolve) => waiting.push(resolve));
  };
  const handle = async (message: JsMsg): Promise<void> => {
    try {
      if (isLate) message.nak(putBackMs);
      else await deliver(message, ack);
    } finally {
      held.delete(message);
      wake();
    }
  };
  return {
    held: () => held.size,
    room: () => Math.max(1, prefetch - held.size),
    whenRoom: () => until(() => held.size <= prefetch / 2 || isClosed),
    take: (message) => {
      held.add(message);
      const lane = laneOf(message.headers?.get(headerNames.stream) ?? '', concurrency);
      lanes[lane] = (lanes[lane] ?? Promise.resolve()).then(() => handle(message));
    },
    close: async () => {
      isClosed = true;
      isLate = drainMs <= 0;
      wake();
      const late = setTimeout(() => (isLate = true), drainMs);
      await until(() => held.size === 0);
      flush();
      clearTimeout(late);
      clearInterval(touch);
    },
  };
};
