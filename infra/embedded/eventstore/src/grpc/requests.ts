import type { Empty, StreamIdentifier } from '../gen/common_pb.js';
import type { AppendOptions } from '../gen/streams_pb.js';
import { describedStream } from '../store/model.js';
import type { ExpectedRevision } from '../store/model.js';
import { accessDenied, badRequest } from './errors.js';

/** Unsigned 64-bit numbers of clients as doubles; whatever is larger than any of ours stays larger. */
export const asNumber = (value: bigint): number => Math.min(Number(value), Number.MAX_SAFE_INTEGER);

const longestName = 1_024;

/** The stream a read is about; throws RpcError when there is none. */
export const streamNameOf = (identifier: StreamIdentifier | undefined): string => {
  const name = Buffer.from(identifier?.streamName ?? []).toString('utf8');
  if (name === '') throw badRequest('A stream name is required.');
  if (name.length > longestName) throw badRequest(`A stream name has up to ${longestName} characters.`);
  return name;
};

/** The stream a write is about: `$all` is no stream, and metadata has no metadata of its own. */
export const writableStreamOf = (identifier: StreamIdentifier | undefined): string => {
  const name = streamNameOf(identifier);
  if (name === '$all') throw accessDenied('Nothing can be written to $all.');
  const described = describedStream(name);
  if (described === undefined) return name;
  if (described === '' || described === '$all' || describedStream(described) !== undefined) {
    throw accessDenied(`Stream '${name}' cannot be written.`);
  }
  return name;
};

type Expected =
  | { case: 'revision' | 'streamPosition'; value: bigint }
  | { case: 'noStream' | 'any' | 'streamExists'; value: Empty }
  | { case: undefined; value?: undefined };

/** What the writer expects; throws RpcError when the request does not say. */
export const expectedRevisionOf = (expected: Expected): ExpectedRevision => {
  switch (expected.case) {
    case 'revision':
    case 'streamPosition':
      return asNumber(expected.value);
    case 'noStream':
      return 'no_stream';
    case 'any':
      return 'any';
    case 'streamExists':
      return 'stream_exists';
    case undefined:
      throw badRequest('An expected revision is required.');
  }
};

/** Target and expectation of a delete, refusing metadata streams. */
export const deletionOf = (options: AppendOptions | undefined): { stream: string; expected: ExpectedRevision } => {
  if (!options) throw badRequest('Options are required.');
  const stream = writableStreamOf(options.streamIdentifier);
  if (describedStream(stream) !== undefined) throw accessDenied(`Stream '${stream}' cannot be deleted.`);
  return { stream, expected: expectedRevisionOf(options.expected) };
};
