import type { DatabaseSync } from 'node:sqlite';
import { failureOf } from './sqlite-errors.js';

/** The disk is full or the store is stopping: nothing was written, the same append may come again. */
export class StoreUnavailable extends Error {}

export interface CommitQueueParts {
  db: DatabaseSync;
  /** Runs last inside every transaction; answers whether the transaction wrote anything. */
  beforeCommit(): boolean;
  afterCommit(): void;
  afterRollback(): void;
  /** The disk failed: what was written is unknown, the process must end without answering. */
  onFatal(error: unknown): void;
}

export interface CommitQueue {
  /** Runs `apply` in the next group commit; resolves when it is on disk. */
  enqueue<T>(apply: () => T): Promise<T>;
  /** False from a failed commit for lack of space until the next good one. */
  isHealthy(): boolean;
  /** Refuses new work, finishes what is queued. */
  drain(): void;
}

interface Work {
  apply(): unknown;
  resolve(outcome: unknown): void;
  reject(error: unknown): void;
}

/** One write of a group threw for a reason of its own. */
class OneFailed extends Error {
  constructor(
    readonly work: Work,
    readonly reason: unknown,
  ) {
    super('one write of the group failed');
  }
}

const groupLimit = 1_024;
/** Pages of the write-ahead log, 4 KiB each, that may lie there before they are brought into the file. */
const mostFrames = 4_000;

/**
 * Group commit: whatever arrives while the disk is busy shares the next fsync. One synchronous transaction a turn of the
 * event loop, so readers in this process never see half of one.
 */
export const createCommitQueue = (parts: CommitQueueParts): CommitQueue => {
  const { db } = parts;
  let queue: Work[] = [];
  let isScheduled = false;
  let isDraining = false;
  let isHealthy = true;
  let isBroken = false;
  const frames = db.prepare('PRAGMA wal_checkpoint(NOOP)');

  const rollback = (): void => {
    if (db.isTransaction) db.exec('ROLLBACK');
    parts.afterRollback();
  };

  const transact = (works: readonly Work[]): (() => void)[] => {
    db.exec('BEGIN IMMEDIATE');
    const answers: (() => void)[] = [];
    for (const work of works) {
      try {
        const outcome = work.apply();
        answers.push(() => work.resolve(outcome));
      } catch (error) {
        throw failureOf(error) === 'other' ? new OneFailed(work, error) : error;
      }
    }
    const hasWritten = parts.beforeCommit();
    db.exec('COMMIT');
    if (hasWritten) isHealthy = true;
    return answers;
  };

  const stop = (error: unknown): void => {
    isBroken = true;
    parts.onFatal(error);
  };

  /** Rolls back and says which works are left to try again. */
  const recover = (works: readonly Work[], error: unknown): readonly Work[] => {
    rollback();
    if (error instanceof OneFailed) {
      error.work.reject(error.reason);
      return works.filter((work) => work !== error.work);
    }
    isHealthy = false;
    for (const work of works) work.reject(new StoreUnavailable('the disk is full: nothing was written', { cause: error }));
    return [];
  };

  const commit = (group: readonly Work[]): void => {
    let works = group;
    while (works.length > 0) {
      try {
        const answers = transact(works);
        parts.afterCommit();
        for (const answer of answers) answer();
        return;
      } catch (error) {
        if (!(error instanceof OneFailed) && failureOf(error) !== 'full') return stop(error);
        works = recover(works, error);
      }
    }
  };

  const checkpoint = (): void => {
    if (isBroken) return;
    const { log, checkpointed } = frames.get() as { log: number; checkpointed: number };
    // A full disk may have room in the file for what lies in the log; afterwards the log starts over.
    if (isHealthy ? log - checkpointed < mostFrames : log === checkpointed) return;
    try {
      db.exec('PRAGMA wal_checkpoint(PASSIVE)');
    } catch (error) {
      if (failureOf(error) === 'fatal') stop(error);
      else isHealthy = false;
    }
  };

  const flush = (): void => {
    isScheduled = false;
    if (isBroken) return;
    const group = queue.slice(0, groupLimit);
    queue = queue.slice(groupLimit);
    commit(group);
    checkpoint();
    schedule();
  };

  const schedule = (): void => {
    if (isScheduled || queue.length === 0 || isBroken) return;
    isScheduled = true;
    setImmediate(flush);
  };

  return {
    enqueue: <T>(apply: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (isDraining) return reject(new StoreUnavailable('the store is stopping: nothing was written'));
        queue.push({ apply, resolve: resolve as (outcome: unknown) => void, reject });
        schedule();
      }),
    isHealthy: () => isHealthy && !isBroken,
    drain: () => {
      isDraining = true;
      while (queue.length > 0 && !isBroken) flush();
    },
  };
};
