import type { DatabaseSync } from 'node:sqlite';
import type { Known } from './expected-revision.js';
import type { EventTypes } from './event-types.js';
import type { Head } from './head.js';
import { metadataStreamOf, metadataType } from './model.js';
import type { NewEvent, StreamState } from './model.js';
import { readRetention } from './stream-metadata.js';
import type { Streams } from './streams.js';

export interface EventWriterParts {
  db: DatabaseSync;
  streams: Streams;
  types: EventTypes;
  head: Head;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** The rows of the log: writing them, and looking up what a decision needs. */
export interface EventWriter {
  knownIn(state: StreamState): Known;
  positionAt(state: StreamState, revision: number): number | undefined;
  dataAt(state: StreamState, revision: number): Uint8Array | undefined;
  insert(state: StreamState, revision: number, event: NewEvent): number;
  /** Writes behind the last event; answers the position of the last one written. */
  writeAll(state: StreamState, events: readonly NewEvent[]): number | undefined;
  /** Writes a metadata event of the stream and lets it take effect; answers its revision and position. */
  writeMetadata(stream: string, id: Uint8Array, data: Uint8Array): { revision: number; position: number | undefined };
  /** Lets the data of a metadata event take effect on the stream. */
  applyMetadata(stream: string, data: Uint8Array): void;
}

const statements = (db: DatabaseSync) => ({
  insert: db.prepare(`
    INSERT INTO events (position, stream, revision, type, id, is_json, created, metadata, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
  // Named index: the planner would otherwise walk the whole stream by revision.
  newestById: db.prepare(`
    SELECT max(revision) AS revision FROM events INDEXED BY events_stream_id WHERE stream = ? AND id = ?`),
  at: db.prepare('SELECT id, position FROM events WHERE stream = ? AND revision = ?'),
  dataAt: db.prepare('SELECT data FROM events WHERE stream = ? AND revision = ?'),
});

export const createEventWriter = ({ db, streams, types, head, now }: EventWriterParts): EventWriter => {
  const sql = statements(db);

  const knownIn = (state: StreamState): Known => ({
    revisionOf: (id) => (sql.newestById.get(state.id, id)?.revision as number | null) ?? undefined,
    isIdAt: (revision, id) => {
      const found = sql.at.get(state.id, revision)?.id as Uint8Array | undefined;
      return found !== undefined && Buffer.compare(found, id) === 0;
    },
  });

  const insert = (state: StreamState, revision: number, event: NewEvent): number => {
    const position = head.take(event);
    const { id, isJson, metadata, data } = event;
    sql.insert.run(position, state.id, revision, types.idOf(event.type), id, Number(isJson), now(), metadata, data);
    return position;
  };

  const writeAll = (state: StreamState, events: readonly NewEvent[]): number | undefined => {
    let position: number | undefined;
    for (const event of events) {
      state.last += 1;
      position = insert(state, state.last, event);
    }
    return position;
  };

  const applyMetadata = (stream: string, data: Uint8Array): void => {
    const state = streams.findOrCreate(stream);
    Object.assign(state, readRetention(data), { hasMetadata: true });
    streams.save(state);
  };

  const writeMetadata = (stream: string, id: Uint8Array, data: Uint8Array) => {
    const state = streams.findOrCreate(metadataStreamOf(stream));
    const position = writeAll(state, [{ id, type: metadataType, isJson: true, metadata: new Uint8Array(), data }]);
    applyMetadata(stream, data);
    return { revision: state.last, position };
  };

  return {
    knownIn,
    positionAt: (state, revision) => sql.at.get(state.id, revision)?.position as number | undefined,
    dataAt: (state, revision) => sql.dataAt.get(state.id, revision)?.data as Uint8Array | undefined,
    insert,
    writeAll,
    writeMetadata,
    applyMetadata,
  };
};
