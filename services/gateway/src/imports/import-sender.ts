import { setTimeout as pause } from 'node:timers/promises';
import { RemoteTimeout, RemoteUnavailable } from '@lastmile/nats';
import type { Bus, RequestContext } from '@lastmile/nats';
import { catalogMessages, isRejection } from '@lastmile/protocol';
import type { DemandContent, ListingContent } from '@lastmile/protocol';
import { withSpan } from '@lastmile/telemetry';
import { recordId } from '../http/record-id.js';
import { problemBody, refusalOf } from '../problems/problem-body.js';
import type { ProblemCode } from '../problems/problem-table.js';
import type { ImportJob, RowError } from './import-jobs.js';
import type { ImportLine } from './import-lines.js';
import { parseRow } from './import-row.js';

/** A repeated import names the same records the same, whichever job brings them. */
export const importedId = (job: Pick<ImportJob, 'kind' | 'actor'>, rowId: string): string =>
  recordId('import', job.actor.organisationId, job.kind, rowId);

const rowDeadlineMs = 15_000;
const mostFailures = 5;
const pauseMs = (attempt: number): number => Math.min(200 * 2 ** attempt, 5_000) * (1 + Math.random() / 5);

interface Parts {
  bus: Bus;
  job: ImportJob;
  signal: AbortSignal;
}

const ask = ({ bus, job }: Parts, id: string, row: { content: ListingContent | DemandContent; context: RequestContext }) => {
  const options = { deadlineMs: rowDeadlineMs };
  return job.kind === 'listing'
    ? bus.request(catalogMessages.importListing, { id, content: row.content as ListingContent }, row.context, options)
    : bus.request(catalogMessages.importDemand, { id, content: row.content as DemandContent }, row.context, options);
};

/** Until the service answers: what is down comes back, and a repeat has the effect of once. Throws what cannot be repeated. */
const persistently = async (signal: AbortSignal, run: () => Promise<unknown>): Promise<void> => {
  let failures = 0;
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      await run();
      return;
    } catch (error) {
      const isDown = error instanceof RemoteUnavailable || error instanceof RemoteTimeout;
      if (isRejection(error) || (!isDown && (failures += 1) >= mostFailures)) throw error;
      await pause(pauseMs(attempt), undefined, { signal });
    }
  }
};

interface Refused {
  id?: string;
  code: ProblemCode;
  violations?: string[];
}

const rowError = (job: ImportJob, row: number, { id, code, violations }: Refused): RowError => {
  const { title, detail } = problemBody({ code }, job.language);
  return { row, ...(id !== undefined && { id }), code, message: violations?.join('; ') ?? `${title}：${detail}` };
};

const refusedBy = (error: unknown): Pick<Refused, 'code' | 'violations'> => {
  const { code, violations } = refusalOf(error, true);
  return { code, violations: violations?.map(({ path, message }) => `${path}: ${message}`) };
};

/** Sends one row in a trace of its own, linked to the upload's. Answers why it was refused, or nothing. */
export const sendRow = async (parts: Parts, line: ImportLine): Promise<RowError | undefined> => {
  const { job, signal } = parts;
  if (line.text === undefined) return rowError(job, line.row, { code: 'BODY_TOO_LARGE' });
  const parsed = parseRow(job.kind, line.text, job.language);
  if (!('content' in parsed)) return rowError(job, line.row, parsed);
  const context = { actor: job.actor, idempotencyKey: recordId('row', job.id, String(line.row)), correlationId: job.id };
  const send = () => ask(parts, importedId(job, parsed.id), { content: parsed.content, context });
  try {
    await withSpan(`import ${job.kind}`, { links: [{ traceparent: job.traceparent }] }, () => persistently(signal, send));
    return undefined;
  } catch (error) {
    if (signal.aborted) throw error;
    return rowError(job, line.row, { id: parsed.id, ...refusedBy(error) });
  }
};
