import { appendFileSync, mkdirSync } from 'node:fs';
import { appendFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ExportResultCode } from '@opentelemetry/core';
import type { ExportResult } from '@opentelemetry/core';
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

export interface SpanFileOptions {
  dir: string;
  service: string;
  /** Size at which a file is put aside, bytes. */
  maxBytes?: number;
  /** Files of the same service kept besides the one being written (and those of other living processes). */
  keep?: number;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Older files of a service: put aside by size, or left behind by a process that is gone. */
const leftovers = async (dir: string, service: string): Promise<string[]> => {
  const found: { path: string; changed: number }[] = [];
  for (const name of await readdir(dir)) {
    const tail = name.startsWith(`${service}-`) ? /^(\d+)(\.\d+)?\.jsonl$/.exec(name.slice(service.length + 1)) : null;
    if (!tail || (!tail[2] && isAlive(Number(tail[1])))) continue;
    const path = join(dir, name);
    found.push({ path, changed: (await stat(path)).mtimeMs });
  }
  return found.sort((one, other) => other.changed - one.changed).map(({ path }) => path);
};

const encode = (spans: ReadableSpan[]): Buffer => {
  const line = JsonTraceSerializer.serializeRequest(spans);
  return Buffer.concat([line ?? new Uint8Array(), Buffer.from('\n')]);
};

/**
 * Appends spans as OTLP JSON, one ExportTraceServiceRequest a line, to `<dir>/<service>-<pid>.jsonl`. One write at a
 * time: while the disk hangs, further batches fail at once instead of piling up. Failures go to the callback, which
 * counts them; nothing is thrown. `writeSync` is for the last words of a process.
 */
export const spanFileExporter = (options: SpanFileOptions): SpanExporter & { writeSync(): void } => {
  const { dir, maxBytes = 32 * 1024 * 1024, keep = 2 } = options;
  const service = options.service.replace(/[^\w.-]/g, '_');
  const stem = join(dir, `${service}-${process.pid}`);
  const path = `${stem}.jsonl`;
  let writing: Promise<void> | undefined;
  let size: number | undefined;
  let rotations = 0;
  let isSync = false;

  const tidy = async (): Promise<void> => {
    for (const old of (await leftovers(dir, service)).slice(keep)) await rm(old, { force: true });
  };
  const rotate = async (): Promise<void> => {
    rotations += 1;
    await rename(path, `${stem}.${Date.now()}${String(rotations).padStart(4, '0')}.jsonl`);
    size = 0;
    await tidy();
  };
  const open = async (): Promise<number> => {
    await mkdir(dir, { recursive: true });
    await tidy();
    return stat(path).then(
      (found) => found.size,
      () => 0,
    );
  };
  const write = async (line: Buffer): Promise<void> => {
    size ??= await open();
    if (size > 0 && size + line.length > maxBytes) await rotate();
    await appendFile(path, line);
    size += line.length;
  };
  const writeLastWords = (line: Buffer): void => {
    mkdirSync(dir, { recursive: true });
    appendFileSync(path, line);
  };
  const attempt = async (spans: ReadableSpan[]): Promise<void> => {
    try {
      await write(encode(spans));
    } catch (error) {
      size = undefined;
      throw error;
    } finally {
      writing = undefined;
    }
  };
  const exportSync = (spans: ReadableSpan[]): ExportResult => {
    try {
      writeLastWords(encode(spans));
      return { code: ExportResultCode.SUCCESS };
    } catch (error) {
      return { code: ExportResultCode.FAILED, error: failure(error) };
    }
  };
  return {
    export(spans, done) {
      if (isSync) return done(exportSync(spans));
      if (writing) return done({ code: ExportResultCode.FAILED, error: named('write_pending') });
      writing = attempt(spans);
      writing.then(
        () => done({ code: ExportResultCode.SUCCESS }),
        (error: unknown) => done({ code: ExportResultCode.FAILED, error: failure(error) }),
      );
    },
    forceFlush: async () => writing?.catch(() => undefined),
    shutdown: async () => writing?.catch(() => undefined),
    writeSync() {
      isSync = true;
    },
  };
};

/** The processor counts lost spans by the error's name. */
const named = (name: string): Error => Object.assign(new Error(name), { name });

const failure = (error: unknown): Error => named((error as NodeJS.ErrnoException).code ?? 'write_failed');
