import { catalogMessages, reject } from '@lastmile/protocol';
import { startTestGateway } from './gateway.js';
import type { TestGateway } from './gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

it('drafts', async () => {
  gateway.services.answer(catalogMessages.draftListing, ({ id }) => ({ id, revision: 0 }));
  const a = await gateway.send({ method: 'POST', path: '/listings', role: 'university', body: { title: 'x' } });
  console.log(a.status, a.body, [...a.headers]);
  const b = await gateway.send({ method: 'POST', path: '/listings', role: 'university', body: { title: '' } });
  console.log(b.status, b.body);
  for (const s of [
    { method: 'POST', path: '/listings', body: { title: 'a' } },
    { method: 'PUT', path: '/listings', body: { title: 'a' } },
    { method: 'GET', path: '/nothing' },
    { method: 'GET', path: '/api/v1/%zz' },
    { method: 'GET', path: '/auth/sign-in' },
    { method: 'POST', path: '/listings', role: 'enterprise' as const },
    { method: 'POST', path: '/listings', role: 'university' as const, raw: '{', headers: { 'content-type': 'application/json' } },
    {
      method: 'POST',
      path: '/listings',
      role: 'university' as const,
      raw: '{"__proto__":{"a":1}}',
      headers: { 'content-type': 'application/json' },
    },
    {
      method: 'POST',
      path: '/listings',
      role: 'university' as const,
      raw: '{}',
      headers: { 'content-type': 'application/x-ndjson' },
    },
    { method: 'POST', path: '/listings', role: 'university' as const, raw: '{}', headers: { 'content-type': 'text/plain' } },
    {
      method: 'POST',
      path: '/listings',
      role: 'university' as const,
      raw: 'x'.repeat(1100000),
      headers: { 'content-type': 'application/json' },
    },
    { method: 'GET', path: '/listings' },
    { method: 'GET', path: '/auth/me', role: 'operator' as const },
    { method: 'GET', path: '/health/ready' },
  ]) {
    const c = await gateway.send(s);
    console.log(s.method, s.path, c.status, c.text.slice(0, 300), c.headers.get('content-type'), c.headers.get('allow'));
  }
});
