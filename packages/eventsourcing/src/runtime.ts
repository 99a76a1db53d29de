export { auditReadModels } from './audit-program.js';
export type { AuditProgramOptions } from './audit-program.js';
export { auditProjection, firstDifference } from './audit-projection.js';
export type { AuditProjectionOptions, ReadModelDifference } from './audit-projection.js';
export type { CommandContext, Handle } from './command-context.js';
export { commandHandler } from './command-handler.js';
export type { CommandHandler, CommandHandlerOptions } from './command-handler.js';
export { categoryOf, idOf, StoreUnavailable, streamOf, VersionConflict } from './event-store.js';
export type {
  Categories,
  EventStore,
  ExpectedRevision,
  NewEvent,
  ReadOptions,
  RecordedEvent,
  SubscribeOptions,
  SubscriptionMessage,
} from './event-store.js';
export { follow } from './follow.js';
export type { FollowOptions } from './follow.js';
export type { Batch, Follower, FollowerStatus } from './follower.js';
export { followerHealth, storeHealth } from './follower-health.js';
export type { RuntimeHealthCheck } from './follower-health.js';
export { kurrentEventStore, openEventStore } from './kurrent-event-store.js';
export type { KurrentOptions } from './kurrent-event-store.js';
export { processHandler } from './process-handler.js';
export type { HandleInput, ProcessHandlerOptions } from './process-handler.js';
export { publication } from './publication.js';
export type { Publication, PublicationOptions, StatefulPublicationOptions } from './publication.js';
export type { OutgoingMessage, PublishPort } from './publish-port.js';
export { checkpointOf, runProjection } from './run-projection.js';
export type { RunProjectionOptions } from './run-projection.js';
export { runPublisher } from './run-publisher.js';
export type { RunPublisherOptions } from './run-publisher.js';
export type { RuntimeLog } from './runtime-log.js';
export { waitForRevision } from './wait-for-revision.js';
export { createDurably, destroyFile, readIfThere, writeDurably } from './vault/durable-file.js';
export { masterKeysFrom, openBox, sealBox } from './vault/master-keys.js';
export type { BoxInput, MasterKeys, WrappedKey } from './vault/master-keys.js';
export { isSealed, openSubjectVault, SubjectErasedError, subjectOf } from './vault/subject-vault.js';
export type { SealInput, SubjectRecord, SubjectVault } from './vault/subject-vault.js';
