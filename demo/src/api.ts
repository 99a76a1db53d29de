import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

export interface Problem {
  status: number;
  code: string;
  detail?: string;
  traceId?: string;
  violations?: { path: string; message: string }[];
}

/** A coded refusal of the API. */
export class ApiProblem extends Error {
  constructor(
    readonly request: string,
    readonly problem: Problem,
  ) {
    const violations = problem.violations?.map(({ path, message }) => `\n    ${path}: ${message}`).join('') ?? '';
    super(
      `${request} was answered ${problem.status} ${problem.code}: ${problem.detail ?? ''} (trace ${problem.traceId ?? '?'})${violations}`,
    );
  }
}

export interface Api {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  /** One JSON line a row. */
  postLines<T>(path: string, lines: string): Promise<T>;
}

/** One trace for everything that is sent with it (W3C trace context). */
export interface Trace {
  id: string;
  header(): string;
}

export const newTrace = (): Trace => {
  const id = randomBytes(16).toString('hex');
  return { id, header: () => `00-${id}-${randomBytes(8).toString('hex')}-01` };
};

const attempts = 6;
const isWorthRepeating = (status: number): boolean => status === 429 || status === 503 || status === 504;

/** The wait that the answer asks for, else a growing one. */
const pauseMs = (response: Response | undefined, attempt: number): number => {
  const asked = Number(response?.headers.get('retry-after'));
  return Number.isFinite(asked) && asked > 0 ? Math.min(asked, 30) * 1_000 : 250 * 2 ** attempt * (1 + Math.random() / 5);
};

interface Sent {
  method: string;
  path: string;
  body?: string;
  contentType?: string;
}

/** The public API as one organisation sees it. Commands carry a key, so a repeat after a fault is the same command. */
export const apiFor = (url: string, apiKey: string, trace: Trace): Api => {
  const once = (sent: Sent, idempotencyKey: string): Promise<Response> =>
    fetch(`${url}/api/v1${sent.path}`, {
      method: sent.method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        traceparent: trace.header(),
        ...(sent.method === 'GET' ? {} : { 'idempotency-key': idempotencyKey }),
        ...(sent.body === undefined ? {} : { 'content-type': sent.contentType ?? 'application/json' }),
      },
      body: sent.body,
      signal: AbortSignal.timeout(60_000),
    });
  const send = async <T>(sent: Sent): Promise<T> => {
    const idempotencyKey = randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const response = await once(sent, idempotencyKey).catch((error: unknown) => {
        if (attempt >= attempts)
          throw new Error(`${sent.method} ${sent.path}: the platform at ${url} does not answer`, { cause: error });
        return undefined;
      });
      if (response?.ok) return (await response.json()) as T;
      if (response && (!isWorthRepeating(response.status) || attempt >= attempts)) {
        throw new ApiProblem(`${sent.method} ${sent.path}`, (await response.json()) as Problem);
      }
      await delay(pauseMs(response, attempt));
    }
  };
  return {
    get: (path) => send({ method: 'GET', path }),
    post: (path, body = {}) => send({ method: 'POST', path, body: JSON.stringify(body) }),
    postLines: (path, lines) => send({ method: 'POST', path, body: lines, contentType: 'application/x-ndjson' }),
  };
};

/** Repeats `probe` until it answers something; fails after `seconds` naming what was waited for. */
export const until = async <T>(what: string, seconds: number, probe: () => Promise<T | undefined>): Promise<T> => {
  const deadline = Date.now() + seconds * 1_000;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s in vain for: ${what}`);
    await delay(200);
  }
};

/** Follows cursors to the end. */
export const allOf = async <T>(api: Api, path: string): Promise<T[]> => {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page: { items: T[]; nextCursor?: string } = await api.get(
      `${path}${path.includes('?') ? '&' : '?'}limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    );
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return items;
};
