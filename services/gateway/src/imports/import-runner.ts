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

export interface RunnerParts {
  documents: Documents;
  bus: Bus;
  spool: Spool;
  logger: Logger;
  clock: Clock;
  /** Rows under way at once. */
  concurrency: number;
}

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

type SendLine = (line: ImportLine) => Promise<RowError | undefined>;

/** Runs so many at once, and answers in the order of the lines. */
const sendAll = async (lines: readonly ImportLine[], concurrency: number, send: SendLine): Promise<(RowError | undefined)[]> => {
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

const save = async ({ documents, clock }: RunnerParts, job: ImportJob): Promise<ImportJob> => {
  const saved = { ...job, updatedAt: clock().toISOString() };
  await documents.collection(importsCollection).replace(saved);
  return saved;
};

const finish = async (parts: RunnerParts, job: ImportJob, failure?: string): Promise<void> => {
  await save(parts, { ...job, revision: job.revision + 1, done: true, ...(failure && { failure }) });
  await parts.spool.remove(job.id);
  parts.logger.info({ import_id: job.id, accepted: job.accepted, rejected: job.rejected, failure }, 'import done');
};

const advance = async (parts: RunnerParts, id: string, signal: AbortSignal): Promise<void> => {
  const { documents, spool, bus, concurrency } = parts;
  let job = await documents.collection(importsCollection).get(id);
  if (!job || job.done) return;
  if (!(await spool.has(id))) return finish(parts, job, 'IMPORT_FILE_LOST');
  const lines = importLines(spool.pathOf(id), { offset: job.offset, row: job.line });
  for await (const chunk of chunksOf(lines, concurrency * chunkFactor)) {
    const sending = { bus, job, signal };
    const results = await sendAll(chunk, concurrency, (line) => sendRow(sending, line));
    job = await save(parts, advanced(job, chunk, results));
  }
  await finish(parts, job);
};

/** Sends the rows of a job from where it stands to its end, however often it takes; gives up only when told to. */
export const runImport = async (parts: RunnerParts, id: string, signal: AbortSignal): Promise<void> => {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    try {
      return await advance(parts, id, signal);
    } catch (error) {
      if (signal.aborted) return;
      parts.logger.error({ err: error, import_id: id }, 'an import stands still and is tried again');
      await pause(retryMs(attempt), undefined, { signal }).catch(() => undefined);
    }
  }
};
