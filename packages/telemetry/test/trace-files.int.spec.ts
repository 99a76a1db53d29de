import { execFileSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ExportResultCode } from '@opentelemetry/core';
import type { ExportResult } from '@opentelemetry/core';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';
import { temporaryDirectory } from '@lastmile/testing';
import type { TemporaryDirectory } from '@lastmile/testing';
import { spanFileExporter } from '../src/span-file.exporter.js';
import { readTrace } from '../src/trace-reader.js';

const spansOf = (service: string, names: string[]): ReadableSpan[] => {
  const exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  });
  for (const name of names) provider.getTracer('test').startSpan(name).end();
  return exporter.getFinishedSpans();
};

const exported = (exporter: SpanExporter, spans: ReadableSpan[]): Promise<ExportResult> =>
  new Promise((resolve) => exporter.export(spans, resolve));

const gone = 2 ** 22 + 1; // above the largest process id of Linux

let folder: TemporaryDirectory;
beforeEach(() => {
  folder = temporaryDirectory('lastmile-traces');
});
afterEach(() => folder.remove());

const files = (): string[] => readdirSync(folder.path).sort();

describe('the file exporter', () => {
  it('writes one request a line and starts a new file by size, keeping two older ones', async () => {
    const exporter = spanFileExporter({ dir: folder.path, service: 'contract', maxBytes: 1_500, keep: 2 });
    for (let index = 0; index < 12; index += 1) {
      const result = await exported(exporter, spansOf('contract', [`span-${index}`, 'x'.repeat(200)]));
      expect(result.code).toBe(ExportResultCode.SUCCESS);
    }
    const names = files();
    expect(names).toHaveLength(3);
    expect(names.at(-1)).toBe(`contract-${process.pid}.jsonl`);
    const lines = names.flatMap((name) => readFileSync(join(folder.path, name), 'utf8').trimEnd().split('\n'));
    const kept = lines.map((line) => /span-\d+/.exec(line)?.[0]);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => `span-${12 - kept.length + index}`));
    for (const name of names) expect(readFileSync(join(folder.path, name)).length).toBeLessThanOrEqual(1_500);
    await exporter.shutdown();
  });

  it('removes what ended processes of the same service left, not the files of living ones or of other services', async () => {
    const old = [1, 2, 3, 4].map((age) => `contract-${gone + age}.jsonl`);
    const living = `contract-${process.ppid}.jsonl`;
    const other = [`contract-worker-${gone}.jsonl`, `catalog-${gone}.jsonl`, 'notes.txt'];
    [...old, living, ...other].forEach((name, age) => {
      writeFileSync(join(folder.path, name), '{}\n');
      utimesSync(join(folder.path, name), 1_000_000 - age, 1_000_000 - age);
    });
    await exported(spanFileExporter({ dir: folder.path, service: 'contract', keep: 2 }), spansOf('contract', ['a']));
    expect(files()).toEqual([...old.slice(0, 2), living, ...other, `contract-${process.pid}.jsonl`].sort());
  });

  it('goes on when its folder was taken away', async () => {
    const exporter = spanFileExporter({ dir: folder.path, service: 'contract' });
    await exported(exporter, spansOf('contract', ['a']));
    rmSync(folder.path, { recursive: true });
    expect((await exported(exporter, spansOf('contract', ['b']))).code).toBe(ExportResultCode.FAILED);
    expect((await exported(exporter, spansOf('contract', ['c']))).code).toBe(ExportResultCode.SUCCESS);
    expect(readFileSync(join(folder.path, files()[0] ?? ''), 'utf8')).toContain('"name":"c"');
  });

  it('refuses batches at once while the disk hangs, and goes on afterwards', async () => {
    const path = join(folder.path, `contract-${process.pid}.jsonl`);
    execFileSync('mkfifo', [path]);
    const exporter = spanFileExporter({ dir: folder.path, service: 'contract', hungAfterMs: 0 });
    const results = Array.from({ length: 30 }, (_, index) => exported(exporter, spansOf('contract', [`hung-${index}`])));
    const refused = await Promise.all(results.slice(-19));
    expect(refused.map((result) => result.error?.name)).toEqual(Array.from({ length: 19 }, () => 'disk_slow'));
    exporter.writeSync(); // would block here for ever
    const reader = openSync(path, 'r+'); // opens at once and frees the writer; the pipe's buffer takes all batches
    const accepted = await Promise.all(results.slice(0, 11));
    expect(accepted.every((result) => result.code === ExportResultCode.SUCCESS)).toBe(true);
    const buffer = Buffer.alloc(65_536);
    const text = buffer.toString('utf8', 0, readSync(reader, buffer));
    closeSync(reader);
    expect(text).toContain('hung-0');
  });

  it('writes its last words blocking, those that wait first', async () => {
    const exporter = spanFileExporter({ dir: folder.path, service: 'contract' });
    const first = exported(exporter, spansOf('contract', ['under way']));
    const second = exported(exporter, spansOf('contract', ['waiting']));
    exporter.writeSync();
    const third = exported(exporter, spansOf('contract', ['last']));
    const text = readFileSync(join(folder.path, `contract-${process.pid}.jsonl`), 'utf8');
    expect(text).toMatch(/"waiting"[\s\S]*"last"/);
    const results = await Promise.all([first, second, third]);
    expect(results.map((result) => result.code)).toEqual([
      ExportResultCode.SUCCESS,
      ExportResultCode.SUCCESS,
      ExportResultCode.SUCCESS,
    ]);
  });
});

