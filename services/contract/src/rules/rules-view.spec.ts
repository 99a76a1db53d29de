import { kindFacts, rulesMessages } from '@lastmile/protocol';
import { RulesController } from './rules.controller.js';
import { assertSound } from './soundness.js';

const controller = new RulesController({ clock: () => '2026-03-19T17:00:00.000Z' });
const { rules, previewDistribution, checkDeal } = rulesMessages;
const yuan = (amount: string) => ({ amount, currency: 'CNY' }) as const;

describe('the rules in force', () => {
  it('are those of today in China, or of the day asked for', () => {
    expect(controller.rules({ region: '110000' }).at).toBe('2026-03-20');
    expect(controller.rules({ region: '110000', at: '2024-12-19' }).rules.some(({ standing }) => standing === 'DRAFT')).toBe(
      false,
    );
  });
  it('fit their message, and say what is to be verified', () => {
    for (const region of ['110108', '330000', 'shandong', 'national'] as const) {
      const answer = controller.rules({ region });
      expect(rules.output.parse(answer)).toEqual(answer);
    }
    const { rules: beijing } = controller.rules({ region: 'beijing' });
    expect(beijing.find(({ id }) => id === 'income-floor')).toMatchObject({
      version: 'beijing/income-floor/2020-01-01',
      status: 'VERIFIED',
      jurisdictionName: { zh: '北京市', en: 'Beijing' },
      value: { netIncome: 7_000 },
    });
    expect(beijing.find(({ id }) => id === 'tax-information')?.status).toBe('TO_BE_VERIFIED');
  });
  it('hold, or the service would not start', () => expect(() => assertSound()).not.toThrow());
});

describe('a preview of a distribution', () => {
  const asked = previewDistribution.input.parse({
    region: '110000',
    shared: {
      kind: 'NET_INCOME',
      gross: yuan('1000000.00'),
      costs: { taxes: yuan('60000'), upkeep: yuan('20000'), deal: yuan('40000') },
    },
    isStateUnit: true,
    recipients: [
      { id: 'a', parts: 30, isLeader: true },
      { id: 'b', parts: 70 },
    ],
  });
  it('gives the team 616,000.00 of 880,000.00 in Beijing', () => {
    const answer = controller.previewDistribution(asked);
    expect(previewDistribution.output.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({
      whole: yuan('880000.00'),
      team: yuan('616000.00'),
      unit: yuan('264000.00'),
      payouts: [
        { id: 'a', amount: yuan('184800.00'), isLeader: true },
        { id: 'b', amount: yuan('431200.00'), isLeader: false },
      ],
      notice: { because: 'LEADER', leaders: ['a'], daysAtLeast: 15 },
    });
  });
  it('counts equity in shares', () => {
    const answer = controller.previewDistribution({ ...asked, shared: { kind: 'EQUITY', shares: 1_001 } });
    expect(previewDistribution.output.parse(answer)).toEqual(answer);
    expect([answer.team, answer.unit]).toEqual([{ shares: 701 }, { shares: 300 }]);
  });
  it('counts a year of own exploitation', () =>
    expect(
      controller.previewDistribution({ ...asked, shared: { kind: 'OWN_EXPLOITATION', profit: yuan('100.00'), year: 1 } }).team,
    ).toEqual(yuan('5.00')));
  it('is refused below the floor', () =>
    expect(() => controller.previewDistribution({ ...asked, teamShare: 6_000 })).toThrow('INCOME_FLOOR_NOT_KEPT'));
});

describe('the checklist before signing', () => {
  it('of a deal of which little is told says what is missing and who brings it, in both languages', () => {
    const asked = checkDeal.input.parse({ region: '110000', kind: 'LICENCE', buyerId: 'e' });
    const answer = controller.checkDeal(asked);
    expect(checkDeal.output.parse(answer)).toEqual(answer);
    expect([answer.maySign, answer.kindsThatFit]).toEqual([false, []]);
    const missing = answer.checks.flatMap((check) => check.missing);
    expect(missing).toContainEqual({
      what: 'FIELD_MISSING',
      name: { zh: '缺少必备条款', en: 'A needed clause is missing' },
      blocks: true,
      suppliedBy: 'BOTH_PARTIES',
      supplier: { zh: '双方', en: 'both parties' },
      about: 'price',
      aboutName: { zh: '价款、报酬或者使用费', en: 'price' },
    });
    expect(missing.find(({ what }) => what === 'DILIGENCE_EVIDENCE_MISSING')?.aboutName?.zh).toBe('民主决策');
  });
  it('names the kinds that the facts make it', () => {
    const facts = Object.fromEntries(kindFacts.map((fact) => [fact, fact === 'isMastered' || fact === 'transfersRight']));
    const asked = checkDeal.input.parse({ region: 'zhejiang', kind: 'ASSIGNMENT', buyerId: 'e', facts });
    expect(controller.checkDeal(asked).kindsThatFit).toEqual(['ASSIGNMENT']);
  });
});
