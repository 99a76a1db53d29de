import { create } from '@bufbuild/protobuf';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { AppendConflictSchema } from '../gen/streams_pb.js';
import type { AppendConflict, AppendSuccessSchema } from '../gen/streams_pb.js';
import type { ExpectedRevision, NewEvent } from '../store/model.js';
import { maximumAppendSizeExceeded } from './errors.js';

export const positionOf = (position: number): { commitPosition: bigint; preparePosition: bigint } => ({
  commitPosition: BigInt(position),
  preparePosition: BigInt(position),
});

/** A success as both append calls answer it; an append of nothing has no position, and no revision on a new stream. */
export const successOf = (revision: number, position: number | undefined): MessageInitShape<typeof AppendSuccessSchema> => ({
  current: revision < 0 ? { case: 'noStream', value: {} } : { case: 'currentRevision', value: BigInt(revision) },
  written: position === undefined ? { case: 'noPosition', value: {} } : { case: 'position', value: positionOf(position) },
});

const expectationOf = (expected: ExpectedRevision): MessageInitShape<typeof AppendConflictSchema>['expected'] => {
  if (expected === 'any') return { case: 'expectedAny', value: {} };
  if (expected === 'no_stream') return { case: 'expectedNoStream', value: {} };
  if (expected === 'stream_exists') return { case: 'expectedStreamExists', value: {} };
  return { case: 'expectedRevision', value: BigInt(expected) };
};

export const conflictOf = (expected: ExpectedRevision, current: number): AppendConflict =>
  create(AppendConflictSchema, {
    current: current < 0 ? { case: 'currentNoStream', value: {} } : { case: 'currentRevision', value: BigInt(current) },
    expected: expectationOf(expected),
  });

/** Adds up the size of an append and throws RpcError past the limit. */
export const createSizeGuard = (limit: number): ((event: NewEvent) => void) => {
  let bytes = 0;
  return (event) => {
    bytes += event.data.length + event.metadata.length + event.type.length;
    if (bytes > limit) throw maximumAppendSizeExceeded(limit);
  };
};
