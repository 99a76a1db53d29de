import { create } from '@bufbuild/protobuf';
import type { sendUnaryData, ServerReadableStream } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { AppendResponseSchema } from '../gen/streams_pb.js';
import type { AppendOptions, AppendRequest, AppendResponse } from '../gen/streams_pb.js';
import type { ExpectedRevision, NewEvent } from '../store/model.js';
import type { AppendOutcome } from '../store/store.js';
import { conflictOf, createSizeGuard, successOf } from './append-codec.js';
import type { ServiceParts } from './parts.js';
import { asRpcError, badRequest, RpcError, streamDeleted } from './errors.js';
import { newEventOf } from './event-codec.js';
import { expectedRevisionOf, writableStreamOf } from './requests.js';

type Call = ServerReadableStream<AppendRequest, AppendResponse>;

interface Gathered {
  stream: string;
  expected: ExpectedRevision;
  events: NewEvent[];
}

const gather = async (call: Call, limit: number): Promise<Gathered> => {
  let options: AppendOptions | undefined;
  const events: NewEvent[] = [];
  const guard = createSizeGuard(limit);
  for await (const request of call as AsyncIterable<AppendRequest>) {
    if (request.content.case === 'options') options = request.content.value;
    if (request.content.case !== 'proposedMessage') continue;
    const event = newEventOf(request.content.value);
    guard(event);
    events.push(event);
  }
  if (!options) throw badRequest('Options are required.');
  return { stream: writableStreamOf(options.streamIdentifier), expected: expectedRevisionOf(options.expected), events };
};

const responseOf = (outcome: AppendOutcome, { stream, expected }: Gathered): AppendResponse => {
  switch (outcome.kind) {
    case 'written':
      return create(AppendResponseSchema, { result: { case: 'success', value: successOf(outcome.revision, outcome.position) } });
    case 'wrong-revision':
      return create(AppendResponseSchema, {
        result: { case: 'wrongExpectedVersion', value: conflictOf(expected, outcome.current) },
      });
    case 'deleted':
      throw streamDeleted(stream);
    case 'too-late':
      throw new RpcError(status.DEADLINE_EXCEEDED, 'The deadline passed before the append was written; nothing was written.');
  }
};

const deadlineOf = (call: Call): number => {
  const deadline = call.getDeadline();
  return deadline instanceof Date ? deadline.getTime() : deadline;
};

/** The plain append: one call an append. A wrong revision is an answer here, not an error. */
export const createAppend = ({ store, maxAppendBytes }: ServiceParts) => {
  const perform = async (call: Call): Promise<AppendResponse> => {
    const gathered = await gather(call, maxAppendBytes);
    return responseOf(await store.append(gathered, deadlineOf(call)), gathered);
  };
  return (call: Call, answer: sendUnaryData<AppendResponse>): void =>
    void perform(call).then(
      (response) => answer(null, response),
      (error: unknown) => answer(asRpcError(error)),
    );
};