describe('readTrace', () => {
  it('finds all spans of one trace over files and services as plain objects', async () => {
    const memory = new InMemorySpanExporter();
    const provider = (service: string): TracerProvider =>
      new TracerProvider({
        resource: resourceFromAttributes({ 'service.name': service }),
        spanProcessors: [new SimpleSpanProcessor({ exporter: memory })],
      });
    const root = provider('gateway')
      .getTracer('test')
      .startSpan('root', { kind: SpanKind.SERVER, startTime: [100, 1] });
    root.setStatus({ code: SpanStatusCode.ERROR, message: 'why' });
    root.setAttributes({ text: 'a', whole: 5, part: 0.5, yes: true, list: ['x', 'y'] });
    const linked = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 };
    const parent = trace.setSpan(ROOT_CONTEXT, root);
    const options = { kind: SpanKind.CONSUMER, startTime: [100, 500] as [number, number], links: [{ context: linked }] };
    provider('contract').getTracer('test').startSpan('child', options, parent).end([101, 0]);
    root.end([102, 0]);
    for (const span of memory.getFinishedSpans()) {
      const service = String(span.resource.attributes['service.name']);
      await exported(spanFileExporter({ dir: folder.path, service }), [
        ...spansOf(service, ['noise']),
        span,
        ...spansOf(service, ['noise']),
      ]);
    }
    const { traceId, spanId } = root.spanContext();
    expect(await readTrace(folder.path, traceId.toUpperCase())).toEqual([
      {
        traceId,
        spanId,
        name: 'root',
        kind: 'server',
        service: 'gateway',
        startNs: '100000000001',
        endNs: '102000000000',
        attributes: { text: 'a', whole: 5, part: 0.5, yes: true, list: ['x', 'y'] },
        status: { code: 'error', message: 'why' },
        links: [],
      },
      {
        traceId,
        spanId: expect.stringMatching(/^[\da-f]{16}$/),
        parentSpanId: spanId,
        name: 'child',
        kind: 'consumer',
        service: 'contract',
        startNs: '100000000500',
        endNs: '101000000000',
        attributes: {},
        status: { code: 'unset' },
        links: [{ traceId: linked.traceId, spanId: linked.spanId }],
      },
    ]);
  });

  it('knows no trace for a strange id, an empty or a missing folder', async () => {
    expect(await readTrace(folder.path, 'f'.repeat(32))).toEqual([]);
    expect(await readTrace(join(folder.path, 'none'), 'f'.repeat(32))).toEqual([]);
    expect(await readTrace(folder.path, '')).toEqual([]);
    expect(await readTrace(folder.path, '../../etc/passwd')).toEqual([]);
  });

  it('passes over foreign and broken lines and reads lines longer than one chunk', async () => {
    const spans = spansOf('contract', ['found', ...Array.from({ length: 8_000 }, (_, index) => `filler-${index}`)]);
    const wanted = spans[0]?.spanContext().traceId ?? '';
    await exported(spanFileExporter({ dir: folder.path, service: 'contract' }), spans);
    const path = join(folder.path, files()[0] ?? '');
    const line = readFileSync(path, 'utf8');
    expect(line.length).toBeGreaterThan(2 * 1024 * 1024);
    writeFileSync(path, `${wanted}\n{"${wanted}":1}\n[]\nnull\n${line}${line.slice(0, 900)}`);
    expect((await readTrace(folder.path, wanted)).map((span) => span.name)).toEqual(['found']);
    truncateSync(path, 700);
    expect(await readTrace(folder.path, wanted)).toEqual([]);
  });

  it('reads the newest files first and stops at its bound', async () => {
    const [span] = spansOf('contract', ['mine']);
    if (!span) throw new Error('no span');
    const line = (service: string): Promise<ExportResult> => exported(spanFileExporter({ dir: folder.path, service }), [span]);
    await line('older');
    writeFileSync(join(folder.path, 'newer-1.jsonl'), `${'x'.repeat(5_000)}\n`);
    utimesSync(join(folder.path, `older-${process.pid}.jsonl`), 1_000, 1_000);
    const id = span.spanContext().traceId;
    expect(await readTrace(folder.path, id)).toHaveLength(1);
    expect(await readTrace(folder.path, id, { maxBytes: 5_000 })).toEqual([]);
    expect(existsSync(join(folder.path, 'newer-1.jsonl'))).toBe(true);
  });
});
