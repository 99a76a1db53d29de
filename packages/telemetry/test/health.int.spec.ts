import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { healthController } from '../src/index.js';
import type { HealthCheck, HealthOptions, HealthReport } from '../src/index.js';

let app: NestFastifyApplication | undefined;
const started = async (checks: HealthCheck[], options?: HealthOptions): Promise<string> => {
  @Module({ controllers: [healthController(checks, options)] })
  class HealthModule {}
  app = await NestFactory.create<NestFastifyApplication>(HealthModule, new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
};
afterEach(() => app?.close());

const up: HealthCheck = { name: 'broker', check: async () => ({ status: 'up', detail: { position: 7 } }) };
const ready = async (url: string, headers: Record<string, string> = {}): Promise<[number, HealthReport]> => {
  const response = await fetch(`${url}/health/ready`, { headers });
  return [response.status, (await response.json()) as HealthReport];
};

it('lives without asking anything', async () => {
  const never: HealthCheck = { name: 'store', check: () => Promise.reject(new Error('must not be asked')) };
  const response = await fetch(`${await started([never])}/health/live`);
  expect([response.status, await response.json()]).toEqual([200, { status: 'up' }]);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

it('is ready when every check is up', async () => {
  expect(await ready(await started([]))).toEqual([200, { status: 'up', checks: [] }]);
  await app?.close();
  const expected = { status: 'up', checks: [{ name: 'broker', status: 'up', detail: { position: 7 } }] };
  expect(await ready(await started([up]))).toEqual([200, expected]);
});

it('is not ready when a check is down, throws, or hangs, and names it without its secrets', async () => {
  const checks: HealthCheck[] = [
    up,
    { name: 'store', check: async () => ({ status: 'down', detail: { state: 'stopped' } }) },
    { name: 'documents', check: () => Promise.reject(new Error('mongodb://user:hunter2@host refused')) },
    { name: 'refused', check: () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })) },
    {
      name: 'careless',
      check: () => {
        throw new TypeError('at once');
      },
    },
    { name: 'hanging', check: () => new Promise(() => {}) },
  ];
  expect(await ready(await started(checks, { deadlineMs: 100 }))).toEqual([
    503,
    {
      status: 'down',
      checks: [
        { name: 'broker', status: 'up', detail: { position: 7 } },
        { name: 'store', status: 'down', detail: { state: 'stopped' } },
        { name: 'documents', status: 'down', detail: { error: 'Error' } },
        { name: 'refused', status: 'down', detail: { error: 'ECONNREFUSED' } },
        { name: 'careless', status: 'down', detail: { error: 'TypeError' } },
        { name: 'hanging', status: 'down', detail: { error: 'timeout' } },
      ],
    },
  ]);
});

it('runs checks at once, and does not start a hanging one again', async () => {
  let asked = 0;
  let release = (): void => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first: HealthCheck = { name: 'first', check: () => gate.then(() => ({ status: 'up' as const })) };
  const second: HealthCheck = {
    name: 'second',
    check: async () => {
      release();
      return { status: 'up' };
    },
  };
  const hanging: HealthCheck = {
    name: 'hanging',
    check: () => {
      asked += 1;
      return new Promise(() => {});
    },
  };
  const checks = [first, second];
  const url = await started(checks, { deadlineMs: 300 });
  expect((await ready(url))[0]).toBe(200);
  checks.push(hanging);
  await Promise.all([ready(url), ready(url), ready(url)]);
  expect((await ready(url))[0]).toBe(503);
  expect(asked).toBe(1);
});

it('shows metrics and details to the loopback interface only, and to nobody who was forwarded', async () => {
  const url = await started([up]);
  const metrics = await fetch(`${url}/metrics`);
  expect(metrics.status).toBe(200);
  expect(metrics.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(await metrics.text()).toBe('# telemetry is not registered in this process\n');
  for (const headers of [{ 'x-forwarded-for': '127.0.0.1' }, { forwarded: 'for=127.0.0.1' }] as Record<string, string>[]) {
    const refused = await fetch(`${url}/metrics`, { headers });
    expect([refused.status, await refused.text()]).toEqual([403, '']);
    expect(await ready(url, headers)).toEqual([200, { status: 'up', checks: [{ name: 'broker', status: 'up' }] }]);
  }
});

it('asks everybody for the bearer token when there is one', async () => {
  const url = await started([up], { metricsToken: 'right-token' });
  const status = async (authorization?: string): Promise<number> =>
    (await fetch(`${url}/metrics`, { headers: authorization ? { authorization } : {} })).status;
  expect(await status()).toBe(401);
  expect(await status('Bearer wrong')).toBe(401);
  expect(await status('Basic right-token')).toBe(401);
  expect(await status('Bearer right-token-and-more')).toBe(401);
  expect(await status('Bearer right-token')).toBe(200);
  expect((await ready(url))[1].checks).toEqual([{ name: 'broker', status: 'up' }]);
  expect((await ready(url, { authorization: 'Bearer right-token' }))[1].checks[0]?.detail).toEqual({ position: 7 });
});
