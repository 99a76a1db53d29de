import { DatabaseSync } from 'node:sqlite';
import { schemaVersion, steps } from './schema.js';

export type Synchronous = 'off' | 'normal' | 'full' | 'extra';

/** The store cannot run with this file or these settings; the message says why in one line. */
export class RefusedToStart extends Error {}

const pragma = (db: DatabaseSync, name: string): unknown => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];

const fullOrMore = 2;

/**
 * Throws unless a commit of this connection is on disk when it returns: WAL journal and synchronous FULL or EXTRA.
 * Reads the settings back from SQLite instead of trusting that they were set.
 */
export const assertDurable = (db: DatabaseSync): void => {
  const journal = pragma(db, 'journal_mode');
  if (journal !== 'wal') throw new RefusedToStart(`refusing to start: journal_mode is ${String(journal)}, wal is required`);
  const synchronous = Number(pragma(db, 'synchronous'));
  if (synchronous < fullOrMore) {
    const name = ['OFF', 'NORMAL'][synchronous];
    throw new RefusedToStart(
      `refusing to start: synchronous is ${name}, which loses acknowledged events in a power cut; FULL is required`,
    );
  }
};

const migrate = (db: DatabaseSync): void => {
  const found = Number(pragma(db, 'user_version'));
  if (found > schemaVersion) throw new RefusedToStart(`the file has version ${found}, this program knows up to ${schemaVersion}`);
  for (let version = found; version < schemaVersion; version += 1) {
    db.exec(`BEGIN IMMEDIATE; ${steps[version]} PRAGMA user_version = ${version + 1}; COMMIT;`);
  }
};

/**
 * Checkpoints are run by the commit queue, not by SQLite: the automatic ones swallow an I/O error, and a page whose
 * fsync failed once may count as clean the next time.
 */
const settings = (synchronous: Synchronous): string => `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = ${synchronous.toUpperCase()};
  PRAGMA fullfsync = ON;
  PRAGMA checkpoint_fullfsync = ON;
  PRAGMA wal_autocheckpoint = 0;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA cache_size = -65536;
  PRAGMA temp_store = MEMORY;
`;

/** Opens (or creates) the file, checks durability and brings the layout up to date. */
export const openDatabase = (file: string, synchronous: Synchronous = 'full'): DatabaseSync => {
  const db = new DatabaseSync(file, { timeout: 5_000 });
  try {
    db.exec(settings(synchronous));
    assertDurable(db);
    migrate(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};
