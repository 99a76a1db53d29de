import { AsyncResource } from 'node:async_hooks';
import { importsCollection } from './import-jobs.js';
import type { ImportJob } from './import-jobs.js';
import { runImport } from './import-runner.js';
import type { RunnerParts } from './import-runner.js';
import type { Spool } from './spool.js';

export interface Imports {
  readonly spool: Spool;
  /** Records a job whose file is kept, and starts it. Asked again for the same job, it changes nothing. */
  submit(job: Omit<ImportJob, 'host'>): Promise<void>;
  find(id: string): Promise<ImportJob | undefined>;
  /** Goes on with what an earlier process left. */
  resume(): Promise<void>;
  /** Rows under way are given up; they are sent again after the next start, to the same effect. */
  stop(): Promise<void>;
}

export interface ImportParts extends RunnerParts {
  /** Names this machine: only here lie the files of its imports. */
  host: string;
}

const mostJobs = 2;

/** Imports run in the background, two at a time, and survive the process: what counts is in the file and the documents. */
export const importsOver = (parts: ImportParts): Imports => {
  const { documents, spool, host } = parts;
  const jobs = () => documents.collection(importsCollection);
  const stopping = new AbortController();
  const { signal } = stopping;
  const waiting: string[] = [];
  const running = new Map<string, Promise<void>>();

  const startNext = (): void => {
    if (signal.aborted || running.size >= mostJobs) return;
    const id = waiting.shift();
    if (id === undefined) return;
    const work = runImport(parts, id, signal).finally(() => {
      running.delete(id);
      startNext();
    });
    running.set(id, work);
    startNext();
  };

  /** Away from the request that brought the job: its trace ends with its answer. */
  const enqueue = AsyncResource.bind((id: string): void => {
    if (running.has(id) || waiting.includes(id)) return;
    waiting.push(id);
    startNext();
  });

  const resume = async (): Promise<void> => {
    const open = jobs().pages({ where: { done: false }, sort: [{ path: 'createdAt', direction: 'asc' }], limit: 100 });
    for await (const page of open) for (const job of page) if (job.host === host || (await spool.has(job.id))) enqueue(job.id);
  };

  return {
    spool,
    resume,
    find: (id) => jobs().get(id),
    submit: async (job) => {
      await jobs().replace({ ...job, host });
      enqueue(job.id);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(running.values());
    },
  };
};
