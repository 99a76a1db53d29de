import { StoreUnavailable } from '../src/event-store.js';
import type { EventStore } from '../src/event-store.js';

/** What goes wrong at the next call of an operation: before it, after it (done, but the answer is lost), or while a subscription runs. */
export interface Faults {
  append: ('before' | 'after' | 'none')[];
  read: ('before' | 'none')[];
  /** After how many messages each next subscription breaks. */
  subscribe: number[];
  appends: number;
  reads: number;
  subscriptions: number;
  /** Runs before each append reaches the store. */
  beforeAppend?: () => Promise<unknown>;
}

/** A store that fails on demand, around a real one. */
export const faultyEventStore = (store: EventStore): EventStore & { faults: Faults } => {
  const faults: Faults = { append: [], read: [], subscribe: [], appends: 0, reads: 0, subscriptions: 0 };
  const lost = (): never => {
    throw new StoreUnavailable('the answer was lost');
  };
  return {
    ...store,
    faults,
    append: async (...call) => {
      faults.appends += 1;
      const fault = faults.append.shift() ?? 'none';
      if (fault === 'before') lost();
      await faults.beforeAppend?.();
      const result = await store.append(...call);
      return fault === 'after' ? lost() : result;
    },
    read: (...call) => {
      faults.reads += 1;
      return (faults.read.shift() ?? 'none') === 'before' ? Promise.reject(new StoreUnavailable('read')) : store.read(...call);
    },
    subscribe: async function* (options) {
      faults.subscriptions += 1;
      let left = faults.subscribe.shift() ?? Infinity;
      for await (const message of store.subscribe(options)) {
        if (left === 0) lost();
        left -= 1;
        yield message;
      }
    },
  };
};
