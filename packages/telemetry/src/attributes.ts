/**
 * Every span attribute of the platform, declared once. Standard OpenTelemetry names where they exist, else
 * `lastmile.<area>.<field>`. Ids belong here (a trace is one request), never into metric labels.
 * @example withSpan(spanNames.command('SignContract'), { attributes: { [attributes.command]: 'SignContract' } }, run)
 */
export const attributes = {
  /** Class of a failure: a stable code where the error has one, else its name. */
  errorType: 'error.type',
  /** Code of a refusal. A refused command is not a failed span. */
  rejection: 'lastmile.rejection',

  /** `nats`. */
  messagingSystem: 'messaging.system',
  /** Subject of the message. */
  messagingDestination: 'messaging.destination.name',
  /** `send`, `receive`, `process`, `settle`. */
  messagingOperationType: 'messaging.operation.type',
  /** Name of the broker's operation: `publish`, `request`, `consume`, `ack`. */
  messagingOperationName: 'messaging.operation.name',
  messagingMessageId: 'messaging.message.id',
  /** Durable consumer or queue group. */
  messagingConsumerGroup: 'messaging.consumer.group.name',
  messagingBatchCount: 'messaging.batch.message_count',
  /** Which delivery of the same message this is, from 1. */
  messagingAttempt: 'lastmile.message.attempt',

  /** `kurrentdb`, `mongodb`, `sqlite`. */
  databaseSystem: 'db.system.name',
  databaseCollection: 'db.collection.name',
  databaseOperation: 'db.operation.name',

  /** Command name, for example `SignContract`. */
  command: 'lastmile.command.name',
  /** Whether a command was answered with the result of its first run. */
  commandRepeated: 'lastmile.command.repeated',
  /** How often the decision was taken again because the stream had moved. */
  commandConflicts: 'lastmile.command.conflicts',
  streamCategory: 'lastmile.stream.category',
  /** Stream id without its category. */
  streamId: 'lastmile.stream.id',
  streamRevision: 'lastmile.stream.revision',
  eventId: 'lastmile.event.id',
  /** Stored name with its version, for example `ContractSigned.v1`. */
  eventType: 'lastmile.event.type',
  eventPosition: 'lastmile.event.position',
  eventCount: 'lastmile.event.count',
  /** Name of a projection, publisher or process. */
  follower: 'lastmile.follower.name',

  correlationId: 'lastmile.correlation.id',
  causationId: 'lastmile.causation.id',
  /** Kind of actor (user, key, service), never a name or an address. */
  actorKind: 'lastmile.actor.kind',
  organisationId: 'lastmile.organisation.id',
} as const;

/** Names of the platform's own spans; `{operation} {target}` with a target of few values, never an id. */
export const spanNames = {
  /** Deciding and appending one command. */
  command: (name: string): string => `command ${name}`,
  /** Appending events to a stream of this category. */
  append: (category: string): string => `append ${category}`,
  /** Reading a stream of this category. */
  load: (category: string): string => `load ${category}`,
  /** Sending a request over the broker (client). */
  request: (subject: string): string => `request ${subject}`,
  /** Answering a request from the broker (server). */
  answer: (subject: string): string => `answer ${subject}`,
  /** Publishing an event to the broker (producer). */
  publish: (subject: string): string => `publish ${subject}`,
  /** Handling an event from the broker (consumer). */
  process: (subject: string): string => `process ${subject}`,
  /** Writing a read model. */
  project: (name: string): string => `project ${name}`,
  /** A follower handling a batch of stored events. */
  follow: (name: string): string => `follow ${name}`,
} as const;
