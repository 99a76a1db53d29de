import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Difference } from '../difference.types.js';

/** A checkpoint as it was seen first, and as it was cosigned. */
export interface KeptCheckpoint {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly note: string;
  readonly cosigned?: string;
}

export interface EventDigest {
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
  /** Hex of 32 bytes. */
  readonly digest: string;
}

export interface KeptEvidence extends Difference {
  readonly foundAt: string;
  readonly first: string;
  readonly second: string;
}

/** What the auditor remembers for itself. Nothing in it is ever changed or removed. */
export interface AuditRecord {
  digestOf(stream: string, revision: number): string | undefined;
  /** All or nothing; `position`: everything up to there was seen. */
  addEvents(events: readonly EventDigest[], position: number): void;
  /** Everything up to this position of the store was seen. */
  seenUpTo(): number | undefined;
  /** Every stream that was seen, with its last revision. */
  streams(): Map<string, number>;
  checkpointAt(size: number): KeptCheckpoint | undefined;
  newestCheckpoint(): KeptCheckpoint | undefined;
  checkpoints(): KeptCheckpoint[];
  /** Durable before it answers. */
  keepCheckpoint(checkpoint: KeptCheckpoint): void;
  keepCosigned(size: number, cosigned: string): void;
  pinnedKeys(): string[] | undefined;
  pinKeys(keys: readonly string[]): void;
  keepEvidence(evidence: KeptEvidence): void;
  evidence(): KeptEvidence[];
  /** Undefined: the file is whole. */
  damage(): string | undefined;
  close(): void;
}

const tables = `
  CREATE TABLE IF NOT EXISTS events (stream TEXT NOT NULL, revision INTEGER NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (stream, revision)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS checkpoints (size INTEGER PRIMARY KEY, root TEXT NOT NULL, note TEXT NOT NULL, cosigned TEXT);
  CREATE TABLE IF NOT EXISTS evidence (id INTEGER PRIMARY KEY, found TEXT NOT NULL UNIQUE);
`;

const open = (path: string): DatabaseSync => {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: 5_000 });
  // FULL: what was answered survives a power cut
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${tables}`);
  return database;
};

const checkpointOf = (row: Record<string, unknown> | undefined): KeptCheckpoint | undefined =>
  row && {
    size: Number(row.size),
    root: String(row.root),
    note: String(row.note),
    ...(typeof row.cosigned === 'string' && { cosigned: row.cosigned }),
  };

const eventsOn = (
  database: DatabaseSync,
  setMark: (name: string, value: string) => void,
): Pick<AuditRecord, 'digestOf' | 'addEvents' | 'streams'> => {
  const find = database.prepare('SELECT digest FROM events WHERE stream = ? AND revision = ?');
  const add = database.prepare('INSERT INTO events (stream, revision, digest) VALUES (?, ?, ?)');
  return {
    digestOf: (stream, revision) => find.get(stream, revision)?.digest?.toString(),
    addEvents: (events, position) => {
      database.exec('BEGIN IMMEDIATE');
      try {
        for (const { stream, revision, digest } of events) add.run(stream, revision, digest);
        setMark('position', String(position));
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    streams: () =>
      new Map(
        database
          .prepare('SELECT stream, max(revision) AS last FROM events GROUP BY stream')
          .all()
          .map(({ stream, last }) => [String(stream), Number(last)]),
      ),
  };
};

const checkpointsOn = (
  database: DatabaseSync,
): Pick<AuditRecord, 'checkpointAt' | 'newestCheckpoint' | 'checkpoints' | 'keepCheckpoint' | 'keepCosigned'> => ({
  checkpointAt: (size) => checkpointOf(database.prepare('SELECT * FROM checkpoints WHERE size = ?').get(size)),
  newestCheckpoint: () => checkpointOf(database.prepare('SELECT * FROM checkpoints ORDER BY size DESC LIMIT 1').get()),
  checkpoints: () =>
    database
      .prepare('SELECT * FROM checkpoints ORDER BY size')
      .all()
      .flatMap((row) => checkpointOf(row) ?? []),
  keepCheckpoint: ({ size, root, note }) =>
    void database.prepare('INSERT INTO checkpoints (size, root, note) VALUES (?, ?, ?)').run(size, root, note),
  keepCosigned: (size, cosigned) =>
    void database.prepare('UPDATE checkpoints SET cosigned = ? WHERE size = ? AND cosigned IS NULL').run(cosigned, size),
});

/** The record in a SQLite file of its own (or `:memory:`). */
export const openRecord = (path: string): AuditRecord => {
  const database = open(path);
  const mark = (name: string): string | undefined =>
    database.prepare('SELECT value FROM marks WHERE name = ?').get(name)?.value?.toString();
  const setMark = (name: string, value: string): void =>
    void database
      .prepare('INSERT INTO marks (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value')
      .run(name, value);
  return {
    ...eventsOn(database, setMark),
    ...checkpointsOn(database),
    seenUpTo: () => {
      const position = mark('position');
      return position === undefined ? undefined : Number(position);
    },
    pinnedKeys: () => {
      const keys = mark('keys');
      return keys === undefined ? undefined : (JSON.parse(keys) as string[]);
    },
    pinKeys: (keys) => setMark('keys', JSON.stringify(keys)),
    keepEvidence: (evidence) =>
      void database.prepare('INSERT OR IGNORE INTO evidence (found) VALUES (?)').run(JSON.stringify(evidence)),
    evidence: () =>
      database
        .prepare('SELECT found FROM evidence ORDER BY id')
        .all()
        .map(({ found }) => JSON.parse(String(found)) as KeptEvidence),
    damage: () => {
      const [row] = database.prepare('PRAGMA integrity_check(1)').all();
      return row?.integrity_check === 'ok' ? undefined : String(row?.integrity_check);
    },
    close: () => database.close(),
  };
};
