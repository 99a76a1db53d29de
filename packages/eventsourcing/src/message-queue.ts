import type { SubscriptionMessage } from './event-store.js';

/** What was received and not yet handled. One side pushes and is held back when it is full, the other takes. */
export interface MessageQueue {
  /** Resolves when there is room for the next one. */
  push(message: SubscriptionMessage): Promise<void>;
  /** No more messages come; with an error when the source failed. */
  end(error?: unknown): void;
  /** Resolves when `count` messages are there, the source ended, or the time is over. */
  waitFor(count: number, timeoutMs: number): Promise<void>;
  /** Removes the next messages: at most `maxEvents` events, and nothing after a caught-up. */
  take(maxEvents: number): SubscriptionMessage[];
  /** The events that wait. */
  pending(): { count: number; oldest?: string };
  ended(): { error?: unknown } | undefined;
}

const capacity = 1_000;

const takeFrom = (messages: SubscriptionMessage[], maxEvents: number): SubscriptionMessage[] => {
  let events = 0;
  let end = 0;
  while (end < messages.length && events < maxEvents) {
    const kind = messages[end]?.kind;
    end += 1;
    if (kind === 'event') events += 1;
    if (kind === 'caught-up') break;
  }
  return messages.splice(0, end);
};

/** A bounded queue between a subscription and its handler. */
export const messageQueue = (): MessageQueue => {
  const messages: SubscriptionMessage[] = [];
  let end: { error?: unknown } | undefined;
  let wakeTaker = (): void => undefined;
  let wakePusher = (): void => undefined;
  return {
    push: (message) => {
      messages.push(message);
      wakeTaker();
      return messages.length < capacity ? Promise.resolve() : new Promise((resolve) => (wakePusher = resolve));
    },
    end: (error) => {
      end ??= { error };
      wakeTaker();
      wakePusher();
    },
    waitFor: (count, timeoutMs) =>
      new Promise((resolve) => {
        const isEnough = (): boolean => messages.length >= count || end !== undefined;
        if (isEnough()) return resolve();
        const finish = (): void => {
          clearTimeout(timer);
          wakeTaker = () => undefined;
          resolve();
        };
        const timer = setTimeout(finish, timeoutMs);
        wakeTaker = () => void (isEnough() && finish());
      }),
    take: (maxEvents) => {
      const taken = takeFrom(messages, maxEvents);
      if (messages.length < capacity) wakePusher();
      return taken;
    },
    pending: () => {
      const events = messages.flatMap((message) => (message.kind === 'event' ? [message.event] : []));
      return { count: events.length, oldest: events[0]?.created };
    },
    ended: () => end,
  };
};
