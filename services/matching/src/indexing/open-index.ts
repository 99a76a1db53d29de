import type { Documents } from '@lastmile/documents';
import type { HealthCheck, Logger } from '@lastmile/telemetry';
import type { EngineDoor } from '../worker/engine-door.js';
import { sequencesFrom } from '../worker/sequences.js';
import type { Sequences } from '../worker/sequences.js';
import { startEngineThread } from '../worker/thread-engine.js';
import type { EngineThread } from '../worker/thread-engine.js';
import { lastSequence, loadIndex } from './index-boot.js';

export interface OpenIndex {
  engine: EngineDoor;
  sequences: Sequences;
  /** The newest change at the start; -1 when the documents were empty. */
  last: number;
  check: HealthCheck;
  /** Writes a last snapshot, then ends the thread. */
  close(): Promise<void>;
}

export interface IndexOptions {
  documents: Documents;
  logger: Logger;
  /** Where snapshots are kept; without it every start reads all documents. */
  snapshotPath?: string;
  /** The thread ended by itself: without it nothing works. */
  onEnd(error: Error): void;
}

const SNAPSHOT_EVERY_MS = 300_000;

/** Answers the last change that the index now holds. A snapshot that knows more than the documents is of another life of theirs. */
const restored = async (thread: EngineThread, { logger, snapshotPath }: IndexOptions, last: number): Promise<number> => {
  if (snapshotPath === undefined) return -1;
  const found = await thread.restore(snapshotPath);
  if ('unusable' in found) {
    logger.warn({ reason: found.unusable }, 'the index begins without its snapshot');
    return -1;
  }
  if (found.sequence <= last) return found.sequence;
  await thread.clear();
  logger.warn({ snapshot: found.sequence, documents: last }, 'the snapshot is newer than the documents, it is not used');
  return -1;
};

interface Saving {
  sequences: Sequences;
  /** The last change that the snapshot on disk holds, as far as it can be used; -1 without one. */
  held: number;
}

/** Saves what no snapshot holds yet; never twice at once. */
const saver = (
  thread: EngineThread,
  { logger, snapshotPath }: IndexOptions,
  { sequences, held }: Saving,
): (() => Promise<void>) => {
  let saved = held;
  let running: Promise<void> | undefined;
  const save = async (path: string): Promise<void> => {
    const sequence = sequences.settled();
    if (sequence <= saved) return;
    const bytes = await thread.save(path, sequence);
    saved = sequence;
    logger.info({ sequence, bytes }, 'index snapshot written');
  };
  return async () => {
    if (snapshotPath === undefined) return;
    running ??= save(snapshotPath)
      .catch((error: unknown) => logger.error({ err: error }, 'index snapshot not written'))
      .finally(() => (running = undefined));
    await running;
  };
};

/** Starts the engine's thread and fills it: from the newest usable snapshot, and with what the documents say happened since. */
export const openIndex = async (options: IndexOptions): Promise<OpenIndex> => {
  const { documents, logger, onEnd } = options;
  const thread = startEngineThread(onEnd);
  try {
    const last = await lastSequence(documents);
    const snapshot = await restored(thread, options, last);
    const changes = await loadIndex(documents, thread.engine, snapshot);
    logger.info({ snapshot, changes }, 'index loaded');
    const sequences = sequencesFrom(last);
    const save = saver(thread, options, { sequences, held: snapshot });
    const timer = setInterval(() => void save(), SNAPSHOT_EVERY_MS);
    timer.unref();
    return {
      engine: thread.engine,
      sequences,
      last,
      check: thread.check,
      close: async () => {
        clearInterval(timer);
        await save();
        await thread.close();
      },
    };
  } catch (error) {
    await thread.close();
    throw error;
  }
};
