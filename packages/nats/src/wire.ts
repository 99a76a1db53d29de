import { actorSchema, reject } from '@lastmile/protocol';
import type { Rejection } from '@lastmile/protocol';
import { Empty, headers } from '@nats-io/nats-core';
import type { MsgHdrs } from '@nats-io/nats-core';
import { z } from 'zod';
import type { MessageContext, RequestContext } from './message-context.js';

/** Every header of the wire, declared once. */
export const headerNames = {
  actor: 'Lastmile-Actor',
  idempotencyKey: 'Lastmile-Key',
  correlationId: 'Lastmile-Correlation',
  causationId: 'Lastmile-Causation',
  status: 'Lastmile-Status',
  /** The event's id, when it is not the message id (a replayed message). */
  eventId: 'Lastmile-Event',
  position: 'Lastmile-Position',
  revision: 'Lastmile-Revision',
  stream: 'Lastmile-Stream',
  at: 'Lastmile-At',
  /** The subject on which a replayed message was published first. */
  subject: 'Lastmile-Subject',
  /** The trace in which a replayed message was published first. */
  originTrace: 'Lastmile-Origin-Trace',
  messageId: 'Nats-Msg-Id',
  traceparent: 'traceparent',
  tracestate: 'tracestate',
} as const;

export type HeaderRecord = Record<string, string | undefined>;

/** Header values are printable ASCII on the wire; all else, and `%`, is percent-encoded UTF-8. Lone surrogates become U+FFFD. */
export const encodeHeader = (value: string): string =>
  value.toWellFormed().replace(/[^\x21-\x24\x26-\x7e]/gu, (character) => encodeURIComponent(character));

export const decodeHeader = (value: string): string => {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
};

export const toHeaders = (record: HeaderRecord): MsgHdrs => {
  const result = headers();
  for (const [name, value] of Object.entries(record)) if (value !== undefined) result.set(name, encodeHeader(value));
  return result;
};

export const fromHeaders = (source: MsgHdrs | undefined): Record<string, string> => {
  const result: Record<string, string> = {};
  for (const [name, values] of source ?? []) result[name] = decodeHeader(values[0] ?? '');
  return result;
};

/** Nothing at all for `undefined`, else JSON in UTF-8. */
export const encodeBody = (value: unknown): Uint8Array =>
  value === undefined ? Empty : new TextEncoder().encode(JSON.stringify(value));

/** Throws a SyntaxError when the bytes are no JSON. */
export const decodeBody = (data: Uint8Array): unknown =>
  data.length === 0 ? undefined : (JSON.parse(new TextDecoder().decode(data)) as unknown);

export const requestHeaders = (context: RequestContext): HeaderRecord => ({
  [headerNames.actor]: JSON.stringify(context.actor),
  [headerNames.idempotencyKey]: context.idempotencyKey,
  [headerNames.correlationId]: context.correlationId,
  [headerNames.causationId]: context.causationId,
});

const jsonActor = z.string().transform((text, problem) => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    problem.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});
const whole = z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int());

const requestHeaderSchema = z.object({
  [headerNames.actor]: jsonActor.pipe(actorSchema),
  [headerNames.idempotencyKey]: z.string().min(1),
  [headerNames.correlationId]: z.string().min(1),
  [headerNames.causationId]: z.string().min(1).optional(),
});

const eventHeaderSchema = z.object({
  [headerNames.actor]: jsonActor.pipe(actorSchema),
  [headerNames.messageId]: z.string().min(1),
  [headerNames.eventId]: z.string().min(1).optional(),
  [headerNames.correlationId]: z.string().min(1).optional(),
  [headerNames.causationId]: z.string().min(1).optional(),
  [headerNames.stream]: z.string().min(1),
  [headerNames.revision]: whole,
  [headerNames.position]: whole,
  [headerNames.at]: z.string().min(1),
  [headerNames.traceparent]: z.string().optional(),
});

/** Throws the Rejection INVALID_MESSAGE when the value does not fit. */
export const parse = <T>(schema: z.ZodType<T>, value: unknown): T => {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw reject('INVALID_MESSAGE', {
    violations: result.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`),
  });
};

export interface Violation {
  path: string;
  message: string;
}

/** What was wrong with an INVALID_MESSAGE: `path` is dotted, empty for the whole body. @example [{ path: 'content.title', message: '…' }] */
export const violationsOf = (rejection: Rejection): Violation[] => {
  const { violations } = rejection.details;
  if (!Array.isArray(violations)) return [];
  return violations.map(String).map((text) => {
    const end = text.indexOf(': ');
    return end < 0 ? { path: '', message: text } : { path: text.slice(0, end), message: text.slice(end + 2) };
  });
};

export const readRequestContext = (record: Record<string, string>, subject: string): MessageContext => {
  const read = parse(requestHeaderSchema, record);
  return {
    subject,
    actor: read[headerNames.actor],
    idempotencyKey: read[headerNames.idempotencyKey],
    correlationId: read[headerNames.correlationId],
    causationId: read[headerNames.causationId],
  };
};

/** `attempt` is the broker's count of deliveries. */
export const readEventContext = (record: Record<string, string>, subject: string, attempt: number): MessageContext => {
  const read = parse(eventHeaderSchema, record);
  const id = read[headerNames.eventId] ?? read[headerNames.messageId];
  return {
    subject,
    actor: read[headerNames.actor],
    idempotencyKey: id,
    correlationId: read[headerNames.correlationId] ?? id,
    causationId: read[headerNames.causationId],
    event: {
      id,
      stream: read[headerNames.stream],
      revision: read[headerNames.revision],
      position: read[headerNames.position],
      at: read[headerNames.at],
      attempt,
      traceId: read[headerNames.traceparent]?.split('-')[1],
    },
  };
};
