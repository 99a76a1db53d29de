import type { DomainEvent, Fold } from './decider.js';
import type { EventCodec } from './event-codec.js';
import type { EventMeta } from './event-meta.js';
import type { PublicMessage } from './public-message.js';

/** How one category's private events become public ones; undefined: this event stays private. */
export interface PublicationOptions<Event extends DomainEvent> {
  readonly category: string;
  readonly codec: EventCodec<Event>;
  toPublic(event: Event, meta: EventMeta): PublicMessage | undefined;
}

/** With a fold, `toPublic` also gets the stream's state after the event: for facts that carry whole state. */
export interface StatefulPublicationOptions<State, Event extends DomainEvent> {
  readonly category: string;
  readonly codec: EventCodec<Event>;
  readonly fold: Fold<State, Event>;
  toPublic(event: Event, meta: EventMeta, state: State): PublicMessage | undefined;
}
