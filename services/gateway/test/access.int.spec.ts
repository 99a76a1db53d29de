import type { FastifyInstance } from 'fastify';
import { accessPolicy, isAllowed, visitors } from '@lastmile/protocol';
import type { Visitor } from '@lastmile/protocol';
import { routesOf } from '../src/http/routes-seen.js';
import { templateOf } from '../src/openapi/document.js';
import { startTestGateway } from './gateway.js';
import type { TestGateway } from './gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ RATE_ANONYMOUS: '100000', RATE_KEY: '100000' });
});
afterAll(() => gateway.stop());

const registered = (server: FastifyInstance): string[] =>
  routesOf(server)
    .filter(({ method }) => method !== 'HEAD')
    .map(({ method, path }) => `${method} ${path}`)
    .sort();

describe('every registered route', () => {
  it('has a row in the policy, and every row a route', () => {
    expect(registered(gateway.app.server)).toEqual([...accessPolicy.keys()].sort());
  });
  it('is in the OpenAPI document, and every operation there is a route', async () => {
    const { body } = await gateway.send({ path: '/api/openapi.json' });
    const paths = body['paths'] as Record<string, Record<string, unknown>>;
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const expected = registered(gateway.app.server).filter((operation) => operation !== 'GET /*');
    expect(described.sort()).toEqual(expected.map(templateOf).sort());
  });
});

/** Only who asks matters here: bodies are empty, so what is let through is answered by validation, ownership or the fake service. */
const visit = async (operation: string, visitor: Visitor) => {
  const [method = '', pattern = ''] = operation.split(' ');
  const path = pattern
    .replace('/*', '/some-page')
    .replaceAll(/:traceId/g, 'a'.repeat(32))
    .replaceAll(/:\w+/g, '1');
  const response = await fetch(`${gateway.app.url}${path}`, {
    method,
    headers: visitor === 'anonymous' ? {} : { authorization: `Bearer ${gateway.keys[visitor]}` },
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status: response.status, code: undefined };
  }
  const text = await response.text();
  const code = text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined;
  return { status: response.status, code };
};

const cells = [...accessPolicy.keys()].flatMap((operation) => visitors.map((visitor) => [operation, visitor] as const));
it.each(cells)('%s by %s', async (operation, visitor) => {
  const { status, code } = await visit(operation, visitor);
  if (isAllowed(operation, visitor)) {
    // signing in without a key, and a session that was never opened, are refused for what they are
    expect(code).not.toBe('ROLE_NOT_ALLOWED');
    expect(status).not.toBe(401);
  } else {
    expect({ status, code }).toEqual(
      visitor === 'anonymous' ? { status: 401, code: 'UNAUTHENTICATED' } : { status: 403, code: 'ROLE_NOT_ALLOWED' },
    );
  }
});

describe('credentials', () => {
  it.each(['Bearer wrong', 'Bearer', 'Basic dTpw', 'Bearer a b'])(
    '%s are refused, also where none are needed',
    async (authorization) => {
      const { status, body, headers } = await gateway.send({ path: '/listings', headers: { authorization } });
      expect([status, body['code']]).toEqual([401, 'UNAUTHENTICATED']);
      expect(headers.get('www-authenticate')).toContain('Bearer');
    },
  );
  it('name the organisation', async () => {
    const { body } = await gateway.send({ path: '/auth/me', role: 'university' });
    expect(body).toMatchObject({
      organisationId: 'demo-university',
      role: 'university',
      via: 'key',
      name: { en: expect.any(String) as string },
    });
  });
});

