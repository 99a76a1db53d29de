import { connect } from 'node:net';
import { connectNats } from '@lastmile/nats';
import { catalogMessages, reject } from '@lastmile/protocol';
import { eventually, startNats } from '@lastmile/testing';
import { startFakeService } from './fake-services.js';
import { allMessages, startTestGateway } from './gateway.js';
import type { Sent, TestGateway } from './gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

const json = { 'content-type': 'application/json' };
const post: Pick<Sent, 'method' | 'path' | 'role'> = { method: 'POST', path: '/listings', role: 'university' };

const refused: [string, Sent, number, string][] = [
  ['a body that is no JSON', { ...post, raw: '{"title":', headers: json }, 400, 'INVALID_JSON'],
  ['nothing where a body is needed', { ...post, raw: '', headers: json }, 400, 'INVALID_MESSAGE'],
  [
    'a body that reaches for a prototype',
    { ...post, raw: '{"__proto__":{"a":1},"title":"x"}', headers: json },
    400,
    'INVALID_JSON',
  ],
  ['a body of the wrong shape', { ...post, body: [] }, 400, 'INVALID_MESSAGE'],
  ['a body of another type', { ...post, raw: 'title', headers: { 'content-type': 'text/plain' } }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  [
    'a form',
    { ...post, raw: 'title=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  [
    'lines where one body is meant',
    { ...post, raw: '{}', headers: { 'content-type': 'application/x-ndjson' } },
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ],
  ['a body that is too large', { ...post, body: { title: 'x', abstract: 'x'.repeat(1_100_000) } }, 413, 'BODY_TOO_LARGE'],
  [
    'money with three decimals',
    { ...post, body: { title: 'x', price: { amount: '1.234', currency: 'CNY' } } },
    400,
    'INVALID_MESSAGE',
  ],
  ['a date that is none', { ...post, body: { title: 'x', validUntil: '2026-02-30' } }, 400, 'INVALID_MESSAGE'],
  [
    'an idempotency key with a blank',
    { ...post, body: { title: 'x' }, headers: { 'idempotency-key': 'a b' } },
    400,
    'INVALID_IDEMPOTENCY_KEY',
  ],
  [
    'a long idempotency key',
    { ...post, body: { title: 'x' }, headers: { 'idempotency-key': 'x'.repeat(200) } },
    400,
    'INVALID_IDEMPOTENCY_KEY',
  ],
  ['a revision without quotes', { ...post, path: '/listings/a/publish', headers: { 'if-match': '3' } }, 400, 'INVALID_IF_MATCH'],
  ['a limit out of bounds', { path: '/listings?limit=201' }, 400, 'INVALID_MESSAGE'],
  ['a parameter given twice', { path: '/listings?limit=1&limit=2' }, 400, 'INVALID_MESSAGE'],
  ['an id that is none', { path: '/listings/a%20b' }, 400, 'INVALID_MESSAGE'],
  ['matches of nothing', { path: '/matches', role: 'university' }, 400, 'INVALID_MESSAGE'],
  ['an address that cannot be decoded', { path: '/listings/%zz' }, 400, 'BAD_REQUEST'],
  ['an unknown address', { path: '/nothing' }, 404, 'ROUTE_NOT_FOUND'],
  ['an unknown address to change', { method: 'POST', path: '/nothing', role: 'university' }, 404, 'ROUTE_NOT_FOUND'],
  ['an unknown address that wants a page', { path: '/nothing', headers: { accept: 'text/html' } }, 404, 'ROUTE_NOT_FOUND'],
  ['another method', { method: 'PUT', path: '/listings', role: 'university' }, 405, 'METHOD_NOT_ALLOWED'],
  ['reading what is only sent to', { path: '/auth/sign-in' }, 405, 'METHOD_NOT_ALLOWED'],
  ['a trace id that is none', { path: '/ops/traces/x', role: 'operator' }, 400, 'INVALID_MESSAGE'],
  ['a trace that nobody wrote', { path: `/ops/traces/${'a'.repeat(32)}`, role: 'operator' }, 404, 'NOT_FOUND'],
  [
    'a dead letter that is not there',
    { method: 'POST', path: '/ops/dead-letters/7/replay', role: 'operator', body: { reason: 'x' } },
    404,
    'NOT_FOUND',
  ],
];

it.each(refused)('%s', async (_, sent, status, code) => {
  const answer = await gateway.send(sent);
  expect([answer.status, answer.body['code']]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.body).toMatchObject({
    type: `/api/docs#${code}`,
    status,
    title: expect.stringMatching(/\p{Script=Han}/u) as string,
  });
  expect(answer.text).not.toMatch(/node_modules|\.ts:|\.js:/);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
});

it('names each violation, in English when asked', async () => {
  const { body } = await gateway.send({
    ...post,
    body: { keywords: [''], readinessLevel: 10 },
    headers: { 'accept-language': 'en' },
  });
  expect(body['title']).toBe('The content does not fit');
  expect((body['violations'] as { path: string }[]).map(({ path }) => path)).toEqual(['title', 'keywords.0', 'readinessLevel']);
});

it('names the methods of an address', async () => {
  const { headers } = await gateway.send({ method: 'PUT', path: '/listings/a', role: 'university' });
  expect(headers.get('allow')).toBe('GET, HEAD, PATCH');
});

it('answers what is no HTTP with 400 and goes on', async () => {
  const { port } = new URL(gateway.app.url);
  const text = await new Promise<string>((resolve, fail) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
    let got = '';
    socket.on('data', (data: Buffer) => (got += data.toString()));
    socket.on('close', () => resolve(got));
    socket.on('error', fail);
  });
  expect(text).toMatch(/^HTTP\/1\.1 400/);
  expect((await gateway.send({ path: '/health/live' })).status).toBe(200);
});

it('shows a service’s own violations', async () => {
  gateway.services.answer(catalogMessages.getListing, () => {
    throw reject('INVALID_MESSAGE', { violations: ['cursor: of another list'] });
  });
  expect((await gateway.send({ path: '/listings/a' })).body).toMatchObject({
    status: 400,
    violations: [{ path: 'cursor', message: 'of another list' }],
  });
});

it('tells nothing of a fault in a service', async () => {
  gateway.services.answer(catalogMessages.getListing, () => {
    throw new Error('secret reason');
  });
  const { status, body, text } = await gateway.send({ path: '/listings/a' });
  expect([status, body['code']]).toEqual([500, 'SERVICE_FAILED']);
  expect(text).not.toContain('secret');
});

describe('a service that does not answer in time', () => {
  it('leaves a query to be asked again and a command to be repeated under its key', async () => {
    const late = Promise.withResolvers<never>();
    const never = () => late.promise;
    gateway.services.answer(catalogMessages.getDemand, never);
    gateway.services.answer(catalogMessages.publishDemand, never);
    const [query, command] = await Promise.all([
      gateway.send({ path: '/demands/a' }),
      gateway.send({ method: 'POST', path: '/demands/a/publish', role: 'enterprise' }),
    ]);
    expect([query.status, query.body['code'], query.headers.get('retry-after')]).toEqual([504, 'UPSTREAM_TIMEOUT', '1']);
    expect([command.status, command.body['code'], command.headers.get('retry-after')]).toEqual([503, 'OUTCOME_UNKNOWN', '1']);
    expect(command.headers.get('idempotency-key')).toBeTruthy();
    late.reject(reject('NOT_FOUND'));
  });
});

describe('the rate', () => {
  it('is bounded by address without a key and by key with one', async () => {
    const strict = await startTestGateway({ RATE_ANONYMOUS: '3', RATE_KEY: '5' });
    try {
      const codes = async (role?: 'operator') => {
        const answers = [];
        for (let count = 0; count < 7; count += 1)
          answers.push(await strict.send({ path: role ? '/auth/me' : '/api/docs', role }));
        return answers;
      };
      const anonymous = await codes();
      expect(anonymous.filter(({ status }) => status === 200)).toHaveLength(3);
      expect(anonymous.at(-1)).toMatchObject({ status: 429, body: { code: 'TOO_MANY_REQUESTS' } });
      expect(Number(anonymous.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await codes('operator')).filter(({ status }) => status === 200)).toHaveLength(5);
    } finally {
      await strict.stop();
    }
  });
});

describe('a broker that is gone', () => {
  it('is 503 with a hint to come back, and all is well when it returns', async () => {
    const faulty = await startTestGateway();
    try {
      faulty.services.answer(catalogMessages.draftListing, ({ id }) => ({ id, revision: 0 }));
      const draft = () => faulty.send({ ...post, body: { title: 'x' }, headers: { 'idempotency-key': 'k' } });
      await faulty.nats.kill();
      const down = await eventually(async () => {
        const answer = await draft();
        expect(answer.body['code']).toBe('SERVICE_UNAVAILABLE');
        return answer;
      });
      expect([down.status, down.headers.get('retry-after')]).toEqual([503, '2']);
      expect((await faulty.send({ path: '/health/live' })).status).toBe(200);
      expect((await faulty.send({ path: '/health/ready' })).status).toBe(503);
      expect((await faulty.send({ path: '/ops/dead-letters', role: 'operator' })).body['code']).toBe('SERVICE_UNAVAILABLE');
      const back = await startNats({ port: faulty.nats.port, storeDir: faulty.nats.storeDir });
      try {
        await eventually(async () => expect((await draft()).status).toBe(201), 30_000);
        await eventually(async () => expect((await faulty.send({ path: '/health/ready' })).status).toBe(200), 30_000);
      } finally {
        await faulty.stop();
        await back.stop();
      }
    } catch (error) {
      await faulty.stop().catch(() => undefined);
      throw error;
    }
  });
  it('is no reason to fail for a service that comes late', async () => {
    await gateway.services.stop();
    expect((await gateway.send({ path: '/listings/a' })).body['code']).toBe('SERVICE_UNAVAILABLE');
    const bus = await connectNats({ url: gateway.nats.url, name: 'late' });
    const late = await startFakeService(bus, allMessages);
    late.answer(catalogMessages.listListings, () => ({ items: [] }));
    expect((await gateway.send({ path: '/listings' })).status).toBe(200);
    await late.stop();
    await bus.close();
  });
});
