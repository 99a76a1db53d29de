import type { DatabaseSync } from 'node:sqlite';
import { failureOf } from './sqlite-errors.js';

/** Pages of the write-ahead log, 4 KiB each, that may lie there before they are brought into the file. */
const mostFrames = 4_000;

/**
 * Brings the write-ahead log into the file when it has grown, or at once when the disk is full: there may be room in the
 * file for what lies in the log, and afterwards the log starts over. Throws when the disk fails.
 */
export const createCheckpoints = (db: DatabaseSync): ((isDiskFull: boolean) => void) => {
  const frames = db.prepare('PRAGMA wal_checkpoint(NOOP)');
  return (isDiskFull) => {
    const row = frames.get();
    const waiting = Number(row?.log) - Number(row?.checkpointed);
    if (waiting < (isDiskFull ? 1 : mostFrames)) return;
    try {
      db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch (error) {
      if (failureOf(error) !== 'full') throw error;
    }
  };
};
