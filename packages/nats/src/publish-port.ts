import { currentTrace, measures, spanNames, withSpan } from '@lastmile/telemetry';
import { apiCodes, hasApiCode, isNotStored } from './api-errors.js';
import type { Bus } from './bus.js';
import { StreamMoved } from './errors.js';
import { checkSize } from './request.js';
import { measured, messageAttributes, traceOf } from './spans.js';
import { ensureStream, eventStreamOf } from './streams.js';
import type { StreamDeclaration } from './streams.js';
import { decodeHeader, encodeBody, headerNames, toHeaders } from './wire.js';

/** A public event on its way out. `headers` are the wire's (actor, correlation, stream, revision, at, traceparent), in plain text. */
export interface OutgoingEvent {
  /** Id of the stored event; becomes the message id. */
  id: string;
  subject: string;
  body: unknown;
  headers: Record<string, string>;
  /** Place of the stored event in its event store; grows from message to message. */
  position: number;
}

export interface PublishPort {
  /** Position of the newest event that the broker holds; undefined when it holds none (new, or lost its disk). */
  lastPosition(): Promise<number | undefined>;
  /**
   * Resolves when the broker holds all messages; they are stored in the given order or, from the first failure on, not at all.
   * Rejects with `StreamMoved` when the end of the stream is not where this port left it: read `lastPosition` and go on from there.
   */
  publish(messages: readonly OutgoingEvent[]): Promise<void>;
}

interface End {
  sequence: number;
  position: number | undefined;
}

const windowSize = 256;
const ackTimeoutMs = 5_000;

const readEnd = async (bus: Bus, stream: StreamDeclaration): Promise<End> => {
  const { state } = await ensureStream(bus, stream);
  if (state.messages === 0) return { sequence: state.last_seq, position: undefined };
  const last = await bus.manager.streams.getMessage(stream.name, { seq: state.last_seq });
  const position = Number(decodeHeader(last?.header.get(headerNames.position) ?? ''));
  if (!last?.header.has(headerNames.position) || !Number.isSafeInteger(position))
    throw new Error(`${stream.name}: message ${state.last_seq} has no ${headerNames.position}`);
  return { sequence: state.last_seq, position };
};

/** The expected sequence makes the broker refuse everything behind a message that it did not store. */
const publishOne = async (bus: Bus, message: OutgoingEvent, lastSequence: number): Promise<number> => {
  const { id, subject } = message;
  const data = encodeBody(message.body);
  checkSize(bus, subject, data);
  const attributes = messageAttributes({ operation: 'publish', subject, messageId: id });
  const labels = { 'messaging.system': 'nats', 'messaging.operation.name': 'publish', 'messaging.destination.name': subject };
  return withSpan(spanNames.publish(subject), { kind: 'producer', attributes, parent: traceOf(message.headers) }, () =>
    measured(measures.messagingOperationDuration, labels, async () => {
      const headers = toHeaders({ ...message.headers, ...currentTrace(), [headerNames.position]: String(message.position) });
      const ack = await bus.jetstream.publish(subject, data, {
        msgID: id,
        headers,
        timeout: ackTimeoutMs,
        expect: { lastSequence },
      });
      return ack.seq;
    }),
  );
};

const isMoved = (error: unknown): boolean => isNotStored(error) || hasApiCode(error, apiCodes.wrongLastSequence);

/** At most `windowSize` unanswered at a time; nothing more is sent after the first failure. */
const publishAll = async (bus: Bus, messages: readonly OutgoingEvent[], end: End): Promise<void> => {
  const answers: Promise<void>[] = [];
  let failure: { error: unknown } | undefined;
  for (const [index, message] of messages.entries()) {
    if (index >= windowSize) await answers[index - windowSize];
    if (failure) break;
    const fail = (error: unknown): void => void (failure ??= { error });
    answers.push(publishOne(bus, message, end.sequence + index).then(() => undefined, fail));
  }
  await Promise.all(answers);
  if (failure) throw failure.error;
};

/** After the connection is lost no answer comes any more: what the broker holds must be asked anew. */
const unlessDisconnected = async <T>(bus: Bus, run: () => Promise<T>): Promise<T> => {
  if (!(await bus.connected(1_500))) throw new Error('the broker is not connected');
  const lost = Promise.withResolvers<never>();
  const listening = bus.onDisconnect(() => lost.reject(new Error('connection to the broker lost')));
  try {
    return await Promise.race([run(), lost.promise]);
  } finally {
    listening();
  }
};

/**
 * The broker as a publisher's target: it is asked how far it holds the service's events, and takes the next ones.
 * @example runPublisher({ …, port: jetStreamPublishPort(bus, 'contract') })
 */
export const jetStreamPublishPort = (bus: Bus, service: string): PublishPort => {
  const stream = eventStreamOf(service);
  let end: End | undefined;
  const lastPosition = async (): Promise<number | undefined> => {
    end = await unlessDisconnected(bus, () => readEnd(bus, stream));
    return end.position;
  };
  const publish = async (messages: readonly OutgoingEvent[]): Promise<void> => {
    const from = (end ??= await unlessDisconnected(bus, () => readEnd(bus, stream)));
    const missing = messages.filter(({ position }) => from.position === undefined || position > from.position);
    const last = missing.at(-1);
    if (!last) return;
    end = undefined;
    try {
      await unlessDisconnected(bus, () => publishAll(bus, missing, from));
    } catch (error) {
      if (!isMoved(error)) throw error;
      await ensureStream(bus, stream);
      throw new StreamMoved(stream.name, { cause: error });
    }
    end = { sequence: from.sequence + missing.length, position: last.position };
  };
  return { lastPosition, publish };
};
