import { DatabaseSync } from 'node:sqlite';
import { createCommitQueue } from './commit-queue.js';
import { StoreUnavailable } from './group-commit.js';
import type { CommitQueueParts } from './commit-queue.js';

const setUp = (overrides: Partial<CommitQueueParts> = {}) => {
  const db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB) STRICT');
  const insert = db.prepare('INSERT INTO t VALUES (?, ?)');
  const counts = { commits: 0, rollbacks: 0, fatal: 0 };
  const queue = createCommitQueue({
    db,
    beforeCommit: () => true,
    afterCommit: () => void (counts.commits += 1),
    afterRollback: () => void (counts.rollbacks += 1),
    onFatal: () => void (counts.fatal += 1),
    ...overrides,
  });
  const write = (n: number, bytes = 10): Promise<number> =>
    queue.enqueue(() => {
      insert.run(n, Buffer.alloc(bytes));
      return n;
    });
  const stored = (): number => Number(db.prepare('SELECT count(*) AS c FROM t').get()?.c);
  return { db, queue, write, stored, counts };
};

const sqliteError = (errcode: number): Error => Object.assign(new Error('injected'), { errcode });

describe('the commit queue', () => {
  it('puts what arrives together into one commit and answers in order', async () => {
    const { write, counts, stored } = setUp();
    expect(await Promise.all([write(1), write(2), write(3)])).toEqual([1, 2, 3]);
    expect(counts.commits).toBe(1);
    expect(stored()).toBe(3);
  });

  it('fails the one write that throws and keeps the others', async () => {
    const { write, stored, counts } = setUp();
    const outcomes = await Promise.allSettled([write(1), write(1), write(2)]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(stored()).toBe(2);
    expect(counts).toEqual({ commits: 1, rollbacks: 1, fatal: 0 });
  });

  it('answers a full disk with StoreUnavailable, writes nothing, and recovers with the space', async () => {
    const { db, queue, write, stored } = setUp();
    db.exec('PRAGMA max_page_count = 20');
    const outcomes = await Promise.allSettled([write(1), write(2, 200_000)]);
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof StoreUnavailable)).toEqual([
      true,
      true,
    ]);
    expect(stored()).toBe(0);
    expect(queue.isHealthy()).toBe(false);
    db.exec('PRAGMA max_page_count = 100000');
    expect(await write(2, 200_000)).toBe(2);
    expect(queue.isHealthy()).toBe(true);
  });

  it('stops without an answer when the commit fails on the disk', async () => {
    const { queue, counts } = setUp({
      beforeCommit: () => {
        throw sqliteError(1_034);
      },
    });
    let answered = 0;
    for (let n = 0; n < 3; n += 1) {
      queue
        .enqueue(() => n)
        .then(
          () => (answered += 1),
          () => (answered += 1),
        );
    }
    queue.drain();
    await new Promise(setImmediate);
    expect(counts).toMatchObject({ commits: 0, fatal: 1 });
    expect(answered).toBe(0);
    expect(queue.isHealthy()).toBe(false);
  });

  it('takes nothing more once it drains, and finishes what it has', async () => {
    const { queue, write, stored } = setUp();
    const before = write(1);
    queue.drain();
    expect(stored()).toBe(1);
    await expect(write(2)).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await before).toBe(1);
  });
});
