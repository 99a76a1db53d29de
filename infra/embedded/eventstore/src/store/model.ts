/** What the writer believes about the stream; a number is the revision of its last event. */
export type ExpectedRevision = 'any' | 'no_stream' | 'stream_exists' | number;

/** An event on its way in. `id` has 16 bytes. */
export interface NewEvent {
  id: Uint8Array;
  type: string;
  isJson: boolean;
  metadata: Uint8Array;
  data: Uint8Array;
}

/** An event as it lies in the log; `created` in milliseconds since 1970. */
export interface StoredEvent extends NewEvent {
  position: number;
  stream: string;
  revision: number;
  created: number;
}

export interface StreamState {
  id: number;
  name: string;
  /** Revision of the last event, -1 without events. */
  last: number;
  /** Events below are hidden; `hidesEverything` when the stream was deleted. */
  truncateBefore: number;
  maxCount: number | null;
  maxAgeSeconds: number | null;
  hasMetadata: boolean;
  isTombstoned: boolean;
}

/** Revisions and positions stay exact in a double; on the wire this one stands for the largest 64-bit revision. */
export const hidesEverything = Number.MAX_SAFE_INTEGER;

export const isDeleted = (state: StreamState): boolean => state.truncateBefore >= hidesEverything;

export const linkType = '$>';
export const metadataType = '$metadata';
export const tombstoneType = '$streamDeleted';

const metadataPrefix = '$$';

export const metadataStreamOf = (stream: string): string => metadataPrefix + stream;

/** The stream that a metadata stream describes, or undefined for any other stream. */
export const describedStream = (stream: string): string | undefined =>
  stream.startsWith(metadataPrefix) ? stream.slice(metadataPrefix.length) : undefined;
