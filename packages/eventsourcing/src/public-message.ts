import type { EventMessage } from '@lastmile/protocol';

/** A public fact on its way out. */
export interface PublicMessage {
  readonly subject: string;
  readonly body: unknown;
}

/** Ties a body to the message that declares its shape. @example publicMessage(contractEvents.contractSigned, { … }) */
export const publicMessage = <Body>(message: EventMessage<Body>, body: NoInfer<Body>): PublicMessage => ({
  subject: message.subject,
  body,
});