describe('a session', () => {
  const signIn = async (headers: Record<string, string> = {}) =>
    gateway.send({ method: 'POST', path: '/auth/sign-in', body: { apiKey: gateway.keys.enterprise }, headers });
  const cookieOf = (headers: Headers): string => headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const own = { 'sec-fetch-site': 'same-origin' };

  it('stands for the key in a cookie that scripts cannot read', async () => {
    const { status, headers, body } = await signIn();
    expect([status, body['organisationId']]).toEqual([200, 'demo-enterprise']);
    expect(headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Strict$/);
    const me = await gateway.send({ path: '/auth/me', headers: { cookie: cookieOf(headers) } });
    expect(me.body).toMatchObject({ organisationId: 'demo-enterprise', via: 'session' });
    expect(me.text).not.toContain(gateway.keys.enterprise);
  });
  it('changes nothing from another site, or from who knows where', async () => {
    const cookie = cookieOf((await signIn()).headers);
    const change = (headers: Record<string, string>) =>
      gateway.send({ method: 'POST', path: '/demands', body: {}, headers: { cookie, ...headers } });
    for (const headers of [{}, { 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }] as Record<
      string,
      string
    >[]) {
      expect((await change(headers)).body['code']).toBe('CROSS_SITE_REQUEST');
    }
    expect((await change(own)).body['code']).toBe('INVALID_MESSAGE');
    expect((await change({ origin: gateway.app.url.replace('[::1]', '127.0.0.1') })).body['code']).toBe('INVALID_MESSAGE');
  });
  it('cannot be opened from another site, nor with a wrong key', async () => {
    expect((await signIn({ origin: 'https://evil.example' })).body['code']).toBe('CROSS_SITE_REQUEST');
    const wrong = await gateway.send({ method: 'POST', path: '/auth/sign-in', body: { apiKey: 'lm_wrong' } });
    expect([wrong.status, wrong.body['code'], wrong.headers.getSetCookie()]).toEqual([401, 'UNAUTHENTICATED', []]);
  });
  it('ends with sign-out', async () => {
    const cookie = cookieOf((await signIn()).headers);
    const out = await gateway.send({ method: 'POST', path: '/auth/sign-out', headers: { cookie, ...own } });
    expect([out.status, out.headers.getSetCookie()[0]]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect((await gateway.send({ path: '/auth/me', headers: { cookie } })).status).toBe(401);
    expect((await gateway.send({ path: '/auth/me', headers: { cookie: 'lastmile_session=forged' } })).status).toBe(401);
  });
  it('ends with its key', async () => {
    const keys = `/organisations/demo-enterprise/api-keys`;
    const made = await gateway.send({ method: 'POST', path: keys, role: 'enterprise', body: { label: 'portal' } });
    const { apiKey, keyId } = made.body as { apiKey: string; keyId: string };
    const opened = await gateway.send({ method: 'POST', path: '/auth/sign-in', body: { apiKey } });
    const cookie = cookieOf(opened.headers);
    expect((await gateway.send({ path: '/auth/me', headers: { cookie } })).status).toBe(200);
    expect((await gateway.send({ method: 'DELETE', path: `${keys}/${keyId}`, role: 'enterprise' })).status).toBe(204);
    expect((await gateway.send({ path: '/auth/me', headers: { cookie } })).status).toBe(401);
    expect((await gateway.send({ path: '/auth/me', headers: { authorization: `Bearer ${apiKey}` } })).status).toBe(401);
  });
});

describe('what is another organisation’s', () => {
  it.each([
    ['GET', '/organisations/demo-university/api-keys'],
    ['POST', '/organisations/demo-university/api-keys'],
    ['DELETE', '/organisations/demo-university/api-keys/demo-university-key'],
    ['POST', '/organisations/demo-university/signing-keys/k/revoke'],
  ])('%s %s is not the enterprise’s', async (method, path) => {
    const { status, body } = await gateway.send({ method, path, role: 'enterprise' });
    expect([status, body['code']]).toEqual([403, 'NOT_ALLOWED']);
  });
  it('is not shown in lists of keys, and no list shows a secret', async () => {
    const { body, text } = await gateway.send({ path: '/organisations/demo-university/api-keys', role: 'operator' });
    expect(body['items']).toEqual([{ keyId: 'demo-university-key', label: 'demo', createdAt: expect.any(String) as string }]);
    expect(text).not.toContain(gateway.keys.university);
  });
  it('has no keys to be made by the operator when it is not there', async () => {
    const { body } = await gateway.send({ method: 'POST', path: '/organisations/nobody/api-keys', role: 'operator', body: {} });
    expect(body['code']).toBe('NOT_FOUND');
  });
});
