import type { EventStore } from './event-store.js';
import type { Follower } from './follower.js';
import type { PublishPort } from './publish-port.js';
import type { DomainEvent } from './decider.js';
import type { PublicationOptions, StatefulPublicationOptions } from './publication.js';
import type { RuntimeLog } from './runtime-log.js';

export interface Publication {
  readonly category: string;
}

export interface RunPublisherOptions {
  readonly name: string;
  readonly store: EventStore;
  /** One for each category of the service; made by `publication`. */
  readonly publications: readonly Publication[];
  readonly port: PublishPort;
  readonly logger: RuntimeLog;
}

export declare const publication: {
  <Event extends DomainEvent>(options: PublicationOptions<Event>): Publication;
  <State, Event extends DomainEvent>(options: StatefulPublicationOptions<State, Event>): Publication;
};
export declare const runPublisher: (options: RunPublisherOptions) => Follower;
