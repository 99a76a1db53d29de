import type { Actor } from '@lastmile/protocol';
import { currentTrace } from '@lastmile/telemetry';
import type { StoredMsg } from '@nats-io/jetstream';
import { absent, apiCodes, isNotStored } from './api-errors.js';
import type { Bus } from './bus.js';
import { deadLetterStream, ensureStream, retryStream, settledLetterStream } from './streams.js';
import type { StreamDeclaration } from './streams.js';
import { decodeBody, fromHeaders, headerNames, toHeaders } from './wire.js';
import type { HeaderRecord } from './wire.js';

/** `invalid`: headers or body do not fit; `exhausted`: the handler kept failing; `crashing`: it never came to an end. */
export type DeadLetterReason = 'invalid' | 'exhausted' | 'crashing';

/** Where a message was and why it could not be handled. */
export interface ParkedMessage {
  service: string;
  durable: string;
  subject: string;
  stream: string;
  sequence: number;
  /** When the stream took it, nanoseconds; the same sequence may come again in a stream that was lost. */
  timestamp: number;
  attempt: number;
  reason: DeadLetterReason;
  detail: string;
  headers: Record<string, string>;
  data: Uint8Array;
}

/** A message that was parked. `sequence` is its place among the dead letters and names it. */
export interface DeadLetter {
  sequence: number;
  service: string;
  durable: string;
  subject: string;
  reason: string;
  detail: string;
  attempt: number;
  /** ISO instant at which it was parked. */
  parkedAt: string;
  eventId?: string;
  traceId?: string;
  /** The body as JSON value; the text itself when it is no JSON. */
  body: unknown;
  headers: Record<string, string>;
}

export interface DeadLetterQuery {
  service?: string;
  durable?: string;
  /** Only those behind this sequence. */
  after?: number;
  /** At most so many (50). */
  limit?: number;
}

export interface DeadLetterPage {
  items: DeadLetter[];
  /** Give it as `after` for the next page; undefined at the end. */
  next?: number;
}

const names = {
  reason: 'Lastmile-Dead-Reason',
  detail: 'Lastmile-Dead-Detail',
  attempt: 'Lastmile-Dead-Attempt',
  sequence: 'Lastmile-Dead-Sequence',
  stream: 'Lastmile-Dead-Stream',
  outcome: 'Lastmile-Outcome',
  outcomeReason: 'Lastmile-Outcome-Reason',
  outcomeBy: 'Lastmile-Outcome-By',
} as const;

/** Headers that mean something to the broker must not travel with a copy. */
const withoutBroker = (headers: Record<string, string>): HeaderRecord =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !name.toLowerCase().startsWith('nats-')));

interface Copy {
  stream: StreamDeclaration;
  subject: string;
  headers: HeaderRecord;
  data: Uint8Array;
  messageId: string;
}

/** Resolves when the broker holds the copy; creates the stream when it is missing. */
const store = async (bus: Bus, { stream, subject, headers, data, messageId }: Copy): Promise<void> => {
  const publish = () => bus.jetstream.publish(subject, data, { msgID: messageId, headers: toHeaders(headers), timeout: 5_000 });
  try {
    await publish();
  } catch (error) {
    if (!isNotStored(error)) throw error;
    await ensureStream(bus, stream);
    await publish();
  }
};

/** Copies a message to `dead-letter.<service>.<durable>`; resolves when the broker holds the copy. */
export const parkMessage = (bus: Bus, parked: ParkedMessage): Promise<void> => {
  const { service, durable, headers, stream, sequence } = parked;
  return store(bus, {
    stream: deadLetterStream,
    subject: `dead-letter.${service}.${durable}`,
    data: parked.data,
    messageId: `${service}.${durable}.${stream}.${sequence}.${parked.timestamp}`,
    headers: {
      ...withoutBroker(headers),
      [headerNames.eventId]: headers[headerNames.eventId] ?? headers[headerNames.messageId],
      [headerNames.subject]: parked.subject,
      [names.reason]: parked.reason,
      [names.detail]: parked.detail.slice(0, 1_000),
      [names.attempt]: String(parked.attempt),
      [names.stream]: stream,
      [names.sequence]: String(sequence),
    },
  });
};

const bodyOf = (data: Uint8Array): unknown => {
  try {
    return decodeBody(data);
  } catch {
    return new TextDecoder().decode(data);
  }
};

