import { ledgerMessages, reject } from '@lastmile/protocol';
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

const hash = 'a'.repeat(64);
const lastAsked = () => gateway.services.asked.at(-1);

describe('the contract log', () => {
  const newest = { origin: 'log.example/contracts', size: 3, root: hash, note: 'a\nnote\n', at: '2030-01-01T00:00:00.000Z' };
  beforeEach(() => gateway.services.answer(ledgerMessages.checkpoint, () => newest));

  it('shows its newest checkpoint to anybody, also as the bare note', async () => {
    expect((await gateway.send({ path: '/ledger/checkpoint' })).body).toEqual(newest);
    const { status, text, headers } = await gateway.send({ path: '/ledger/checkpoint/note' });
    expect([status, text, headers.get('content-type')]).toEqual([200, newest.note, 'text/plain; charset=utf-8']);
  });

  it('takes whole numbers for indexes and sizes, and nothing else', async () => {
    gateway.services.answer(ledgerMessages.entry, ({ index }) => ({ index, leaf: '{}', leafHash: hash }));
    expect((await gateway.send({ path: '/ledger/entries/2' })).body).toEqual({ index: 2, leaf: '{}', leafHash: hash });
    const wrong = ['/ledger/entries/-1', '/ledger/entries/1.5', '/ledger/entries/99999999999999999'];
    const alsoWrong = [
      '/ledger/proofs/inclusion',
      '/ledger/proofs/inclusion?index=0&size=0',
      '/ledger/proofs/consistency?from=x',
    ];
    for (const path of [...wrong, ...alsoWrong]) {
      const { status, body } = await gateway.send({ path });
      expect([path, status, body['code']]).toEqual([path, 400, 'INVALID_MESSAGE']);
    }
  });

  it('passes indexes and sizes of a proof on', async () => {
    gateway.services.answer(ledgerMessages.inclusion, ({ index, size = 3 }) => ({
      index,
      size,
      root: hash,
      leafHash: hash,
      proof: [],
    }));
    await gateway.send({ path: '/ledger/proofs/inclusion?index=1' });
    expect(lastAsked()?.input).toEqual({ index: 1 });
    gateway.services.answer(ledgerMessages.consistency, ({ from, to = 3 }) => ({
      ...{ from, to, proof: [] },
      ...{ fromRoot: hash, toRoot: hash },
    }));
    await gateway.send({ path: '/ledger/proofs/consistency?from=1&to=2' });
    expect(lastAsked()?.input).toEqual({ from: 1, to: 2 });
    gateway.services.answer(ledgerMessages.inclusion, () => {
      throw reject('LEDGER_SIZE_UNKNOWN', { size: 3 });
    });
    const { status, body } = await gateway.send({
      path: '/ledger/proofs/inclusion?index=7',
      headers: { 'accept-language': 'en' },
    });
    expect([status, body['code']]).toEqual([422, 'LEDGER_SIZE_UNKNOWN']);
    expect(body['detail']).toMatch(/signed size is 3/);
  });

  it('verifies a receipt for anybody', async () => {
    gateway.services.answer(ledgerMessages.verify, () => ({ isValid: false, code: 'INCLUSION_INVALID', where: 'proof' }));
    const { status, body } = await gateway.send({ method: 'POST', path: '/ledger/verify', body: { format: 'x' } });
    expect([status, body]).toEqual([200, { isValid: false, code: 'INCLUSION_INVALID', where: 'proof' }]);
    expect(lastAsked()?.input).toEqual({ receipt: { format: 'x' } });
  });
});

describe('a receipt', () => {
  it('is asked for by its contract, and when it is not there yet the answer says when to ask again', async () => {
    expect((await gateway.send({ path: '/contracts/c-1/receipt' })).status).toBe(401);
    gateway.services.answer(ledgerMessages.receipt, () => ({ format: 'lastmile-receipt/v1' }));
    expect((await gateway.send({ path: '/contracts/c-1/receipt', role: 'university' })).body).toEqual({
      format: 'lastmile-receipt/v1',
    });
    expect(lastAsked()).toMatchObject({ input: { id: 'c-1' }, context: { actor: { role: 'university' } } });
    gateway.services.answer(ledgerMessages.receipt, () => {
      throw reject('RECEIPT_PENDING');
    });
    const { status, body, headers } = await gateway.send({ path: '/contracts/c-1/receipt', role: 'university' });
    expect([status, body['code'], headers.get('retry-after')]).toEqual([409, 'RECEIPT_PENDING', '1']);
  });
});
