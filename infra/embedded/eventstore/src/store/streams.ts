import type { DatabaseSync } from 'node:sqlite';
import type { StreamState } from './model.js';

export interface Streams {
  find(name: string): StreamState | undefined;
  findOrCreate(name: string): StreamState;
  /** Writes what metadata and tombstones changed; the last revision is read from the events. */
  save(state: StreamState): void;
  /** Forgets everything cached; called when a transaction was rolled back. */
  forget(): void;
}

interface StreamRow {
  id: number;
  name: string;
  last: number;
  truncate_before: number;
  max_count: number | null;
  max_age_seconds: number | null;
  has_metadata: number;
  is_tombstoned: number;
}

const stateOf = (row: StreamRow): StreamState => ({
  id: row.id,
  name: row.name,
  last: row.last,
  truncateBefore: row.truncate_before,
  maxCount: row.max_count,
  maxAgeSeconds: row.max_age_seconds,
  hasMetadata: row.has_metadata === 1,
  isTombstoned: row.is_tombstoned === 1,
});

const fresh = (id: number, name: string): StreamState => ({
  id,
  name,
  last: -1,
  truncateBefore: 0,
  maxCount: null,
  maxAgeSeconds: null,
  hasMetadata: false,
  isTombstoned: false,
});

/** The state of every stream by name, the recently used ones from memory. Valid because one process owns the file. */
export const openStreams = (db: DatabaseSync, capacity = 50_000): Streams => {
  const cache = new Map<string, StreamState>();
  const select = db.prepare(`
    SELECT s.*, coalesce((SELECT max(revision) FROM events e WHERE e.stream = s.id), -1) AS last FROM streams s WHERE name = ?`);
  const insert = db.prepare('INSERT INTO streams (name) VALUES (?)');
  const update = db.prepare(`
    UPDATE streams SET truncate_before = ?, max_count = ?, max_age_seconds = ?, has_metadata = ?, is_tombstoned = ? WHERE id = ?`);

  const remember = (state: StreamState): StreamState => {
    cache.delete(state.name);
    cache.set(state.name, state);
    if (cache.size > capacity) cache.delete(cache.keys().next().value ?? '');
    return state;
  };
  const find = (name: string): StreamState | undefined => {
    const cached = cache.get(name);
    if (cached) return remember(cached);
    const row = select.get(name) as unknown as StreamRow | undefined;
    return row && remember(stateOf(row));
  };
  return {
    find,
    findOrCreate: (name) => find(name) ?? remember(fresh(Number(insert.run(name).lastInsertRowid), name)),
    save: (state) => {
      const { truncateBefore, maxCount, maxAgeSeconds, hasMetadata, isTombstoned, id } = state;
      update.run(truncateBefore, maxCount, maxAgeSeconds, Number(hasMetadata), Number(isTombstoned), id);
    },
    forget: () => cache.clear(),
  };
};
