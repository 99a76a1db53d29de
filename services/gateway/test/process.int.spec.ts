import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalogMessages } from '@lastmile/protocol';
import { eventually, freePort, startServerProcess } from '@lastmile/testing';
import type { ServerProcess } from '@lastmile/testing';
import { startTestGateway } from './gateway.js';
import type { TestGateway } from './gateway.js';

const workspace = join(import.meta.dirname, '..');

/** Broker, fake services and folders come from a test gateway; the gateway under test is the built one, in a process of its own. */
let backing: TestGateway;
let port: number;
let running: ServerProcess | undefined;

const startProcess = async (): Promise<ServerProcess> => {
  if (!existsSync(join(workspace, 'dist/main.js'))) throw new Error('The gateway is not built: run "npm run build"');
  const env = {
    ...backing.settings,
    NODE_OPTIONS: undefined,
    SERVICE_NAME: 'gateway',
    HTTP_PORT: String(port),
    DOCUMENTS_URL: `sqlite:${join(backing.dataDir, 'process.db')}`,
    IMPORT_DIR: join(backing.dataDir, 'process-imports'),
    LOG_LEVEL: 'info',
  };
  const args = ['--import', '@lastmile/telemetry/register', 'dist/main.js'];
  running = await startServerProcess({ command: process.execPath, args, cwd: workspace, env, ready: /"msg":"ready"/ });
  return running;
};

const ask = async (path: string, init: RequestInit & { role?: 'university' | 'operator' } = {}) => {
  const { role = 'university', headers, ...rest } = init;
  const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
    ...rest,
    headers: { authorization: `Bearer ${backing.keys[role]}`, ...(headers as Record<string, string>) },
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
};

beforeEach(async () => {
  backing = await startTestGateway();
  port = await freePort();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await backing.stop();
});

it('killed in the middle of an import, goes on with it when it is started again', async () => {
  const seen = new Map<string, number>();
  backing.services.answer(catalogMessages.importListing, ({ id }) => {
    seen.set(id, (seen.get(id) ?? 0) + 1);
    return { id, revision: 1 };
  });
  const first = await startProcess();
  const lines = Array.from({ length: 3_000 }, (_, index) => JSON.stringify({ id: `L${index}`, title: `成果 ${index}` })).join(
    '\n',
  );
  const { status, body } = await ask('/imports?kind=listing', {
    method: 'POST',
    body: lines,
    headers: { 'content-type': 'application/x-ndjson' },
  });
  expect(status).toBe(202);
  await eventually(() => expect(seen.size).toBeGreaterThan(600));
  await first.kill();
  expect(seen.size).toBeLessThan(3_000);
  await startProcess();
  await eventually(async () => {
    const job = await ask(`/imports/${String(body['id'])}`);
    expect(job.body).toMatchObject({ done: true, rows: 3_000, accepted: 3_000, rejected: 0 });
  }, 40_000);
  expect(seen.size).toBe(3_000);
});

it('told to stop, answers what is under way, refuses what is new and ends well', async () => {
  const release = Promise.withResolvers<void>();
  backing.services.answer(catalogMessages.listListings, async () => {
    await release.promise;
    return { items: [] };
  });
  const gateway = await startProcess();
  const stream = await fetch(`http://127.0.0.1:${port}/api/v1/stream`, {
    headers: { authorization: `Bearer ${backing.keys.university}` },
  });
  const reading = stream.text().catch(() => 'cut');
  const underWay = ask('/listings');
  await eventually(() =>
    expect(backing.services.asked.map(({ subject }) => subject)).toContain('catalog.request.list-listings.v1'),
  );
  const stopped = gateway.kill('SIGTERM');
  await eventually(async () => {
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
  });
  release.resolve();
  expect((await underWay).status).toBe(200);
  expect(await reading).toContain(': connected');
  await stopped;
  expect(gateway.output()).not.toMatch(/did not stop cleanly|"level":"(error|fatal)"/);
});

it('names each request by its trace, from the caller’s on, and keeps secrets out of its log', async () => {
  const gateway = await startProcess();
  backing.services.answer(catalogMessages.draftListing, ({ id }) => ({ id, revision: 0 }));
  const traceId = 'abcdef0123456789abcdef0123456789';
  const headers = {
    traceparent: `00-${traceId}-00f067aa0ba902b7-01`,
    'content-type': 'application/json',
    'idempotency-key': 'k',
  };
  const drafted = await ask('/listings', { method: 'POST', body: JSON.stringify({ title: '机密标题' }), headers });
  expect([drafted.status, drafted.headers.get('x-trace-id')]).toEqual([201, traceId]);
  const refused = await ask('/listings', {
    method: 'POST',
    body: JSON.stringify({ title: '' }),
    headers: { ...headers, 'idempotency-key': 'l' },
  });
  expect(refused.body['traceId']).toBe(traceId);
  const line = await eventually(() => {
    const found = gateway
      .output()
      .split('\n')
      .find((text) => text.includes('"msg":"request"') && text.includes('"status":201'));
    expect(found).toBeDefined();
    return JSON.parse(found ?? '') as Record<string, unknown>;
  });
  expect(line).toMatchObject({ method: 'POST', route: '/api/v1/listings', status: 201, organisation_id: 'demo-university' });
  expect(gateway.output()).not.toMatch(new RegExp(`机密标题|${backing.keys.university}`));
  const spans = await eventually(async () => {
    const { body } = await ask(`/ops/traces/${traceId}`, { role: 'operator' });
    const found = body['spans'] as { name: string; kind: string; attributes: Record<string, unknown> }[];
    expect(found.filter(({ kind }) => kind === 'server')).toHaveLength(2);
    return found;
  });
  const servers = spans.filter(({ kind }) => kind === 'server');
  for (const { name } of servers) expect(name).toBe('POST /api/v1/listings');
  expect(servers.map(({ attributes }) => attributes['lastmile.rejection'])).toContain('INVALID_MESSAGE');
  expect(spans.map(({ name }) => name)).toContain('request catalog.request.draft-listing.v1');
  expect(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()).toContain('http_server_request_duration');
});

it('says in one line why it cannot start', async () => {
  const args = ['dist/main.js'];
  const start = startServerProcess({
    command: process.execPath,
    args,
    cwd: workspace,
    env: { HTTP_PORT: 'x', NODE_OPTIONS: undefined },
    ready: /"msg":"ready"/,
  });
  await expect(start).rejects.toThrow(/cannot start: settings: HTTP_PORT/);
});
