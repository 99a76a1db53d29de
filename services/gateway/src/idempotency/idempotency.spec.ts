import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { createLogger } from '@lastmile/telemetry';
import { idempotencyOver, takenKeys } from './idempotency.js';
import type { Idempotency } from './idempotency.js';
import { commandKey, fingerprintOf, idempotencyKeyOf } from './idempotency-key.js';

describe('the key', () => {
  it.each([['a b'], [''], ['x'.repeat(129)], ['é'], ['tab\t'], [['a', 'b']]])('refuses %j', (header) => {
    expect(() => idempotencyKeyOf(header, 'made')).toThrow('INVALID_IDEMPOTENCY_KEY');
  });
  it('takes visible ASCII, or what was made for a request without one', () => {
    expect(idempotencyKeyOf('x'.repeat(128), 'made')).toBe('x'.repeat(128));
    expect(idempotencyKeyOf(undefined, 'made')).toBe('made');
  });
  it('is each organisation’s own', () => {
    expect(commandKey('a', 'b')).toBe(commandKey('a', 'b'));
    expect(new Set([commandKey('a', 'b'), commandKey('a', 'c'), commandKey('c', 'b'), commandKey('ab', '')]).size).toBe(4);
  });
});

describe('the fingerprint', () => {
  const request = { method: 'POST', url: '/a', body: { x: 1, y: { b: [1, 2], a: null } } };
  it('does not mind the order of members', () => {
    expect(fingerprintOf({ ...request, body: { y: { a: null, b: [1, 2] }, x: 1 } })).toBe(fingerprintOf(request));
  });
  it.each([{ method: 'PATCH' }, { url: '/b' }, { body: { x: 1 } }, { body: { x: 1, y: { b: [2, 1], a: null } } }])(
    'differs with %j',
    (change) => {
      expect(fingerprintOf({ ...request, ...change })).not.toBe(fingerprintOf(request));
    },
  );
});

describe('once', () => {
  let documents: Documents;
  let idempotency: Idempotency;
  const claim = { organisationId: 'o', key: 'k', fingerprint: 'f' };
  const again = (): Idempotency =>
    idempotencyOver({ documents, clock: () => new Date(), logger: createLogger('spec', 'silent') });
  beforeEach(async () => {
    documents = await openDocuments('sqlite::memory:');
    await documents.ensure([takenKeys]);
    idempotency = again();
  });
  afterEach(() => documents.close());

  it('runs once and answers repeats as the first time, also in another process', async () => {
    let runs = 0;
    const run = () => Promise.resolve({ id: 'a', revision: (runs += 1) });
    expect(await idempotency.once(claim, run)).toEqual({ answer: { id: 'a', revision: 1 }, isRepeat: false });
    expect(await idempotency.once(claim, run)).toEqual({ answer: { id: 'a', revision: 1 }, isRepeat: true });
    expect(await again().once(claim, run)).toEqual({ answer: { id: 'a', revision: 1 }, isRepeat: true });
    expect(runs).toBe(1);
  });
  it('shares one run among duplicates that arrive together', async () => {
    let runs = 0;
    const started = Promise.withResolvers<number>();
    const all = Promise.all(Array.from({ length: 5 }, () => idempotency.once(claim, () => ((runs += 1), started.promise))));
    started.resolve(7);
    expect((await all).map(({ answer }) => answer)).toEqual([7, 7, 7, 7, 7]);
    expect(runs).toBe(1);
  });
  it('refuses another request under the same key, during and after', async () => {
    const started = Promise.withResolvers<void>();
    const first = idempotency.once(claim, () => started.promise);
    await expect(idempotency.once({ ...claim, fingerprint: 'g' }, () => Promise.resolve())).rejects.toThrow(
      'IDEMPOTENCY_KEY_REUSED',
    );
    started.resolve();
    await first;
    await expect(idempotency.once({ ...claim, fingerprint: 'g' }, () => Promise.resolve())).rejects.toThrow(
      'IDEMPOTENCY_KEY_REUSED',
    );
    await expect(
      idempotency.once({ ...claim, organisationId: 'p', fingerprint: 'g' }, () => Promise.resolve(1)),
    ).resolves.toMatchObject({ answer: 1 });
  });
  it('runs a refused command again', async () => {
    await expect(idempotency.once(claim, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(await idempotency.once(claim, () => Promise.resolve(2))).toEqual({ answer: 2, isRepeat: false });
  });
  it('remembers that a secret was answered, never the secret', async () => {
    const secret = { ...claim, isSecret: true };
    await idempotency.once(secret, () => Promise.resolve({ apiKey: 'lm_secret' }));
    const stored = await documents.collection(takenKeys).get(commandKey('o', 'k'));
    expect(JSON.stringify(stored)).not.toContain('lm_secret');
    expect(await idempotency.once(secret, () => Promise.resolve('asked again'))).toMatchObject({ answer: 'asked again' });
  });
});
