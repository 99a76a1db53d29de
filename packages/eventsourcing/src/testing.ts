export { StoreUnavailable, VersionConflict } from './event-store.js';
export { eventStoreSuite } from './event-store-suite.js';
export type { StoreCase } from './event-store-suite.js';
export { inMemoryEventStore } from './in-memory-event-store.js';
export { projectionSpec } from './projection-spec.js';
export type { GivenEvent, ProjectionSpec } from './projection-spec.js';
export { spec } from './spec.js';
export type { Given, Outcome, Spec } from './spec.js';
