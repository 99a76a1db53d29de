import type { z } from 'zod';

/** A question or command that one service answers: core NATS request/reply, at most once, with a deadline. */
export interface RequestMessage<Input = unknown, Output = unknown> {
  readonly kind: 'request';
  /** `<service>.request.<verb>.v<n>` */
  readonly subject: string;
  readonly input: z.ZodType<Input>;
  readonly output: z.ZodType<Output>;
}

/** A public fact that a service publishes: JetStream, at least once, message id = event id. */
export interface EventMessage<Body = unknown> {
  readonly kind: 'event';
  /** `<service>.event.<fact>.v<n>` */
  readonly subject: string;
  readonly body: z.ZodType<Body>;
}

export type InputOf<M> = M extends RequestMessage<infer Input, unknown> ? Input : never;
export type OutputOf<M> =
  M extends RequestMessage<never, infer Output> ? Output : M extends RequestMessage<infer _, infer Output> ? Output : never;
export type BodyOf<M> = M extends EventMessage<infer Body> ? Body : never;

export const defineRequest = <Input, Output>(
  subject: string,
  input: z.ZodType<Input>,
  output: z.ZodType<Output>,
): RequestMessage<Input, Output> => ({ kind: 'request', subject, input, output });

export const defineEvent = <Body>(subject: string, body: z.ZodType<Body>): EventMessage<Body> => ({
  kind: 'event',
  subject,
  body,
});
