import type { DatabaseSync } from 'node:sqlite';
import type { EventTypes } from './event-types.js';
import { describedStream, isDeleted, linkType } from './model.js';
import type { StoredEvent, StreamState } from './model.js';
import { eventColumns, takePage } from './rows.js';
import type { Streams } from './streams.js';

export interface StreamPage {
  events: StoredEvent[];
  /** Where the next page starts, or undefined at the end of what is there now. */
  next: number | undefined;
}

export interface StreamReader {
  /** `missing` also for a deleted stream; tombstoned streams are their own case. */
  status(stream: string): 'missing' | 'tombstoned' | 'there';
  lastRevision(stream: string): number;
  /** Up to `limit` visible events from `from` (inclusive). */
  forwards(stream: string, from: number, limit: number): StreamPage;
  backwards(stream: string, from: number, limit: number): StreamPage;
  /** The event a link points to: undefined when it is gone, the event itself when it is no link. */
  resolve(event: StoredEvent): StoredEvent | undefined;
}

export interface ReaderParts {
  db: DatabaseSync;
  streams: Streams;
  types: EventTypes;
  now: () => number;
}

const pageRows = 256;

/** Lowest revision that truncation leaves visible. A metadata stream shows its last event only. */
const firstVisible = (state: StreamState): number => {
  const maxCount = state.maxCount ?? (describedStream(state.name) === undefined ? null : 1);
  return Math.max(state.truncateBefore, maxCount === null ? 0 : state.last - maxCount + 1);
};

const parseLink = (data: Uint8Array): { revision: number; stream: string } | undefined => {
  const match = /^(\d{1,15})@(.+)$/su.exec(Buffer.from(data).toString('utf8'));
  return match ? { revision: Number(match[1]), stream: match[2] ?? '' } : undefined;
};

/** Reads of one stream, with the events its metadata hides left out. Each call is one short synchronous page. */
export const createStreamReader = ({ db, streams, types, now }: ReaderParts): StreamReader => {
  const from = `FROM events e JOIN streams s ON s.id = e.stream WHERE e.stream = ? AND e.created >= ?`;
  const up = db.prepare(`SELECT ${eventColumns} ${from} AND e.revision >= ? ORDER BY e.revision LIMIT ?`);
  const down = db.prepare(`SELECT ${eventColumns} ${from} AND e.revision BETWEEN ? AND ? ORDER BY e.revision DESC LIMIT ?`);

  const oldest = (state: StreamState): number => (state.maxAgeSeconds === null ? 0 : now() - state.maxAgeSeconds * 1_000);

  const forwards = (stream: string, fromRevision: number, limit: number): StreamPage => {
    const state = streams.find(stream);
    if (!state) return { events: [], next: undefined };
    const start = Math.max(fromRevision, firstVisible(state));
    const rows = Math.min(limit, pageRows);
    const { events, isCut } = takePage(up.iterate(state.id, oldest(state), start, rows), types);
    const hasMore = isCut || events.length === rows;
    return { events, next: hasMore ? (events.at(-1)?.revision ?? start) + 1 : undefined };
  };

  const backwards = (stream: string, fromRevision: number, limit: number): StreamPage => {
    const state = streams.find(stream);
    if (!state) return { events: [], next: undefined };
    const rows = Math.min(limit, pageRows);
    const { events, isCut } = takePage(down.iterate(state.id, oldest(state), firstVisible(state), fromRevision, rows), types);
    const hasMore = isCut || events.length === rows;
    return { events, next: hasMore ? (events.at(-1)?.revision ?? 0) - 1 : undefined };
  };

  const status = (stream: string): 'missing' | 'tombstoned' | 'there' => {
    const state = streams.find(stream);
    if (state?.isTombstoned) return 'tombstoned';
    return !state || state.last < 0 || isDeleted(state) ? 'missing' : 'there';
  };

  const resolve = (event: StoredEvent): StoredEvent | undefined => {
    if (event.type !== linkType) return event;
    const link = parseLink(event.data);
    if (!link || status(link.stream) !== 'there') return undefined;
    const [target] = forwards(link.stream, link.revision, 1).events;
    return target?.revision === link.revision ? target : undefined;
  };

  return { status, lastRevision: (stream) => streams.find(stream)?.last ?? -1, forwards, backwards, resolve };
};
