import { createCheckpoints } from './checkpoints.js';
import { createGroupCommit, StoreUnavailable } from './group-commit.js';
import type { GroupCommitParts, Work } from './group-commit.js';

export interface CommitQueueParts extends GroupCommitParts {
  /** The disk failed: what was written is unknown, the process must end without answering. */
  onFatal(error: unknown): void;
}

export interface CommitQueue {
  /** Runs `apply` in the next group commit; resolves when it is on disk. Rejects with StoreUnavailable or what `apply` threw. */
  enqueue<T>(apply: () => T): Promise<T>;
  /** False from a full disk until the next commit that wrote something, and for ever once the disk failed. */
  isHealthy(): boolean;
  /** Refuses new work, finishes what is queued. */
  drain(): void;
}

const groupLimit = 1_024;

/**
 * Group commit: whatever arrives while the disk is busy shares the next fsync. One synchronous transaction a turn of the
 * event loop, so readers in this process never see half of one.
 */
export const createCommitQueue = (parts: CommitQueueParts): CommitQueue => {
  const runGroup = createGroupCommit(parts);
  const checkpoint = createCheckpoints(parts.db);
  let queue: Work[] = [];
  let isScheduled = false;
  let isDraining = false;
  let isDiskFull = false;
  let isBroken = false;

  const flush = (): void => {
    isScheduled = false;
    if (isBroken) return;
    const group = queue.slice(0, groupLimit);
    queue = queue.slice(groupLimit);
    try {
      const result = runGroup(group);
      if (result.isDiskFull) isDiskFull = true;
      else if (result.hasWritten) isDiskFull = false;
      checkpoint(isDiskFull);
    } catch (error) {
      isBroken = true;
      return parts.onFatal(error);
    }
    schedule();
  };

  const schedule = (): void => {
    if (isScheduled || queue.length === 0) return;
    isScheduled = true;
    setImmediate(flush);
  };

  return {
    enqueue: <T>(apply: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (isDraining) return reject(new StoreUnavailable('the store is stopping: nothing was written'));
        queue.push({ apply, resolve: (outcome) => resolve(outcome as T), reject });
        schedule();
      }),
    isHealthy: () => !isDiskFull && !isBroken,
    drain: () => {
      isDraining = true;
      while (queue.length > 0 && !isBroken) flush();
    },
  };
};
