import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { RefusedToStart } from './store/database.js';
import { isBusy } from './store/sqlite-errors.js';

export interface Lock {
  release(): void;
}

const resolved = (file: string): string =>
  existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));

const ownerOf = (db: DatabaseSync): string => {
  try {
    const pid = db.prepare('SELECT pid FROM owner').get()?.pid;
    return pid === undefined ? 'another process' : `process ${Number(pid)}`;
  } catch {
    return 'another process';
  }
};

const takeHold = (db: DatabaseSync): void => {
  db.exec(`
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS owner (only INTEGER PRIMARY KEY CHECK (only = 1), pid INTEGER NOT NULL) STRICT;
    INSERT OR REPLACE INTO owner VALUES (1, ${process.pid});
    COMMIT;
    BEGIN IMMEDIATE;
  `);
};

/**
 * Takes the lock file beside a database, or throws RefusedToStart naming the owner. The lock is a write lock of the
 * operating system on a tiny database of its own: it ends with the process, however it dies, so it never goes stale,
 * and whoever comes second can still read who holds it.
 */
export const takeLock = (file: string): Lock => {
  const path = `${resolved(file)}.lock`;
  const db = new DatabaseSync(path, { timeout: 250 });
  try {
    takeHold(db);
  } catch (error) {
    const owner = ownerOf(db);
    db.close();
    throw isBusy(error) ? new RefusedToStart(`${file} is in use by ${owner} (lock ${path})`) : error;
  }
  return {
    release: () => {
      db.exec('ROLLBACK');
      db.close();
    },
  };
};