const toDeadLetter = (message: StoredMsg): DeadLetter => {
  const headers = fromHeaders(message.header);
  const [, service = '', ...rest] = message.subject.split('.');
  return {
    sequence: message.seq,
    service,
    durable: rest.join('.'),
    subject: headers[headerNames.subject] ?? '',
    reason: headers[names.reason] ?? '',
    detail: headers[names.detail] ?? '',
    attempt: Number(headers[names.attempt] ?? 0),
    parkedAt: message.time.toISOString(),
    eventId: headers[headerNames.eventId],
    traceId: headers[headerNames.traceparent]?.split('-')[1],
    body: bodyOf(message.data),
    headers,
  };
};

const nextMessage = async (bus: Bus, filter: string, from: number): Promise<StoredMsg | undefined> => {
  const query = { seq: from, next_by_subj: filter }; // from this sequence on, the first that fits
  return (await absent(apiCodes.messageNotFound, bus.manager.streams.getMessage(deadLetterStream.name, query))) ?? undefined;
};

/** The dead letters, oldest first, of everybody or of one service or durable. */
export const readDeadLetters = async (bus: Bus, query: DeadLetterQuery = {}): Promise<DeadLetterPage> => {
  const { service = '*', durable = '>', after = 0, limit = 50 } = query;
  await ensureStream(bus, deadLetterStream);
  const items: DeadLetter[] = [];
  let from = after + 1;
  while (items.length <= limit) {
    const message = await nextMessage(bus, `dead-letter.${service}.${durable}`, from);
    if (!message) return { items };
    items.push(toDeadLetter(message));
    from = message.seq + 1;
  }
  items.pop();
  return { items, next: items.at(-1)?.sequence };
};

const readStored = async (bus: Bus, sequence: number): Promise<StoredMsg | undefined> => {
  await ensureStream(bus, deadLetterStream);
  return (
    (await absent(apiCodes.messageNotFound, bus.manager.streams.getMessage(deadLetterStream.name, { seq: sequence }))) ??
    undefined
  );
};

/** One dead letter; undefined when it was settled meanwhile. */
export const getDeadLetter = async (bus: Bus, sequence: number): Promise<DeadLetter | undefined> => {
  const message = await readStored(bus, sequence);
  return message && toDeadLetter(message);
};

export interface Settlement {
  by: Actor;
  reason: string;
}

/** The copy among the settled letters is held before the dead letter goes. */
const settle = async (bus: Bus, message: StoredMsg, how: Settlement & { outcome: 'replayed' | 'discarded' }): Promise<void> => {
  await store(bus, {
    stream: settledLetterStream,
    subject: message.subject.replace(/^dead-letter/, 'settled-letter'),
    data: message.data,
    messageId: `${how.outcome}.${message.seq}.${message.timestamp}`,
    headers: {
      ...withoutBroker(fromHeaders(message.header)),
      [names.outcome]: how.outcome,
      [names.outcomeReason]: how.reason,
      [names.outcomeBy]: JSON.stringify(how.by),
    },
  });
  await absent(apiCodes.messageNotFound, bus.manager.streams.deleteMessage(deadLetterStream.name, message.seq));
};

/**
 * Gives a dead letter once more to the consumer that failed, and to no other; it may become a dead letter again. The event id
 * stays, the trace is the replay's with a link to the old one. Answers false when there is no such letter.
 */
export const replayDeadLetter = async (bus: Bus, sequence: number, { by, reason }: Settlement): Promise<boolean> => {
  const message = await readStored(bus, sequence);
  if (!message) return false;
  const headers = fromHeaders(message.header);
  const trace = currentTrace();
  await store(bus, {
    stream: retryStream,
    subject: message.subject.replace(/^dead-letter/, 'retry'),
    data: message.data,
    messageId: `${headers[headerNames.eventId] ?? message.subject}.replay.${sequence}.${message.timestamp}`,
    headers: {
      ...withoutBroker(headers),
      ...trace,
      ...(trace.traceparent ? { [headerNames.originTrace]: headers[headerNames.traceparent] } : {}),
    },
  });
  await settle(bus, message, { by, reason, outcome: 'replayed' });
  return true;
};

/** Gives a dead letter up; it stays readable among the settled letters with who and why. False when there is no such letter. */
export const discardDeadLetter = async (bus: Bus, sequence: number, settlement: Settlement): Promise<boolean> => {
  const message = await readStored(bus, sequence);
  if (!message) return false;
  await settle(bus, message, { ...settlement, outcome: 'discarded' });
  return true;
};
