import type { DatabaseSync } from 'node:sqlite';
import { decideAppend } from './expected-revision.js';
import type { Known } from './expected-revision.js';
import type { EventTypes } from './event-types.js';
import type { Head } from './head.js';
import { describedStream, hidesEverything, isDeleted, metadataStreamOf, metadataType, tombstoneType } from './model.js';
import type { ExpectedRevision, NewEvent, StreamState } from './model.js';
import { deletedMetadata, readRetention, restartedMetadata } from './stream-metadata.js';
import type { Streams } from './streams.js';

export interface AppendCommand {
  stream: string;
  expected: ExpectedRevision;
  events: readonly NewEvent[];
}

export interface DeleteCommand {
  stream: string;
  expected: ExpectedRevision;
  /** Makes the tombstone; minted by the caller. */
  id: Uint8Array;
}

export type WriteOutcome =
  /** `revision` is -1 and `position` undefined when there was nothing to write. */
  | { kind: 'written'; revision: number; position: number | undefined }
  | { kind: 'wrong-revision'; current: number }
  | { kind: 'deleted' };

export interface WriterParts {
  db: DatabaseSync;
  streams: Streams;
  types: EventTypes;
  head: Head;
  /** Milliseconds since 1970. */
  now: () => number;
}

export interface Writer {
  append(command: AppendCommand): WriteOutcome;
  softDelete(command: DeleteCommand): WriteOutcome;
  tombstone(command: DeleteCommand): WriteOutcome;
}

const statements = (db: DatabaseSync) => ({
  insert: db.prepare(`
    INSERT INTO events (position, stream, revision, type, id, is_json, created, metadata, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
  // Named index: the planner would otherwise walk the whole stream by revision.
  newestById: db.prepare(`
    SELECT max(revision) AS revision FROM events INDEXED BY events_stream_id WHERE stream = ? AND id = ?`),
  idAt: db.prepare('SELECT id FROM events WHERE stream = ? AND revision = ?'),
  positionAt: db.prepare('SELECT position FROM events WHERE stream = ? AND revision = ?'),
  dataAt: db.prepare('SELECT data FROM events WHERE stream = ? AND revision = ?'),
});

const nothingKnown: Known = { revisionOf: () => undefined, isIdAt: () => false };

/** The writes of one transaction; begin, commit and rollback belong to the commit queue. */
export const createWriter = ({ db, streams, types, head, now }: WriterParts): Writer => {
  const sql = statements(db);

  const knownIn = (state: StreamState): Known => ({
    revisionOf: (id) => (sql.newestById.get(state.id, id)?.revision as number | null) ?? undefined,
    isIdAt: (revision, id) => {
      const found = sql.idAt.get(state.id, revision)?.id as Uint8Array | undefined;
      return found !== undefined && Buffer.compare(found, id) === 0;
    },
  });

  const insert = (state: StreamState, revision: number, event: NewEvent): number => {
    const position = head.take(event);
    const { id, isJson, metadata, data } = event;
    sql.insert.run(position, state.id, revision, types.idOf(event.type), id, Number(isJson), now(), metadata, data);
    return position;
  };

  const write = (state: StreamState, events: readonly NewEvent[]): WriteOutcome => {
    let position: number | undefined;
    for (const event of events) {
      state.last += 1;
      position = insert(state, state.last, event);
    }
    return { kind: 'written', revision: state.last, position };
  };

  const applyMetadata = (stream: string, data: Uint8Array): void => {
    const state = streams.findOrCreate(stream);
    Object.assign(state, readRetention(data), { hasMetadata: true });
    streams.save(state);
  };

  const writeMetadata = (stream: string, id: Uint8Array, data: Uint8Array): WriteOutcome => {
    const event = { id, type: metadataType, isJson: true, metadata: new Uint8Array(), data };
    const outcome = write(streams.findOrCreate(metadataStreamOf(stream)), [event]);
    applyMetadata(stream, data);
    return outcome;
  };

  const restart = (state: StreamState, id: Uint8Array): void => {
    const metadata = streams.find(metadataStreamOf(state.name));
    const old = metadata && (sql.dataAt.get(metadata.id, metadata.last)?.data as Uint8Array | undefined);
    writeMetadata(state.name, id, restartedMetadata(old, state.last + 1));
  };

  const append = ({ stream, expected, events }: AppendCommand): WriteOutcome => {
    const described = describedStream(stream);
    if (described !== undefined && streams.find(described)?.isTombstoned) return { kind: 'deleted' };
    const state = streams.find(stream);
    const ids = events.map((event) => event.id);
    const decision = decideAppend(expected, ids, { state, known: state ? knownIn(state) : nothingKnown });
    if (decision.kind === 'deleted') return { kind: 'deleted' };
    if (decision.kind === 'wrong-revision') return { kind: 'wrong-revision', current: state?.last ?? -1 };
    if (decision.kind === 'repeat') {
      const position = sql.positionAt.get(state?.id ?? -1, decision.last)?.position as number | undefined;
      return { kind: 'written', revision: decision.last, position };
    }
    const [first] = events;
    if (!first) return { kind: 'written', revision: state?.last ?? -1, position: undefined };
    if (state && isDeleted(state)) restart(state, first.id);
    const outcome = write(state ?? streams.findOrCreate(stream), events);
    const newest = events.at(-1);
    if (described !== undefined && newest) applyMetadata(described, newest.data);
    return outcome;
  };

  const refuses = (state: StreamState | undefined, expected: ExpectedRevision): WriteOutcome | undefined => {
    const decision = decideAppend(expected, [], { state, known: nothingKnown });
    if (decision.kind === 'deleted') return { kind: 'deleted' };
    return decision.kind === 'write' ? undefined : { kind: 'wrong-revision', current: state?.last ?? -1 };
  };

  const softDelete = ({ stream, expected, id }: DeleteCommand): WriteOutcome => {
    const state = streams.find(stream);
    const isUnknown = !state || (state.last < 0 && !state.hasMetadata);
    if (isUnknown) return { kind: 'wrong-revision', current: -1 };
    return refuses(state, expected) ?? writeMetadata(stream, id, deletedMetadata());
  };

  const tombstone = ({ stream, expected, id }: DeleteCommand): WriteOutcome => {
    const refusal = refuses(streams.find(stream), expected);
    if (refusal) return refusal;
    const state = streams.findOrCreate(stream);
    const none = new Uint8Array();
    const position = insert(state, hidesEverything, { id, type: tombstoneType, isJson: false, metadata: none, data: none });
    Object.assign(state, { isTombstoned: true, last: hidesEverything });
    streams.save(state);
    return { kind: 'written', revision: hidesEverything, position };
  };

  return { append, softDelete, tombstone };
};
