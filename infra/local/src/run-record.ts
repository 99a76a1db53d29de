import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What a running platform leaves on disk so that other commands find it, and so that its orphans can be found. */
export interface RunRecord {
  runId: string;
  supervisorPid: number;
  apiUrl: string;
  eventStoreUrl: string;
  processes: { name: string; pid?: number }[];
}

const file = (dataDir: string): string => join(dataDir, 'run.json');

export const writeRunRecord = (dataDir: string, record: RunRecord): void => {
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file(dataDir), JSON.stringify(record, undefined, 2));
};

export const removeRunRecord = (dataDir: string): void => rmSync(file(dataDir), { force: true });

export const readRunRecord = (dataDir: string): RunRecord | undefined => {
  try {
    return JSON.parse(readFileSync(file(dataDir), 'utf8')) as RunRecord;
  } catch {
    return undefined;
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A pid may have been given to somebody else's process: only one that carries our run's id is ours. */
const isOurs = (pid: number, runId: string): boolean => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`LASTMILE_RUN=${runId}`);
  } catch {
    return false;
  }
};

export const isRunning = (record: RunRecord): boolean =>
  isAlive(record.supervisorPid) && isOurs(record.supervisorPid, record.runId);

/** Ends what a supervisor that was killed left behind; returns the names of what it ended. */
export const endOrphans = async (record: RunRecord): Promise<string[]> => {
  const orphans = record.processes.flatMap(({ name, pid }) =>
    pid && isAlive(pid) && isOurs(pid, record.runId) ? [{ name, pid }] : [],
  );
  for (const { pid } of orphans) process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + 10_000;
  while (orphans.some(({ pid }) => isAlive(pid)) && Date.now() < deadline) await delay(50);
  for (const { pid } of orphans.filter((orphan) => isAlive(orphan.pid))) process.kill(pid, 'SIGKILL');
  return orphans.map(({ name }) => name);
};
