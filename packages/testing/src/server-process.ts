import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface ServerCommand {
  command: string;
  args: string[];
  /** The server counts as ready when a line of its output matches. */
  ready: RegExp;
  env?: Record<string, string | undefined>;
  cwd?: string;
  timeoutMs?: number;
}

export interface ServerProcess {
  pid: number;
  /** What the ready line matched, with its groups. */
  ready: RegExpExecArray;
  output(): string;
  /** Sends a signal and waits for the process to end (SIGSTOP and SIGCONT return at once). */
  kill(signal?: NodeJS.Signals): Promise<void>;
  stop(): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

/** Starts a real server as a child process and waits for its ready line; rejects with its output when it ends or stays silent. */
export const startServerProcess = async (server: ServerCommand): Promise<ServerProcess> => {
  const child = spawn(server.command, server.args, {
    cwd: server.cwd,
    env: { ...process.env, ...server.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const ready = await new Promise<RegExpExecArray>((resolve, reject) => {
    const fail = (why: string): void => reject(new Error(`${server.command} ${why}\n${text.slice(-4_000)}`));
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      fail('was not ready in time');
    }, server.timeoutMs ?? 30_000);
    const read = (chunk: Buffer): void => {
      text += chunk.toString('utf8');
      const match = server.ready.exec(text);
      if (!match) return;
      clearTimeout(timer);
      resolve(match);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`ended with ${code ?? signal}`);
    });
  });
  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    child.kill(signal);
    if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await ended(child);
  };
  const stop = async (): Promise<void> => {
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await kill('SIGTERM');
    clearTimeout(timer);
  };
  return { pid: child.pid ?? -1, ready, output: () => text, kill, stop };
};
