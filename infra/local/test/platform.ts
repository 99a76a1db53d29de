import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { temporaryDirectory } from '@lastmile/testing';
import { readSettings } from '../src/config.js';
import { startPlatform } from '../src/platform.js';
import type { Platform } from '../src/platform.js';
import type { DemoKeys } from '../src/secrets.js';

export interface TestPlatform extends Platform {
  dataDir: string;
  lines: string[];
}

/** The platform exactly as `npm start` runs it, in a folder and on ports of its own; `stop` removes the folder. */
export const startTestPlatform = async (change: { mongoUrl?: string } = {}): Promise<TestPlatform> => {
  const folder = temporaryDirectory('platform');
  const lines: string[] = [];
  const settings = { ...readSettings({}), dataDir: folder.path, port: 0, logLevel: 'info', ...change };
  const platform = await startPlatform(settings, (line) => lines.push(line));
  const stop = async (): Promise<void> => {
    await platform.stop();
    folder.remove();
  };
  return { ...platform, dataDir: folder.path, lines, stop };
};

export interface Answer<T = unknown> {
  status: number;
  body: T;
  headers: Headers;
}

export interface Call {
  method?: string;
  body?: unknown;
  raw?: string;
  headers?: Record<string, string>;
}

/** One HTTP request, whatever the answer. */
export const call = async <T = unknown>(
  platform: Platform,
  role: keyof DemoKeys | undefined,
  path: string,
  { method, body, raw, headers = {} }: Call = {},
): Promise<Answer<T>> => {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(`${platform.apiUrl}/api/v1${path}`, {
    method: method ?? (sent === undefined ? 'GET' : 'POST'),
    headers: {
      ...(role ? { authorization: `Bearer ${platform.keys[role]}` } : {}),
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: sent,
    signal: AbortSignal.timeout(20_000),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T, headers: response.headers };
};

const isUncertain = (status: number): boolean => status === 429 || status >= 500;

/** As a careful client does it: the same request with the same key until there is a definite answer. */
export const callUntilDefinite = async <T>(
  platform: Platform,
  role: keyof DemoKeys,
  path: string,
  request: Call = {},
): Promise<Answer<T>> => {
  const key = randomUUID();
  const deadline = Date.now() + 120_000;
  for (let pause = 100; ; pause = Math.min(pause * 2, 2_000)) {
    const answer = await call<T>(platform, role, path, {
      ...request,
      headers: { ...request.headers, 'idempotency-key': key },
    }).catch(() => undefined);
    if (answer && !isUncertain(answer.status)) return answer;
    if (Date.now() > deadline)
      throw new Error(`${path}: no definite answer, last ${answer?.status ?? 'no connection'} ${JSON.stringify(answer?.body)}`);
    await delay(pause);
  }
};
