import { Metadata, status } from '@grpc/grpc-js';
import type { StatusObject } from '@grpc/grpc-js';
import type { ExpectedRevision } from '../store/model.js';
import { UnsupportedExpression } from '../store/expression-parser.js';
import { StoreUnavailable } from '../store/group-commit.js';

/** What a handler throws or answers with; the trailer keys are what the clients build their typed errors from. */
export class RpcError extends Error implements Partial<StatusObject> {
  readonly details: string;
  readonly metadata: Metadata;
  constructor(
    readonly code: status,
    details: string,
    trailers: Record<string, string> = {},
  ) {
    super(details);
    this.details = details;
    this.metadata = new Metadata();
    for (const [key, value] of Object.entries(trailers)) this.metadata.set(key, inAscii(value));
  }
}

/** Trailers are ASCII: other characters travel percent-encoded. */
const inAscii = (text: string): string => text.replace(/[^\x20-\x7e]+/gu, encodeURIComponent);

export const badRequest = (details: string): RpcError => new RpcError(status.INVALID_ARGUMENT, details);

export const unavailable = (details: string): RpcError => new RpcError(status.UNAVAILABLE, details);

export const accessDenied = (details: string): RpcError =>
  new RpcError(status.PERMISSION_DENIED, details, { exception: 'access-denied' });

export const streamDeleted = (stream: string): RpcError =>
  new RpcError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

const wireNumbers = { any: '-2', no_stream: '-1', stream_exists: '-4' } as const;

const wireNumber = (expected: ExpectedRevision): string =>
  typeof expected === 'number' ? String(expected) : wireNumbers[expected];

export const wrongExpectedVersion = (stream: string, expected: ExpectedRevision, current: number): RpcError =>
  new RpcError(
    status.FAILED_PRECONDITION,
    `Stream '${stream}' was expected at revision ${wireNumber(expected)} and is at ${current}.`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': wireNumber(expected),
      'actual-version': String(current),
    },
  );

export const maximumAppendSizeExceeded = (limit: number): RpcError =>
  new RpcError(status.INVALID_ARGUMENT, `The append is larger than ${limit} bytes.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

export const missingMetadataProperty = (properties: string): RpcError =>
  new RpcError(status.INVALID_ARGUMENT, `The event lacks the metadata ${properties}.`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': properties,
  });

/** Any error as the status to answer with. */
export const asRpcError = (error: unknown): RpcError => {
  if (error instanceof RpcError) return error;
  if (error instanceof StoreUnavailable) return unavailable(error.message);
  if (error instanceof UnsupportedExpression) return badRequest(error.message);
  return new RpcError(status.UNKNOWN, error instanceof Error ? error.message : String(error));
};
