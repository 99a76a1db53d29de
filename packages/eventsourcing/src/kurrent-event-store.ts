import type { EventStore } from './event-store.js';

export interface KurrentOptions {
  /** For every call; 5000 when left out. */
  readonly deadlineMs?: number;
}

/** @param url `esdb://host:port?tls=false` */
export declare const kurrentEventStore: (url: string, options?: KurrentOptions) => EventStore;
