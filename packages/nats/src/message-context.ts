import type { Actor } from '@lastmile/protocol';

/** Who asks, and what ties the request to what came before. Travels as headers, never in the body. */
export interface RequestContext {
  actor: Actor;
  /** A repeat with the same key is answered with the first result. */
  idempotencyKey: string;
  correlationId: string;
  causationId?: string;
}

/** The second argument of every handler. For events the actor is the event's and the idempotency key is the event's id. */
export interface MessageContext extends RequestContext {
  subject: string;
  event?: EventContext;
}

export interface EventContext {
  id: string;
  /** The aggregate's stream in its service's event store, as `listing-123`. */
  stream: string;
  revision: number;
  /** Place in the publishing service's event store. */
  position: number;
  /** ISO instant at which the event was stored. */
  at: string;
  /** 1 on the first delivery. */
  attempt: number;
  traceId?: string;
}
