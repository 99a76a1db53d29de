import type { Document, Documents } from '@lastmile/documents';
import type { DomainEvent } from './decider.js';
import type { EventCodec } from './event-codec.js';
import type { EventStore } from './event-store.js';
import type { Follower } from './follower.js';
import type { Projection } from './projection.js';
import type { RuntimeLog } from './runtime-log.js';

export interface RunProjectionOptions<Doc extends Document, Event extends DomainEvent> {
  readonly store: EventStore;
  readonly documents: Documents;
  readonly projection: Projection<Doc, Event>;
  readonly codec: EventCodec<Event>;
  readonly logger: RuntimeLog;
}

export declare const runProjection: <Doc extends Document, Event extends DomainEvent>(
  options: RunProjectionOptions<Doc, Event>,
) => Follower;
