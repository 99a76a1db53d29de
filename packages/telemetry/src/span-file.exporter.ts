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
  /** A write that takes this long counts as hung: `writeSync` then leaves the disk alone, so that the process can end. */
  hungAfterMs?: number;
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

/** The processor counts lost spans by the error's name. */
const named = (name: string): Error => Object.assign(new Error(name), { name });

const failed = (error: unknown): ExportResult => {
  const code = (error as NodeJS.ErrnoException).code ?? 'write_failed';
  return { code: ExportResultCode.FAILED, error: named(code) };
};

interface SpanFile {
  append(spans: ReadableSpan[]): Promise<void>;
  appendSync(spans: ReadableSpan[]): void;
}

const spanFile = ({ dir, service, maxBytes = 32 * 1024 * 1024, keep = 2 }: SpanFileOptions): SpanFile => {
  const stem = join(dir, `${service}-${process.pid}`);
  const path = `${stem}.jsonl`;
  let size: number | undefined;
  let rotations = 0;
  const tidy = async (): Promise<void> => {
    for (const old of (await leftovers(dir, service)).slice(keep)) await rm(old, { force: true });
  };
  const open = async (): Promise<number> => {
    await mkdir(dir, { recursive: true });
    await tidy();
    return (await stat(path).catch(() => undefined))?.size ?? 0;
  };
  const rotate = async (): Promise<void> => {
    rotations += 1;
    await rename(path, `${stem}.${Date.now()}${String(rotations).padStart(4, '0')}.jsonl`);
    await tidy();
  };
  const append = async (spans: ReadableSpan[]): Promise<void> => {
    const line = encode(spans);
    let before = size ?? (await open());
    size = undefined; // measured anew after a failure
    if (before > 0 && before + line.length > maxBytes) {
      await rotate();
      before = 0;
    }
    await appendFile(path, line);
    size = before + line.length;
  };
  const appendSync = (spans: ReadableSpan[]): void => {
    mkdirSync(dir, { recursive: true });
    appendFileSync(path, encode(spans));
  };
  return { append, appendSync };
};

interface Batch {
  spans: ReadableSpan[];
  done: (result: ExportResult) => void;
}

/** Enough for a whole queue of the processor to be flushed at once. */
const maxWaiting = 10;

/**
 * Appends spans as OTLP JSON, one ExportTraceServiceRequest a line, to `<dir>/<service>-<pid>.jsonl`. One write at a
 * time with a short queue: while the disk hangs, further batches fail at once instead of piling up. Failures go to the
 * callback, which counts them; nothing is thrown. After `writeSync` (the last words of a process) all writes block.
 */
export const spanFileExporter = (options: SpanFileOptions): SpanExporter & { writeSync(): void } => {
  const file = spanFile({ ...options, service: options.service.replace(/[^\w.-]/g, '_') });
  const { hungAfterMs = 1_000 } = options;
  const waiting: Batch[] = [];
  let underWay: { spans: ReadableSpan[]; since: number } | undefined;
  let writing: Promise<void> | undefined;
  let isSync = false;

  const writeWaiting = async (): Promise<void> => {
    for (let batch = waiting.shift(); batch; batch = waiting.shift()) {
      const { spans, done } = batch;
      underWay = { spans, since: performance.now() };
      await file.append(spans).then(
        () => done({ code: ExportResultCode.SUCCESS }),
        (error: unknown) => done(failed(error)),
      );
    }
    underWay = undefined;
    writing = undefined;
  };
  const writeNow = ({ spans, done }: Batch): void => {
    try {
      file.appendSync(spans);
      done({ code: ExportResultCode.SUCCESS });
    } catch (error) {
      done(failed(error));
    }
  };
  const settled = async (): Promise<void> => writing;
  return {
    export(spans, done) {
      if (isSync) writeNow({ spans, done });
      else if (waiting.length >= maxWaiting) done({ code: ExportResultCode.FAILED, error: named('disk_slow') });
      else {
        waiting.push({ spans, done });
        writing ??= writeWaiting();
      }
    },
    forceFlush: settled,
    shutdown: settled,
    writeSync() {
      if (underWay && performance.now() - underWay.since >= hungAfterMs) return;
      isSync = true;
      // the write under way may never be done: rather twice (readTrace takes a span once) than not at all
      if (underWay) writeNow({ spans: underWay.spans, done: () => undefined });
      waiting.splice(0).forEach(writeNow);
    },
  };
};
