import type { DatabaseSync } from 'node:sqlite';
import { failureOf } from './sqlite-errors.js';

/** One write that waits for its commit. */
export interface Work {
  apply(): unknown;
  resolve(outcome: unknown): void;
  reject(error: unknown): void;
}

export interface GroupCommitParts {
  db: DatabaseSync;
  /** Runs last inside every transaction; answers whether the transaction wrote anything. */
  beforeCommit(): boolean;
  afterCommit(): void;
  afterRollback(): void;
}

/** The disk is full or the store is stopping: nothing was written, the same append may come again. */
export class StoreUnavailable extends Error {}

/** One write of a group threw for a reason of its own. */
class OneFailed extends Error {
  constructor(
    readonly work: Work,
    readonly reason: unknown,
  ) {
    super('one write of the group failed');
  }
}

export interface GroupResult {
  /** Whether anything reached the disk. */
  hasWritten: boolean;
  isDiskFull: boolean;
}

const applied = (work: Work): (() => void) => {
  try {
    const outcome = work.apply();
    return () => work.resolve(outcome);
  } catch (error) {
    throw failureOf(error) === 'other' ? new OneFailed(work, error) : error;
  }
};

/**
 * Runs a group of writes as one synchronous transaction and answers them when it is on disk. A write that throws is
 * answered with its error, and the rest runs again without it. Throws, with nothing answered, when the disk fails.
 */
export const createGroupCommit = ({ db, beforeCommit, afterCommit, afterRollback }: GroupCommitParts) => {
  const transact = (works: readonly Work[]): { answers: (() => void)[]; hasWritten: boolean } => {
    db.exec('BEGIN IMMEDIATE');
    const answers = works.map(applied);
    const hasWritten = beforeCommit();
    db.exec('COMMIT');
    return { answers, hasWritten };
  };
  const rollBack = (): void => {
    if (db.isTransaction) db.exec('ROLLBACK');
    afterRollback();
  };
  const refuseAll = (works: readonly Work[], cause: unknown): GroupResult => {
    rollBack();
    for (const work of works) work.reject(new StoreUnavailable('the disk is full: nothing was written', { cause }));
    return { hasWritten: false, isDiskFull: true };
  };

  const run = (works: readonly Work[]): GroupResult => {
    try {
      const { answers, hasWritten } = transact(works);
      afterCommit();
      for (const answer of answers) answer();
      return { hasWritten, isDiskFull: false };
    } catch (error) {
      if (failureOf(error) === 'full') return refuseAll(works, error);
      if (!(error instanceof OneFailed)) throw error;
      rollBack();
      error.work.reject(error.reason);
      return run(works.filter((work) => work !== error.work));
    }
  };
  return run;
};
