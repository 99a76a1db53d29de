import { until } from './api.js';
import type { Api } from './api.js';
import { progressBar } from './progress.js';
import { importChunks } from './rows.js';

export interface ImportJob {
  id: string;
  rows: number;
  accepted: number;
  rejected: number;
  done: boolean;
  errors: { row: number; id?: string; code: string; message: string }[];
}

export interface ImportResult {
  rows: number;
  accepted: number;
  rejected: number;
  seconds: number;
  errors: ImportJob['errors'];
}

const patienceSeconds = 1_800;

/** Sends the files through the public import and waits until every row has its answer. */
export const importFiles = async (
  api: Api,
  kind: 'listing' | 'demand',
  input: { label: string; files: string[] },
): Promise<ImportResult> => {
  const since = Date.now();
  const chunks = importChunks(input.files);
  const total = chunks.reduce((sum, { rows }) => sum + rows, 0);
  const show = progressBar(input.label, total);
  const result: ImportResult = { rows: 0, accepted: 0, rejected: 0, seconds: 0, errors: [] };
  for (const { lines } of chunks) {
    const { id } = await api.postLines<{ id: string }>(`/imports?kind=${kind}`, lines);
    const job = await until(`${input.label}: import ${id}`, patienceSeconds, async () => {
      const now = await api.get<ImportJob>(`/imports/${id}`);
      show(result.rows + now.accepted + now.rejected);
      return now.done ? now : undefined;
    });
    result.rows += job.rows;
    result.accepted += job.accepted;
    result.rejected += job.rejected;
    result.errors.push(...job.errors);
  }
  return { ...result, seconds: (Date.now() - since) / 1_000 };
};
