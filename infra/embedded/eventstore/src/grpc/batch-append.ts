import { create } from '@bufbuild/protobuf';
import type { ServerDuplexStream } from '@grpc/grpc-js';
import { AppendSuccessSchema, BatchAppendResponseSchema } from '../gen/streams_pb.js';
import type { BatchAppendRequest, BatchAppendResponse } from '../gen/streams_pb.js';
import { StoreUnavailable } from '../store/group-commit.js';
import { successOf } from './append-codec.js';
import { createAssembler } from './batch-assembler.js';
import type { BatchedAppend } from './batch-assembler.js';
import { failureStatusOf, refusalStatusOf } from './batch-status.js';
import { asRpcError, unavailable } from './errors.js';
import type { ServiceParts } from './parts.js';
import { expectedRevisionOf, writableStreamOf } from './requests.js';

type Call = ServerDuplexStream<BatchAppendRequest, BatchAppendResponse>;
type Result = BatchAppendResponse['result'];

const mostInFlight = 4_096;

/** The answer repeats stream and expectation: clients name the stream in their errors from it. */
const responseOf = ({ correlationId, options }: BatchedAppend, result: Result): BatchAppendResponse =>
  create(BatchAppendResponseSchema, {
    correlationId,
    result,
    streamIdentifier: options.streamIdentifier,
    expected: options.expected,
  });

const tooLate: Result = { case: 'error', value: refusalStatusOf({ kind: 'too-late' }, { stream: '', expected: 'any' }) };

/** Appends and answers with the result for the client; throws StoreUnavailable alone. */
const perform = async (append: BatchedAppend, { store, maxAppendBytes }: ServiceParts): Promise<Result> => {
  try {
    const stream = writableStreamOf(append.options.streamIdentifier);
    const expected = expectedRevisionOf(append.options.expected);
    const outcome = await store.append({ stream, expected, events: append.events }, append.deadline);
    if (outcome.kind !== 'written') return { case: 'error', value: refusalStatusOf(outcome, { stream, expected }) };
    return { case: 'success', value: create(AppendSuccessSchema, successOf(outcome.revision, outcome.position)) };
  } catch (error) {
    if (error instanceof StoreUnavailable) throw error;
    return { case: 'error', value: failureStatusOf(error, maxAppendBytes) };
  }
};

/** What ends a batch call: the client, a fault of the call, the store refusing writes, the server stopping. */
const createEnding = (call: Call, isStopping: () => boolean) => {
  let inFlight = 0;
  let isOver = false;
  const fail = (error: unknown): void => {
    if (isOver) return;
    isOver = true;
    call.emit('error', asRpcError(error));
  };
  const endWhenIdle = (): void => {
    if (isOver || inFlight > 0) return;
    if (isStopping()) return fail(unavailable('the store is stopping'));
    if (!call.readableEnded) return;
    isOver = true;
    call.end();
  };
  const begin = (): void => {
    inFlight += 1;
    if (inFlight >= mostInFlight) call.pause();
  };
  const done = (): void => {
    inFlight -= 1;
    if (inFlight < mostInFlight / 2 && call.isPaused()) call.resume();
    endWhenIdle();
  };
  return { isOver: () => isOver || call.cancelled, fail, endWhenIdle, begin, done };
};

/** One call of many appends. Every correlation id is answered exactly once. */
export const createBatchAppend =
  (parts: ServiceParts) =>
  (call: Call): void => {
    const { stopping, maxAppendBytes } = parts;
    const ending = createEnding(call, () => stopping.aborted);
    const answer = (append: BatchedAppend, result: Result): void => {
      if (!ending.isOver()) call.write(responseOf(append, result));
    };
    const assembler = createAssembler({
      maxAppendBytes,
      onRefused: (append, error) =>
        answer(append, error === undefined ? tooLate : { case: 'error', value: failureStatusOf(error, maxAppendBytes) }),
    });
    const submit = (append: BatchedAppend): void => {
      ending.begin();
      // No typed answer says "come again later", and every append of the call is in the same position.
      void perform(append, parts)
        .then((result) => answer(append, result), ending.fail)
        .finally(ending.done);
    };
    call.on('data', (request: BatchAppendRequest) => {
      if (ending.isOver() || stopping.aborted) return;
      try {
        const append = assembler.add(request);
        if (append) submit(append);
      } catch (error) {
        ending.fail(error);
      }
    });
    call.on('end', ending.endWhenIdle);
    call.on('cancelled', assembler.close);
    stopping.addEventListener('abort', ending.endWhenIdle);
    call.on('close', () => stopping.removeEventListener('abort', ending.endWhenIdle));
    if (stopping.aborted) ending.endWhenIdle();
  };
