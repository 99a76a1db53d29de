import { create } from '@bufbuild/protobuf';
import { randomBytes } from 'node:crypto';
import type { sendUnaryData, ServerUnaryCall } from '@grpc/grpc-js';
import { DeleteResponseSchema } from '../gen/streams_pb.js';
import type { DeleteRequest, DeleteResponse } from '../gen/streams_pb.js';
import type { DeleteCommand, WriteOutcome } from '../store/writer.js';
import { positionOf } from './append-codec.js';
import { asRpcError, streamDeleted, wrongExpectedVersion } from './errors.js';
import { deletionOf } from './requests.js';

const responseOf = (outcome: WriteOutcome, { stream, expected }: Omit<DeleteCommand, 'id'>): DeleteResponse => {
  switch (outcome.kind) {
    case 'written':
      return create(DeleteResponseSchema, { written: { case: 'position', value: positionOf(outcome.position ?? 0) } });
    case 'wrong-revision':
      throw wrongExpectedVersion(stream, expected, outcome.current);
    case 'deleted':
      throw streamDeleted(stream);
  }
};

/** Delete and Tombstone differ in what the store does, not in how they are asked. */
export const createDelete = (remove: (command: DeleteCommand) => Promise<WriteOutcome>) => {
  const perform = async ({ options }: DeleteRequest): Promise<DeleteResponse> => {
    const target = deletionOf(options);
    return responseOf(await remove({ ...target, id: randomBytes(16) }), target);
  };
  return (call: ServerUnaryCall<DeleteRequest, DeleteResponse>, answer: sendUnaryData<DeleteResponse>): void =>
    void perform(call.request).then(
      (response) => answer(null, response),
      (error: unknown) => answer(asRpcError(error)),
    );
};
