import type { EventMessage, RequestMessage } from '@lastmile/protocol';
import type { MessageContext } from './message-context.js';

/** A method of a controller behind Nest's pipeline. */
export type Handler = (body: unknown, context: MessageContext) => Promise<unknown>;

export interface RequestRoute {
  message: RequestMessage;
  handle: Handler;
}

export interface EventRoute {
  message: EventMessage;
  handle: Handler;
}
