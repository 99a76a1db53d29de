import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServerProcess } from './server-process.js';
import { temporaryDirectory } from './temporary.js';

export interface EventStoreOptions {
  /** Kept when the server stops; without it the file lies in a temporary directory that `stop` removes. */
  dbFile?: string;
  /** A free port when absent. */
  port?: number;
  /** Further arguments of the command line. */
  args?: string[];
}

export interface EventStoreServer {
  /** Connection string for the clients. */
  url: string;
  port: number;
  dbFile: string;
  pid: number;
  output(): string;
  /** Sends a signal (SIGKILL when absent) and waits for the process to end; the file stays. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
}

const workspace = fileURLToPath(new URL('../../../infra/embedded/eventstore/', import.meta.url));

const executable = (): string => {
  if (existsSync(join(workspace, 'dist/main.js'))) return join(workspace, 'bin/lastmile-eventstore.js');
  throw new Error(`The event store is not built: run "npm run build" in ${workspace}`);
};

/**
 * Starts the embedded event store as a process of its own and resolves when it answers.
 * @example const store = await startEventStore(); try { … } finally { await store.stop(); }
 */
export const startEventStore = async (options: EventStoreOptions = {}): Promise<EventStoreServer> => {
  const command = executable();
  const directory = options.dbFile === undefined ? temporaryDirectory('eventstore') : undefined;
  const dbFile = options.dbFile ?? join(directory?.path ?? '', 'events.db');
  const parts = [command, 'start', '--db', dbFile, '--port', options.port ?? 0, '--parent-pid', process.pid];
  try {
    const args = [...parts.map(String), ...(options.args ?? [])];
    const ready = /listening esdb:\/\/[\w.-]+:(\d+)\n/;
    const server = await startServerProcess({ command: process.execPath, args, ready });
    const port = Number(server.ready[1]);
    const stop = async (): Promise<void> => {
      await server.stop();
      directory?.remove();
    };
    const { pid, output, kill } = server;
    return { url: `esdb://127.0.0.1:${port}?tls=false`, port, dbFile, pid, output, kill, stop };
  } catch (error) {
    directory?.remove();
    throw error;
  }
};
