import type { EventStore } from './event-store.js';

export interface StoreCase {
  readonly name: string;
  run(): Promise<void>;
}

/** The behaviour that every event store must show: named cases for any test runner. Streams are fresh in each run. */
export declare const eventStoreSuite: (name: string, open: () => EventStore) => readonly StoreCase[];
