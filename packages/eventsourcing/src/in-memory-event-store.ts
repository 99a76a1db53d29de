import type { EventStore } from './event-store.js';

/** The event store of unit tests: same behaviour suite as the real one. */
export declare const inMemoryEventStore: () => EventStore;
