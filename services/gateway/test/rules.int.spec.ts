import { reject, rulesMessages } from '@lastmile/protocol';
import { startFakeService } from './fake-services.js';
import type { FakeService } from './fake-services.js';
import { startTestGateway } from './gateway.js';
import type { TestGateway } from './gateway.js';

let gateway: TestGateway;
let rules: FakeService;

beforeAll(async () => {
  gateway = await startTestGateway();
  rules = await startFakeService(gateway.bus, Object.values(rulesMessages) as never);
});
afterAll(async () => {
  await rules.stop();
  await gateway.stop();
});

const costs = Object.fromEntries(['taxes', 'upkeep', 'deal'].map((name) => [name, { amount: '0', currency: 'CNY' }]));
const distribution = {
  region: '110000',
  shared: { kind: 'NET_INCOME', gross: { amount: '880000.00', currency: 'CNY' }, costs },
  isStateUnit: true,
  recipients: [{ id: 'a', parts: 1 }],
};

describe('the rules', () => {
  it('are open to everybody, national unless a place is named', async () => {
    rules.answer(rulesMessages.rules, ({ region, at = '2026-03-20' }) => ({ region, at, rules: [] }));
    expect((await gateway.send({ path: '/rules' })).body).toEqual({ region: 'national', at: '2026-03-20', rules: [] });
    const asked = await gateway.send({ path: '/rules?jurisdiction=110108&at=2024-01-01' });
    expect(asked.body).toEqual({ region: '110108', at: '2024-01-01', rules: [] });
  });
  it.each(['jurisdiction=moon', 'jurisdiction=1101', 'at=tomorrow', 'at=2026-02-30'])('refuse %s', async (query) =>
    expect((await gateway.send({ path: `/rules?${query}` })).status).toBe(400),
  );
});

describe('the previews', () => {
  it('are for those who are signed in', async () => {
    for (const path of ['/distribution-preview', '/signing-check'])
      expect((await gateway.send({ method: 'POST', path, body: {} })).status).toBe(401);
  });
  it('refuse with the code, and a sentence with its numbers', async () => {
    rules.answer(rulesMessages.previewDistribution, () => {
      throw reject('INCOME_FLOOR_NOT_KEPT', { percent: 70, rule: 'beijing/income-floor/2020-01-01' });
    });
    const answer = await gateway.send({
      method: 'POST',
      path: '/distribution-preview',
      role: 'enterprise',
      body: distribution,
      headers: { 'accept-language': 'en' },
    });
    expect([answer.status, answer.body['code']]).toEqual([422, 'INCOME_FLOOR_NOT_KEPT']);
    expect(answer.body['detail']).toContain('70 %');
  });
  it('name what does not fit', async () => {
    const body = { ...distribution, recipients: [] };
    const answer = await gateway.send({ method: 'POST', path: '/distribution-preview', role: 'operator', body });
    expect(answer.body['violations']).toEqual([expect.objectContaining({ path: 'recipients' })]);
  });
  it('of a signing pass what is told on, the rest as not said', async () => {
    rules.answer(rulesMessages.checkDeal, ({ region }) => ({
      region,
      at: '2026-03-20',
      maySign: false,
      checks: [],
      kindsThatFit: [],
    }));
    const body = { region: 'beijing', kind: 'LICENCE', buyerId: 'e', coOwners: [{ id: 'o' }] };
    const answer = await gateway.send({ method: 'POST', path: '/signing-check', role: 'university', body });
    expect([answer.status, answer.body['maySign']]).toEqual([200, false]);
    expect(rules.asked.at(-1)?.input).toMatchObject({ kind: 'LICENCE', coOwners: [{ id: 'o' }], clauses: [], unfairClauses: [] });
  });
});
