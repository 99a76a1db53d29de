import { catalogMessages, keyringMessages, reject } from '@lastmile/protocol';
import { startTestGateway } from './gateway.js';
import type { TestGateway } from './gateway.js';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());
beforeEach(() => {
  gateway.services.asked.length = 0;
});

const content = { title: '成果' };
const draft = (key?: string, body: unknown = content, role: 'university' | 'broker' = 'university') =>
  gateway.send({ method: 'POST', path: '/listings', role, body, headers: key === undefined ? {} : { 'idempotency-key': key } });

describe('a command', () => {
  beforeEach(() => gateway.services.answer(catalogMessages.draftListing, ({ id }) => ({ id, revision: 0 })));

  it('becomes one message with actor, key and defaults, and is answered with revision, tag and place', async () => {
    const { status, headers, body } = await draft('k-1');
    expect(status).toBe(201);
    expect(body).toEqual({ id: expect.any(String) as string, revision: 0 });
    expect(headers.get('etag')).toBe('"0"');
    expect(headers.get('location')).toBe(`/api/v1/listings/${String(body['id'])}`);
    expect(headers.get('idempotency-key')).toBe('k-1');
    expect(gateway.services.asked).toHaveLength(1);
    expect(gateway.services.asked[0]).toMatchObject({
      subject: 'catalog.request.draft-listing.v1',
      input: { id: body['id'], content: { title: '成果', abstract: '', keywords: [] } },
      context: { actor: { organisationId: 'demo-university', role: 'university', subjectId: 'demo-university-key' } },
    });
  });
  it('is repeated with the same answer and no second message', async () => {
    const first = await draft('k-2');
    const second = await draft('k-2');
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect([first.headers.get('idempotency-replayed'), second.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
    expect(second.headers.get('etag')).toBe('"0"');
    expect(gateway.services.asked).toHaveLength(1);
  });
  it('is repeated with the same answer after a restart', async () => {
    const first = await draft('k-restart');
    await gateway.restart();
    expect((await draft('k-restart')).body).toEqual(first.body);
    expect(gateway.services.asked).toHaveLength(1);
  });
  it('sent many times at once is one message', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => draft('k-3')));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(gateway.services.asked).toHaveLength(1);
  });
  it('makes another record with another key, or from another organisation', async () => {
    const [one, two, broker] = await Promise.all([draft('k-4'), draft('k-5'), draft('k-4', content, 'broker')]);
    expect(new Set([one, two, broker].map(({ body }) => body['id'])).size).toBe(3);
    expect(new Set(gateway.services.asked.map(({ context }) => context.idempotencyKey)).size).toBe(3);
  });
  it('without a key is given one', async () => {
    const [one, two] = await Promise.all([draft(), draft()]);
    expect(one.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
    expect(one.body['id']).not.toBe(two.body['id']);
  });
  it('under the key of another request is refused', async () => {
    await draft('k-6');
    for (const again of [
      await draft('k-6', { title: 'another' }),
      await gateway.send({
        method: 'POST',
        path: '/listings/a/publish',
        role: 'university',
        headers: { 'idempotency-key': 'k-6' },
      }),
    ]) {
      expect([again.status, again.body['code']]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    }
    expect(gateway.services.asked).toHaveLength(1);
  });
  it('with an invalid body leaves its key free', async () => {
    expect((await draft('k-7', { title: '' })).status).toBe(400);
    expect((await draft('k-7')).status).toBe(201);
  });
  it('that was refused runs again under its key, and makes the same record', async () => {
    gateway.services.answer(catalogMessages.draftListing, () => {
      throw reject('VALIDITY_IN_THE_PAST');
    });
    const refused = await draft('k-8');
    expect([refused.status, refused.body['code']]).toEqual([422, 'VALIDITY_IN_THE_PAST']);
    gateway.services.answer(catalogMessages.draftListing, ({ id }) => ({ id, revision: 0 }));
    expect((await draft('k-8')).status).toBe(201);
    const ids = gateway.services.asked.map(({ input }) => (input as { id: string }).id);
    expect(new Set(ids).size).toBe(1);
  });
});

describe('the revision that a client has seen', () => {
  const publish = (ifMatch?: string) =>
    gateway.send({
      method: 'POST',
      path: '/listings/l-1/publish',
      role: 'university',
      headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    });
  it('goes to the service, which refuses another', async () => {
    gateway.services.answer(catalogMessages.publishListing, ({ id, expectedRevision }) => {
      if (expectedRevision !== undefined && expectedRevision !== 4)
        throw reject('REVISION_CONFLICT', { expected: expectedRevision, actual: 4 });
      return { id, revision: 5 };
    });
    expect((await publish('"4"')).headers.get('etag')).toBe('"5"');
    expect((await publish()).status).toBe(200);
    const conflict = await publish('"3"');
    expect([conflict.status, conflict.body['code'], conflict.body['details']]).toEqual([
      409,
      'REVISION_CONFLICT',
      { expected: 3, actual: 4 },
    ]);
  });
  it('is refused where a command does not offer it', async () => {
    const { status, body } = await gateway.send({
      method: 'POST',
      path: '/listings',
      role: 'university',
      body: content,
      headers: { 'if-match': '"1"' },
    });
    expect([status, body['code']]).toEqual([400, 'INVALID_IF_MATCH']);
  });
  it('is asked for with atRevision', async () => {
    gateway.services.answer(catalogMessages.getListing, ({ atRevision }) => {
      throw reject('READ_MODEL_BEHIND', { expected: atRevision ?? -1, actual: 1 });
    });
    const { status, body, headers } = await gateway.send({ path: '/listings/l-1?atRevision=2' });
    expect([status, body['code'], headers.get('retry-after')]).toEqual([504, 'READ_MODEL_BEHIND', '1']);
    expect(gateway.services.asked.at(-1)?.input).toEqual({ id: 'l-1', atRevision: 2 });
  });
});

it('a change names what it changes only', async () => {
  gateway.services.answer(catalogMessages.reviseListing, ({ id }) => ({ id, revision: 2 }));
  await gateway.send({ method: 'PATCH', path: '/listings/l-1', role: 'university', body: { title: '新标题', unknown: 1 } });
  expect(gateway.services.asked.at(-1)?.input).toEqual({ id: 'l-1', content: { title: '新标题' } });
});

it('a list is asked for with its filters, and by the public as nobody', async () => {
  gateway.services.answer(catalogMessages.listListings, () => ({ items: [], nextCursor: 'next' }));
  const { body } = await gateway.send({ path: '/listings?limit=3&field=NEW_ENERGY&cursor=c' });
  expect(body).toEqual({ items: [], nextCursor: 'next' });
  expect(gateway.services.asked.at(-1)).toMatchObject({
    input: { limit: 3, field: 'NEW_ENERGY', cursor: 'c' },
    context: { actor: { organisationId: 'anonymous', role: 'enterprise' } },
  });
  expect((await gateway.send({ path: '/listings?mine=true' })).status).toBe(401);
});

describe('organisations', () => {
  const admit = (key: string, body: object) =>
    gateway.send({ method: 'POST', path: '/organisations', role: 'operator', body, headers: { 'idempotency-key': key } });
  const name = { zh: '新机构', en: 'New' };
  it('are admitted by the operator, with a key that is shown once', async () => {
    const admitted = await admit('o-1', { name, role: 'broker' });
    expect(admitted.status).toBe(201);
    const path = `/organisations/${String(admitted.body['id'])}`;
    expect((await gateway.send({ path, role: 'university' })).body).toMatchObject({ name, role: 'broker', revision: 0 });
    const make = () =>
      gateway.send({
        method: 'POST',
        path: `${path}/api-keys`,
        role: 'operator',
        body: {},
        headers: { 'idempotency-key': 'o-2' },
      });
    const made = await make();
    const again = await make();
    expect([made.status, again.status, again.body['code']]).toEqual([201, 409, 'API_KEY_SHOWN_ONCE']);
    const me = await gateway.send({ path: '/auth/me', headers: { authorization: `Bearer ${String(made.body['apiKey'])}` } });
    expect(me.body).toMatchObject({ organisationId: admitted.body['id'], role: 'broker' });
  });
  it('keep their ids to themselves', async () => {
    expect((await admit('o-3', { id: 'mine', name, role: 'broker' })).status).toBe(201);
    expect((await admit('o-3', { id: 'mine', name, role: 'broker' })).status).toBe(201);
    expect((await admit('o-4', { id: 'mine', name, role: 'operator' })).body['code']).toBe('ORGANISATION_EXISTS');
    expect((await admit('o-5', { id: 'anonymous', name, role: 'broker' })).body['code']).toBe('INVALID_MESSAGE');
    expect((await admit('o-6', { id: 'demo-operator', name, role: 'broker' })).body['code']).toBe('ORGANISATION_EXISTS');
  });
  it('register signing keys of their own only, with the proof that they have them', async () => {
    const signatory = { id: 's-1', role: 'LEGAL_REPRESENTATIVE' as const };
    const key = { publicKey: `${'A'.repeat(43)}=`, signatory, proof: `${'A'.repeat(86)}==` };
    gateway.services.answer(keyringMessages.registerKey, (input) => {
      expect(input).toEqual({ ...key, algorithm: 'Ed25519' });
      return { id: 'demo-university', revision: 0, keyId: 'k' };
    });
    const register = (organisationId: string, body: object = key) =>
      gateway.send({ method: 'POST', path: `/organisations/${organisationId}/signing-keys`, role: 'university', body });
    expect((await register('demo-university')).body).toEqual({ id: 'demo-university', revision: 0, keyId: 'k' });
    expect((await register('demo-enterprise')).body['code']).toBe('NOT_ALLOWED');
    const { proof: _, ...unproven } = key;
    expect((await register('demo-university', unproven)).status).toBe(400);
    expect((await register('demo-university', { ...key, userId: '' })).status).toBe(400);
  });
  it('rotate and revoke signing keys, and say who signs', async () => {
    const sent: unknown[] = [];
    const keep = (input: unknown) => {
      sent.push(input);
      return { id: 'demo-university', revision: 1, keyId: 'k' };
    };
    for (const message of [keyringMessages.rotateKey, keyringMessages.revokeKey, keyringMessages.setSigningPolicy])
      gateway.services.answer(message as typeof keyringMessages.rotateKey, keep);
    const at = '/organisations/demo-university';
    const send = (method: 'POST' | 'PUT', path: string, body?: object) =>
      gateway.send({ method, path: `${at}${path}`, role: 'university', body });
    const publicKey = `${'A'.repeat(87)}=`;
    const next = {
      algorithm: 'SM2',
      userId: 'u',
      publicKey,
      signatory: { id: 's', role: 'AGENT' },
      proof: `${'A'.repeat(86)}==`,
    };
    const rotation = { ...next, rotationProof: `${'B'.repeat(86)}==` };
    expect((await send('POST', '/signing-keys/old/rotate', rotation)).status).toBe(201);
    expect((await send('POST', '/signing-keys/old/revoke')).status).toBe(200);
    expect((await send('POST', '/signing-keys/old/revoke', { reason: 'LEFT' })).status).toBe(200);
    expect((await send('PUT', '/signing-policy', { mode: 'ALL', signatories: ['s-1', 's-2'] })).status).toBe(200);
    expect(sent).toEqual([
      { ...rotation, keyId: 'old' },
      { keyId: 'old', reason: 'OTHER' },
      { keyId: 'old', reason: 'LEFT' },
      { mode: 'ALL', signatories: ['s-1', 's-2'] },
    ]);
    for (const wrong of [
      { mode: 'ALL' },
      { mode: 'AT_LEAST', signatories: ['a'], atLeast: 2 },
      { mode: 'ALL', signatories: ['a', 'a'] },
    ])
      expect((await send('PUT', '/signing-policy', wrong)).status).toBe(400);
  });
});
