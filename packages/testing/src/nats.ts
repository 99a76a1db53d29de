import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort } from './ports.js';
import { startServerProcess } from './server-process.js';
import { temporaryDirectory } from './temporary.js';

export interface NatsServer {
  /** `nats://127.0.0.1:<port>` */
  url: string;
  port: number;
  storeDir: string;
  pid: number;
  /** Sends a signal (SIGKILL by default); the store directory stays, so the server can be started again on it. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Ends the server; removes the store directory when the server was started without one. */
  stop(): Promise<void>;
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const missing = 'nats-server was not found: install it (apt-get install -y nats-server) or name its path in NATS_SERVER_BIN';

/** `NATS_SERVER_BIN`, else the first `nats-server` on the PATH or in /usr/sbin (where Debian puts it). */
const findServer = (): string => {
  const named = process.env['NATS_SERVER_BIN'];
  if (named) {
    if (isExecutable(named)) return named;
    throw new Error(`${missing} (NATS_SERVER_BIN=${named} is no executable file)`);
  }
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), '/usr/sbin', '/usr/local/bin'];
  const found = folders.map((folder) => join(folder, 'nats-server')).find(isExecutable);
  if (!found) throw new Error(missing);
  return found;
};

/**
 * Starts a real `nats-server` with JetStream on the loopback interface and waits until it accepts clients. Give `port` and
 * `storeDir` of an earlier one to start it again after `kill()`.
 * @example const nats = await startNats(); const bus = await connectNats({ url: nats.url, name: 'spec' });
 */
export const startNats = async (options: { port?: number; storeDir?: string } = {}): Promise<NatsServer> => {
  const command = findServer();
  const port = options.port ?? (await freePort());
  const own = options.storeDir === undefined ? temporaryDirectory('lastmile-nats') : undefined;
  const storeDir = options.storeDir ?? own?.path ?? '';
  const server = await startServerProcess({
    command,
    args: ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', storeDir],
    ready: /Server is ready/,
  }).catch((error: unknown) => {
    own?.remove();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    own?.remove();
  };
  return { url: `nats://127.0.0.1:${port}`, port, storeDir, pid: server.pid, kill: server.kill, stop };
};
