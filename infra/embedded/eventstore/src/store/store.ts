import { EventEmitter } from 'node:events';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openDatabase } from './database.js';
import type { Synchronous } from './database.js';
import { createCommitQueue } from './commit-queue.js';
import { openEventTypes } from './event-types.js';
import { openHead } from './head.js';
import { createLogReader } from './log-reader.js';
import type { LogReader } from './log-reader.js';
import type { NewEvent } from './model.js';
import { createStreamReader } from './stream-reader.js';
import type { StreamReader } from './stream-reader.js';
import { openStreams } from './streams.js';
import { createWriter } from './writer.js';
import type { AppendCommand, DeleteCommand, WriteOutcome } from './writer.js';

export interface StoreOptions {
  file: string;
  synchronous?: Synchronous;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** The disk failed in a way that leaves the outcome unknown; the process must end. */
  onFatal(error: unknown): void;
}

export type AppendOutcome = WriteOutcome | { kind: 'too-late' };

export interface Store {
  /** Resolves when the outcome is on disk. After `deadline` (milliseconds since 1970) nothing is written. */
  append(command: AppendCommand, deadline?: number): Promise<AppendOutcome>;
  softDelete(command: DeleteCommand): Promise<WriteOutcome>;
  tombstone(command: DeleteCommand): Promise<WriteOutcome>;
  stream: StreamReader;
  log: LogReader;
  /** Grows with every commit: look, read, and wait only if it is still the same. */
  version(): number;
  /** Resolves at the next commit after `seen`, or when the signal aborts. */
  waitForCommit(seen: number, signal: AbortSignal): Promise<void>;
  isWritable(): boolean;
  /** Tries a write that changes nothing; resolves to whether the disk took it. */
  probe(): Promise<boolean>;
  /** Finishes what is queued and refuses the rest; reads go on. */
  drain(): void;
  close(): void;
}

/** Bytes free on the disk before a full store calls itself writable again: room for a few of the largest appends. */
const roomNeeded = 8_388_608;

const seed: NewEvent = {
  id: Buffer.from('3f0a6c1e8d5b4f7c9a2e61d4b8c0f7a5', 'hex'),
  type: '$storeCreated',
  isJson: true,
  metadata: new Uint8Array(),
  data: Buffer.from('{}'),
};

const createSignal = () => {
  const emitter = new EventEmitter().setMaxListeners(0);
  let version = 0;
  const fire = (): void => {
    version += 1;
    emitter.emit('commit');
  };
  const wait = (seen: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (version !== seen || signal.aborted) return resolve();
      const done = (): void => {
        emitter.off('commit', done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      emitter.on('commit', done);
      signal.addEventListener('abort', done);
    });
  return { version: () => version, fire, wait };
};

/** The event store over one SQLite file. A new file gets one system event: a log is never empty, as with the servers it stands in for. */
export const openStore = ({ file, synchronous, now = Date.now, onFatal }: StoreOptions): Store => {
  const db = openDatabase(file, synchronous);
  const streams = openStreams(db);
  const types = openEventTypes(db);
  const head = openHead(db);
  const commits = createSignal();
  const writer = createWriter({ db, streams, types, head, now });
  const readerParts = { db, streams, types, now };
  const log = createLogReader(readerParts);
  const queue = createCommitQueue({
    db,
    beforeCommit: head.save,
    afterCommit: commits.fire,
    afterRollback: () => {
      streams.forget();
      types.forget();
      head.forget();
    },
    onFatal,
  });
  if (log.lastPosition() < 0)
    void queue.enqueue(() => writer.append({ stream: '$store', expected: 'no_stream', events: [seed] }));

  const append = (command: AppendCommand, deadline = Infinity): Promise<AppendOutcome> =>
    queue.enqueue<AppendOutcome>(() => (now() > deadline ? { kind: 'too-late' } : writer.append(command)));

  return {
    append,
    softDelete: (command) => queue.enqueue(() => writer.softDelete(command)),
    tombstone: (command) => queue.enqueue(() => writer.tombstone(command)),
    stream: createStreamReader(readerParts),
    log,
    version: commits.version,
    waitForCommit: commits.wait,
    isWritable: queue.isHealthy,
    probe: async () => {
      const { bavail, bsize } = await statfs(dirname(file));
      if (bavail * bsize < roomNeeded) return false;
      return queue.enqueue(head.touch).then(queue.isHealthy, () => false);
    },
    drain: queue.drain,
    close: () => {
      queue.drain();
      db.close();
    },
  };
};
