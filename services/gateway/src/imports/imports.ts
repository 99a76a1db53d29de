import { AsyncResource } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Documents } from '@lastmile/documents';
import type { Bus } from '@lastmile/nats';
import type { Logger } from '@lastmile/telemetry';
import type { Clock } from '../tokens.js';
import { importsCollection, mostErrors } from './import-jobs.js';
import type { ImportJob, RowError } from './import-jobs.js';
import { importLines } from './import-lines.js';
import type { ImportLine } from './import-lines.js';
import { sendRow } from './import-sender.js';
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

export interface ImportParts {
  documents: Documents;
  bus: Bus;
  spool: Spool;
  logger: Logger;
  clock: Clock;
  host: string;
  concurrency: number;
}

const mostJobs = 2;
/** Rows between two records of how far a job is, as a multiple of the rows under way at once. */
const chunkFactor = 8;
const retryMs = (attempt: number): number => Math.min(500 * 2 ** attempt, 15_000);

const chunksOf = async function* (lines: AsyncIterable<ImportLine>, size: number): AsyncGenerator<ImportLine[]> {
  let chunk: ImportLine[] = [];
  for await (const line of lines) {
    chunk.push(line);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
};

/** Runs so many at once, and answers in the order of the lines. */
const sendAll = async (
  lines: readonly ImportLine[],
  concurrency: number,
  send: (line: ImportLine) => Promise<RowError | undefined>,
): Promise<(RowError | undefined)[]> => {
  const results: (RowError | undefined)[] = [];
  const left = lines.entries();
  const work = async (): Promise<void> => {
    for (const [index, line] of left) results[index] = await send(line);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, lines.length) }, work));
  return results;
};

const advanced = (job: ImportJob, chunk: readonly ImportLine[], results: readonly (RowError | undefined)[]): ImportJob => {
  const errors = results.filter((error) => error !== undefined);
  const last = chunk.at(-1);
  return {
    ...job,
    revision: job.revision + 1,
    accepted: job.accepted + chunk.length - errors.length,
    rejected: job.rejected + errors.length,
    errors: [...job.errors, ...errors].slice(0, mostErrors),
    offset: last?.end ?? job.offset,
    line: last?.row ?? job.line,
  };
};

/** Imports run in the background, two at a time, and survive the process: what counts is in the file and the documents. */
export const importsOver = (parts: ImportParts): Imports => {
  const { documents, spool, logger, clock, host, concurrency } = parts;
  const jobs = () => documents.collection(importsCollection);
  const stopping = new AbortController();
  const { signal } = stopping;
  const waiting: string[] = [];
  const running = new Map<string, Promise<void>>();

  const save = async (job: ImportJob): Promise<ImportJob> => {
    const saved = { ...job, updatedAt: clock().toISOString() };
    await jobs().replace(saved);
    return saved;
  };

  const finish = async (job: ImportJob, failure?: string): Promise<void> => {
    await save({ ...job, revision: job.revision + 1, done: true, ...(failure && { failure }) });
    await spool.remove(job.id);
    logger.info({ import_id: job.id, accepted: job.accepted, rejected: job.rejected, failure }, 'import done');
  };

  const advance = async (id: string): Promise<void> => {
    let job = await jobs().get(id);
    if (!job || job.done) return;
    if (!(await spool.has(id))) return finish(job, 'IMPORT_FILE_LOST');
    const lines = importLines(spool.pathOf(id), { offset: job.offset, row: job.line });
    for await (const chunk of chunksOf(lines, concurrency * chunkFactor)) {
      const sending = { bus: parts.bus, job, signal };
      const results = await sendAll(chunk, concurrency, (line) => sendRow(sending, line));
      job = await save(advanced(job, chunk, results));
    }
    await finish(job);
  };

  const run = async (id: string): Promise<void> => {
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        return await advance(id);
      } catch (error) {
        if (signal.aborted) return;
        logger.error({ err: error, import_id: id }, 'an import stands still and is tried again');
        await pause(retryMs(attempt), undefined, { signal }).catch(() => undefined);
      }
    }
  };

  const startNext = (): void => {
    if (signal.aborted || running.size >= mostJobs) return;
    const id = waiting.shift();
    if (id === undefined) return;
    const work = run(id).finally(() => {
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
    for (let cursor: string | undefined; ;) {
      const sort = [{ path: 'createdAt', direction: 'asc' }] as const;
      const page = await jobs().find({ where: { done: false }, sort, limit: 100, cursor });
      for (const job of page.items) {
        if (job.host === host || (await spool.has(job.id))) enqueue(job.id);
      }
      cursor = page.nextCursor;
      if (!cursor) return;
    }
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
