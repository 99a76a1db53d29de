import type { JsonObject } from './json.js';

/** An event to be appended. The id makes a repeated append of the same event one event. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: JsonObject;
}

/** An event as the store holds it. `position` grows over the whole store, with gaps; `revision` counts a stream from 0. */
export interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** ISO, by the clock of the store. */
  readonly created: string;
}

/** A number is the revision that the stream's last event must have. */
export type ExpectedRevision = 'any' | 'no-stream' | 'stream-exists' | number;

export interface ReadOptions {
  /** Inclusive; the start (or, backwards, the end) when left out. */
  readonly from?: number;
  readonly limit?: number;
  readonly direction?: 'forwards' | 'backwards';
}

export type Categories = readonly string[] | 'ALL';

export interface SubscribeOptions {
  /** Stream names begin with one of these and a hyphen; ALL: every stream but those of the store itself. */
  readonly categories: Categories;
  /** Exclusive: the position that was handled last. */
  readonly after?: number;
  /** Aborting ends the iteration without an error. */
  readonly signal: AbortSignal;
}

/** A checkpoint says that everything up to the position was delivered or is of other categories. */
export type SubscriptionMessage =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  | { readonly kind: 'checkpoint'; readonly position: number }
  | { readonly kind: 'caught-up' };

/**
 * The port to the event store. Every call has a deadline and rejects with `StoreUnavailable` when it passes or the store is away; an
 * append may have been written then: repeat it with the same event ids.
 */
export interface EventStore {
  /** All or nothing. Rejects with `VersionConflict` when the stream is not at `expected`. */
  append(
    stream: string,
    events: readonly NewEvent[],
    expected: ExpectedRevision,
  ): Promise<{ revision: number; position: number }>;
  /** `[]` when there is no such stream. */
  read(stream: string, options?: ReadOptions): Promise<RecordedEvent[]>;
  /** Past events in order of position, then live ones. Not resumed: it rejects with `StoreUnavailable` when the connection ends. */
  subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionMessage>;
  /** The position of the newest event of these categories. */
  head(categories: Categories): Promise<number | undefined>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The stream is at another revision than expected; nothing was written. */
export class VersionConflict extends Error {
  readonly code = 'VERSION_CONFLICT';
  override readonly name = 'VersionConflict';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    /** -1: there is no such stream. */
    readonly actual?: number,
  ) {
    super(`${stream} was expected at ${expected} and is at ${actual ?? 'another revision'}`);
  }
}

/** The store did not answer in time or is away. An append may or may not have been written. */
export class StoreUnavailable extends Error {
  readonly code = 'STORE_UNAVAILABLE';
  override readonly name = 'StoreUnavailable';
  constructor(operation: string, options?: ErrorOptions) {
    super(`event store: ${operation}`, options);
  }
}

/** @example streamOf('contract', '42') // 'contract-42' */
export const streamOf = (category: string, id: string): string => `${category}-${id}`;

/** @example categoryOf('contract-42') // 'contract' */
export const categoryOf = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf('-')));

/** @example idOf('contract-4-2') // '4-2' */
export const idOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
