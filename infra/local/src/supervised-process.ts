import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync, renameSync, statSync } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

export interface ProcessSpec {
  name: string;
  command: string;
  args: string[];
  env: Record<string, string | undefined>;
  cwd: string;
  logFile: string;
  /** Rejects until the process does its work. */
  probe(): Promise<void>;
  readyTimeoutMs?: number;
  stopTimeoutMs?: number;
}

export type ProcessNews =
  | { name: string; kind: 'exited'; how: string; restartInMs: number }
  | { name: string; kind: 'ready'; restarts: number }
  | { name: string; kind: 'stuck'; why: string };

const MAX_LOG_BYTES = 32 * 1024 * 1024;

/** Appends; what was there before is kept as `.1` once it is large. */
const openLog = (file: string): WriteStream => {
  if (existsSync(file) && statSync(file).size > MAX_LOG_BYTES) renameSync(file, `${file}.1`);
  return createWriteStream(file, { flags: 'a' });
};

export const logTail = (file: string, lines = 15): string =>
  existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n') : '';

/** 0.2 s, 0.4 s … 10 s, with up to a fifth of jitter so that siblings do not come back in step. */
export const restartDelay = (failures: number, chance = Math.random()): number =>
  Math.round(Math.min(200 * 2 ** Math.max(0, failures - 1), 10_000) * (1 + chance / 5));

const STABLE_MS = 30_000;

/** Keeps one child process alive: starts it, waits until it is ready, restarts it with growing delay when it dies. */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  private log: WriteStream | undefined;
  private restartTimer: NodeJS.Timeout | undefined;
  private isStopping = false;
  private failures = 0;
  private readiness = false;
  private restartCount = 0;

  constructor(
    private readonly spec: ProcessSpec,
    private readonly tell: (news: ProcessNews) => void,
  ) {}

  get name(): string {
    return this.spec.name;
  }
  get pid(): number | undefined {
    return this.child?.pid;
  }
  get isReady(): boolean {
    return this.readiness;
  }
  get restarts(): number {
    return this.restartCount;
  }

  /** Resolves when the probe passes for the first time. */
  start(): Promise<void> {
    this.launch();
    return this.untilReady();
  }

  /** For faults on purpose: the supervisor treats the death like any other. */
  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** SIGTERM, then SIGKILL after the limit; never restarted again. */
  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.restartTimer);
    const running = this.child;
    if (running && running.exitCode === null && running.signalCode === null) {
      const exited = new Promise<void>((resolve) => running.once('exit', () => resolve()));
      running.kill('SIGTERM');
      running.kill('SIGCONT'); // a frozen one would never see the first
      const timer = setTimeout(() => running.kill('SIGKILL'), this.spec.stopTimeoutMs ?? 12_000);
      await exited;
      clearTimeout(timer);
    }
    const { log } = this;
    if (log) await new Promise<void>((resolve) => log.end(resolve));
  }

  private launch(): void {
    const { command, args, cwd, env, logFile } = this.spec;
    this.log ??= openLog(logFile);
    // A group of its own: Ctrl-C reaches the supervisor only, which then stops everything in order.
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const startedAt = Date.now();
    this.child = child;
    child.stdout.pipe(this.log, { end: false });
    child.stderr.pipe(this.log, { end: false });
    child.once('error', (error) => this.onEnd(child, startedAt, error.message));
    child.once('exit', (code, signal) => this.onEnd(child, startedAt, signal ?? `code ${code}`));
  }

  private onEnd(child: ChildProcess, startedAt: number, how: string): void {
    if (this.child !== child) return;
    this.child = undefined;
    this.readiness = false;
    if (this.isStopping) return;
    this.failures = Date.now() - startedAt > STABLE_MS ? 1 : this.failures + 1;
    this.restartCount += 1;
    const restartInMs = restartDelay(this.failures);
    this.tell({ name: this.name, kind: 'exited', how, restartInMs });
    this.restartTimer = setTimeout(() => {
      this.launch();
      this.untilReady().catch((error: unknown) => this.tell({ name: this.name, kind: 'stuck', why: String(error) }));
    }, restartInMs);
  }

  private async untilReady(): Promise<void> {
    const deadline = Date.now() + (this.spec.readyTimeoutMs ?? 60_000);
    for (;;) {
      if (this.isStopping) return;
      try {
        if (!this.child) throw new Error('not running');
        await this.spec.probe();
        this.readiness = true;
        this.tell({ name: this.name, kind: 'ready', restarts: this.restartCount });
        return;
      } catch (cause) {
        if (Date.now() > deadline)
          throw new Error(
            `${this.name} was not ready in time. Its log, ${this.spec.logFile}, ends:\n${logTail(this.spec.logFile)}`,
            { cause },
          );
        await delay(50);
      }
    }
  }
}
