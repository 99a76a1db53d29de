import { Worker } from 'node:worker_threads';
import type { HealthCheck } from '@lastmile/telemetry';
import { callerOf, remoteOf } from './calls.js';
import type { EngineDoor } from './engine-door.js';

/** What the engine's thread can do besides answering as the engine. */
export interface ThreadCalls {
  /** Begins with the snapshot at that path; answers the last change that it holds, or why it cannot be used. The index must be empty. */
  restore(path: string): Promise<{ sequence: number } | { unusable: string }>;
  /** Forgets everything. */
  clear(): Promise<void>;
  /** Writes the index as it is now; answers the size in bytes. Whatever is asked meanwhile waits. */
  save(path: string, sequence: number): Promise<number>;
}

export interface EngineThread extends ThreadCalls {
  engine: EngineDoor;
  check: HealthCheck;
  close(): Promise<void>;
}

/** So that no function of the door is forgotten when one is added. */
const engineCalls: Record<keyof EngineDoor, true> = {
  put: true,
  remove: true,
  get: true,
  size: true,
  listed: true,
  consider: true,
  ratePairs: true,
  explainPair: true,
  explain: true,
  preview: true,
  absent: true,
  likeness: true,
  assess: true,
  search: true,
  suggest: true,
  isEmptyQuery: true,
  holdSearch: true,
  releaseSearch: true,
  percolate: true,
};
const threadCalls: Record<keyof ThreadCalls, true> = { restore: true, clear: true, save: true };

const namesOf = <Name extends string>(calls: Record<Name, true>): Name[] => Object.keys(calls) as Name[];

/** A question is answered in milliseconds; behind a snapshot of a large index it may wait for seconds. */
const ANSWER_MS = 15_000;
const SNAPSHOT_MS = 300_000;

/** Tests run the sources, the thread always runs what was built. */
const threadFile = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? '../../dist/worker/engine-thread.js' : './engine-thread.js', import.meta.url);

/** Starts the thread; `onEnd` is told once when it ends by itself, after which every call fails. */
export const startEngineThread = (onEnd: (error: Error) => void): EngineThread => {
  const worker = new Worker(threadFile(), { name: 'engine', execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 8_192 } });
  const caller = callerOf(worker, ANSWER_MS);
  const patient = callerOf(worker, SNAPSHOT_MS);
  let isClosing = false;
  const ended = (error: Error): void => {
    caller.close(error.message);
    patient.close(error.message);
    if (!isClosing) onEnd(error);
    isClosing = true;
  };
  worker.once('error', ended);
  worker.once('exit', (code) => ended(new Error(`the engine's thread has ended (${code})`)));
  const engine = remoteOf<EngineDoor>(caller, namesOf(engineCalls));
  return {
    engine,
    ...remoteOf<ThreadCalls>(patient, namesOf(threadCalls)),
    check: {
      name: 'engine',
      check: async () => ({
        status: 'up',
        detail: { listings: await engine.size('LISTING'), demands: await engine.size('DEMAND') },
      }),
    },
    close: async () => {
      isClosing = true;
      await worker.terminate();
    },
  };
};
