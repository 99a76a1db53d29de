import { Rejection } from '@lastmile/protocol';
import type { RejectionCode, RejectionDetails, RequestMessage } from '@lastmile/protocol';
import { currentTrace, measures, spanNames, withSpan } from '@lastmile/telemetry';
import { errors } from '@nats-io/nats-core';
import type { Msg } from '@nats-io/nats-core';
import type { Bus } from './bus.js';
import { MessageTooLarge, RemoteFailure, RemoteTimeout, RemoteUnavailable } from './errors.js';
import type { RequestContext } from './message-context.js';
import { decodeReply } from './reply.js';
import { measured, messageAttributes } from './spans.js';
import { encodeBody, requestHeaders, toHeaders } from './wire.js';

interface Outgoing<Input, Output> {
  message: RequestMessage<Input, Output>;
  input: Input;
  context: RequestContext;
  deadlineMs?: number;
}

/** Headers count too; they stay far below this. */
const headerAllowance = 8 * 1024;

export const checkSize = (bus: Bus, subject: string, data: Uint8Array): void => {
  const limit = (bus.connection.info?.max_payload ?? 1024 * 1024) - headerAllowance;
  if (data.length > limit) throw new MessageTooLarge(subject, data.length, limit);
};

const send = async (bus: Bus, request: Outgoing<unknown, unknown>): Promise<Msg> => {
  const { subject } = request.message;
  const deadlineMs = request.deadlineMs ?? 5_000;
  const started = performance.now();
  const data = encodeBody(request.input);
  checkSize(bus, subject, data);
  if (!(await bus.connected(Math.min(deadlineMs, 1_500)))) throw new RemoteUnavailable(subject, 'no-broker');
  const headers = toHeaders({ ...requestHeaders(request.context), ...currentTrace() });
  const timeout = Math.max(1, Math.ceil(deadlineMs - (performance.now() - started)));
  try {
    return await bus.connection.request(subject, data, { headers, timeout });
  } catch (error) {
    throw explain(error, subject, deadlineMs);
  }
};

const explain = (error: unknown, subject: string, deadlineMs: number): Error => {
  if (error instanceof errors.TimeoutError) return new RemoteTimeout(subject, deadlineMs);
  if (error instanceof errors.RequestError && error.isNoResponders()) return new RemoteUnavailable(subject, 'no-service');
  if (error instanceof errors.ClosedConnectionError || error instanceof errors.DrainingConnectionError)
    return new RemoteUnavailable(subject, 'no-broker');
  if (error instanceof errors.RequestError) return new RemoteTimeout(subject, deadlineMs);
  return error instanceof Error ? error : new Error(String(error));
};

const readReply = (subject: string, msg: Msg): unknown => {
  const reply = decodeReply(msg);
  if (reply.status === 'ok') return reply.body;
  if (reply.status === 'rejected') throw new Rejection(reply.code as RejectionCode, reply.details as RejectionDetails);
  if (reply.code === 'OVERLOADED') throw new RemoteUnavailable(subject, 'overloaded');
  throw new RemoteFailure(subject, reply.traceId);
};

/** See `Bus.request`. One client span covers the wait for the connection, the question and the answer. */
export const sendRequest = <Input, Output>(bus: Bus, request: Outgoing<Input, Output>): Promise<Output> => {
  const { subject } = request.message;
  const attributes = messageAttributes({ operation: 'request', subject });
  const labels = { 'messaging.system': 'nats', 'messaging.operation.name': 'request', 'messaging.destination.name': subject };
  return withSpan(spanNames.request(subject), { kind: 'client', attributes }, () =>
    measured(measures.messagingOperationDuration, labels, async () => readReply(subject, await send(bus, request)) as Output),
  );
};
