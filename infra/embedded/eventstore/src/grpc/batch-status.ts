import { create, toBinary } from '@bufbuild/protobuf';
import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import type { AnySchema } from '@bufbuild/protobuf/wkt';
import { status } from '@grpc/grpc-js';
import {
  AccessDeniedSchema,
  BadRequestSchema,
  MaximumAppendSizeExceededSchema,
  StreamDeletedSchema,
  TimeoutSchema,
  UnknownSchema,
  WrongExpectedVersionSchema,
} from '../gen/common_pb.js';
import { StatusSchema } from '../gen/status_pb.js';
import type { Status } from '../gen/status_pb.js';
import type { ExpectedRevision } from '../store/model.js';
import type { AppendOutcome } from '../store/store.js';
import { asRpcError } from './errors.js';

const detailOf = <Schema extends DescMessage>(
  schema: Schema,
  detail?: MessageInitShape<Schema>,
): MessageInitShape<typeof AnySchema> => ({
  typeUrl: `type.googleapis.com/${schema.typeName}`,
  value: toBinary(schema, create(schema, detail)),
});

const statusOf = (code: number, message: string, details: MessageInitShape<typeof AnySchema>): Status =>
  create(StatusSchema, { code, message, details });

const expectationOf = (expected: ExpectedRevision): MessageInitShape<typeof WrongExpectedVersionSchema>['expected'] => {
  if (expected === 'any') return { case: 'expectedAny', value: {} };
  if (expected === 'no_stream') return { case: 'expectedNoStream', value: {} };
  if (expected === 'stream_exists') return { case: 'expectedStreamExists', value: {} };
  return { case: 'expectedStreamPosition', value: BigInt(expected) };
};

type Refusal = Exclude<AppendOutcome, { kind: 'written' }>;

/** A refused append as one member of a batch carries it. */
export const refusalStatusOf = (refusal: Refusal, target: { stream: string; expected: ExpectedRevision }): Status => {
  switch (refusal.kind) {
    case 'wrong-revision':
      return statusOf(
        status.ALREADY_EXISTS,
        'Wrong expected version.',
        detailOf(WrongExpectedVersionSchema, {
          current:
            refusal.current < 0
              ? { case: 'currentNoStream', value: {} }
              : { case: 'currentStreamRevision', value: BigInt(refusal.current) },
          expected: expectationOf(target.expected),
        }),
      );
    case 'deleted':
      return statusOf(
        status.FAILED_PRECONDITION,
        'The stream is deleted.',
        detailOf(StreamDeletedSchema, {
          streamIdentifier: { streamName: Buffer.from(target.stream) },
        }),
      );
    case 'too-late':
      return statusOf(status.DEADLINE_EXCEEDED, 'The deadline passed; nothing was written.', detailOf(TimeoutSchema));
  }
};

/** Any error as one member of a batch carries it. */
export const failureStatusOf = (error: unknown, maxAppendBytes: number): Status => {
  const { code, details, metadata } = asRpcError(error);
  const exception = metadata.get('exception')[0];
  if (exception === 'maximum-append-size-exceeded') {
    return statusOf(code, details, detailOf(MaximumAppendSizeExceededSchema, { maxAppendSize: maxAppendBytes }));
  }
  if (exception === 'access-denied') return statusOf(code, details, detailOf(AccessDeniedSchema));
  if (code === status.INVALID_ARGUMENT) return statusOf(code, details, detailOf(BadRequestSchema, { message: details }));
  return statusOf(code, details, detailOf(UnknownSchema));
};
