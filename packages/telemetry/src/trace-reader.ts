import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

type AttributeValue = string | number | boolean | AttributeValue[];

/** One finished span as found in the trace files. Times are nanoseconds since 1970 as decimal text. */
export interface StoredSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: 'internal' | 'server' | 'client' | 'producer' | 'consumer';
  service: string;
  startNs: string;
  endNs: string;
  attributes: Record<string, AttributeValue>;
  status: { code: 'unset' | 'ok' | 'error'; message?: string };
  links: { traceId: string; spanId: string }[];
}

export interface ReadTraceOptions {
  /** Spans to return at most (2,000). */
  maxSpans?: number;
  /** Bytes to read at most, newest files first (512 MiB). */
  maxBytes?: number;
}

interface OtlpValue {
  stringValue?: string;
  boolValue?: boolean;
  intValue?: string | number;
  doubleValue?: number;
  arrayValue?: { values?: OtlpValue[] };
}
type OtlpAttributes = { key: string; value: OtlpValue }[] | undefined;
interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes?: OtlpAttributes;
  status?: { code?: number; message?: string };
  links?: { traceId: string; spanId: string }[];
}
interface OtlpRequest {
  resourceSpans?: { resource?: { attributes?: OtlpAttributes }; scopeSpans?: { spans?: OtlpSpan[] }[] }[];
}

const kinds = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'] as const;
const codes = ['unset', 'ok', 'error'] as const;
const newline = 0x0a;
const maxLineBytes = 16 * 1024 * 1024;

const plainValue = (value: OtlpValue): AttributeValue => {
  if (value.arrayValue) return (value.arrayValue.values ?? []).map(plainValue);
  if (value.intValue !== undefined) return Number(value.intValue);
  return value.stringValue ?? value.boolValue ?? value.doubleValue ?? '';
};

const plainAttributes = (list: OtlpAttributes): Record<string, AttributeValue> =>
  Object.fromEntries((list ?? []).map(({ key, value }) => [key, plainValue(value)]));

const plainSpan = (span: OtlpSpan, service: string): StoredSpan => ({
  traceId: span.traceId,
  spanId: span.spanId,
  ...(span.parentSpanId ? { parentSpanId: span.parentSpanId } : {}),
  name: span.name,
  kind: kinds[span.kind] ?? 'internal',
  service,
  startNs: String(span.startTimeUnixNano),
  endNs: String(span.endTimeUnixNano),
  attributes: plainAttributes(span.attributes),
  status: { code: codes[span.status?.code ?? 0] ?? 'unset', ...(span.status?.message ? { message: span.status.message } : {}) },
  links: (span.links ?? []).map(({ traceId, spanId }) => ({ traceId, spanId })),
});

/** A line cut short by a crash, or from elsewhere, is passed over. */
const parseLine = (line: string): OtlpRequest => {
  try {
    return JSON.parse(line) as OtlpRequest;
  } catch {
    return {};
  }
};

const spansInLine = (line: string, traceId: string): StoredSpan[] =>
  (parseLine(line).resourceSpans ?? []).flatMap(({ resource, scopeSpans }) => {
    const service = String(plainAttributes(resource?.attributes)['service.name'] ?? '');
    const spans = (scopeSpans ?? []).flatMap((scope) => scope.spans ?? []);
    return spans.filter((span) => span.traceId === traceId).map((span) => plainSpan(span, service));
  });

/** Lines of a file that hold `needle`, without turning the others into text. */
const linesWith = async function* (path: string, needle: string, maxBytes: number): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024, end: maxBytes - 1 })) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    const end = rest.lastIndexOf(newline) + 1;
    let at = rest.subarray(0, end).indexOf(needle);
    while (at >= 0) {
      const from = rest.lastIndexOf(newline, at) + 1;
      const to = rest.indexOf(newline, at);
      yield rest.toString('utf8', from, to);
      at = rest.subarray(0, end).indexOf(needle, to);
    }
    rest = rest.length - end > maxLineBytes ? Buffer.alloc(0) : rest.subarray(end);
  }
};

const filesNewestFirst = async (dir: string): Promise<{ path: string; size: number }[]> => {
  const names = await readdir(dir).catch(() => []);
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.jsonl'))
      .map(async (name) => {
        const path = join(dir, name);
        const found = await stat(path).catch(() => undefined);
        return { path, size: found?.size ?? 0, changed: found?.mtimeMs ?? 0 };
      }),
  );
  return files.sort((one, other) => other.changed - one.changed);
};

/**
 * All spans of a trace found in the trace files of a folder, oldest start first; `[]` when there is none, the id is not
 * 32 hex digits or the folder does not exist. Streams the files, newest first, within the given bounds; spans of the
 * last half second may not be written yet.
 * @example const spans = await readTrace(config.TRACES_DIR, '4bf92f3577b34da6a3ce929d0e0e4736');
 */
export const readTrace = async (dir: string, traceId: string, options: ReadTraceOptions = {}): Promise<StoredSpan[]> => {
  const { maxSpans = 2_000, maxBytes = 512 * 1024 * 1024 } = options;
  const id = traceId.toLowerCase();
  if (!/^[\da-f]{32}$/.test(id)) return [];
  const found = new Map<string, StoredSpan>();
  let budget = maxBytes;
  for (const { path, size } of await filesNewestFirst(dir)) {
    if (budget <= 0 || found.size >= maxSpans) break;
    if (size === 0) continue;
    await collectSpans({ path, id, maxBytes: Math.min(size, budget), maxSpans }, found);
    budget -= size;
  }
  return [...found.values()].sort((one, other) => Number(BigInt(one.startNs) - BigInt(other.startNs)));
};

interface FileSearch {
  path: string;
  id: string;
  maxBytes: number;
  maxSpans: number;
}

const collectSpans = async ({ path, id, maxBytes, maxSpans }: FileSearch, found: Map<string, StoredSpan>): Promise<void> => {
  try {
    for await (const line of linesWith(path, id, maxBytes)) {
      for (const span of spansInLine(line, id)) if (found.size < maxSpans) found.set(span.spanId, span);
      if (found.size >= maxSpans) return;
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOENT' && code !== 'EACCES') throw error; // rotated away while being read
  }
};
