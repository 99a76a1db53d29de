import fc from 'fast-check';
import { at, contractOf, agreedTerms } from '../../test/after-signature.fixture.js';
import type { TestContract } from '../../test/after-signature.fixture.js';
import { contractDecider } from '../contract/contract.decider.js';
import type { ContractCommand } from '../contract/contract.types.js';
import { publishedRules } from '../rules/published-rules.decider.js';
import { availableOf } from './available.decider.js';
import { proposalOf } from './income-money.decider.js';
import type { IncomeCommand } from './income.types.js';

type Propose = Extract<IncomeCommand, { type: 'ProposeDistribution' }>;

const yuan = 100;
const propose = (change: Partial<Propose> = {}): Propose => ({
  type: 'ProposeDistribution',
  organisationId: 'u',
  region: '110108',
  isStateUnit: true,
  shared: {
    kind: 'NET_INCOME',
    grossMinor: 1_000_000 * yuan,
    costs: { taxesMinor: 60_000 * yuan, upkeepMinor: 20_000 * yuan, dealMinor: 40_000 * yuan },
  },
  recipients: [
    { id: 'p-1', parts: 30, isLeader: false },
    { id: 'p-2', parts: 70, isLeader: false },
  ],
  now: at('2026-03-10'),
  ...change,
});
const pay = (contract: TestContract, amountMinor: number): void => {
  const paid = { what: 'LUMP_SUM', number: 1, amountMinor, paidOn: '2026-03-05', reference: 'r' } as const;
  contract.take({ type: 'RecordPayment', organisationId: 'e', ...paid, now: at('2026-03-05') });
  const paymentId = String(contract.state().performance.payments.length);
  contract.take({ type: 'ConfirmPayment', organisationId: 'u', paymentId, now: at('2026-03-06') });
};
const execute = (distributionId = '1', day = '2026-03-11'): ContractCommand => ({
  type: 'ExecuteDistribution',
  organisationId: 'u',
  distributionId,
  now: at(day),
});

describe('the distribution of income', () => {
  it('of 1,000,000 less 60,000, 20,000 and 40,000 gives the team 616,000 in Beijing, 30 to 70', () => {
    const contract = contractOf();
    pay(contract, 1_000_000 * yuan);
    contract.take(propose());
    expect(contract.take(execute())).toMatchObject([
      {
        type: 'IncomeDistributed',
        wholeMinor: 880_000 * yuan,
        teamMinor: 616_000 * yuan,
        unitMinor: 264_000 * yuan,
        payouts: [
          { subjectId: 'p-1', amountMinor: 184_800 * yuan },
          { subjectId: 'p-2', amountMinor: 431_200 * yuan },
        ],
        ruleVersions: expect.arrayContaining(['beijing/income-floor/2020-01-01', 'national/income-floor/2015-10-01']) as unknown,
      },
    ]);
    expect(contract.take(execute())).toEqual([]);
  });
  it('waits for what was received and confirmed', () => {
    const contract = contractOf();
    expect(contract.refused(propose())).toBe('INCOME_NOT_RECEIVED');
    const paid = { what: 'LUMP_SUM', number: 1, amountMinor: 1_000_000 * yuan, paidOn: '2026-03-05', reference: 'r' } as const;
    contract.take({ type: 'RecordPayment', organisationId: 'e', ...paid, now: at('2026-03-05') });
    expect(contract.refused(propose())).toBe('INCOME_NOT_RECEIVED');
    contract.take({ type: 'ConfirmPayment', organisationId: 'u', paymentId: '1', now: at('2026-03-06') });
    contract.take(propose());
    expect(contract.refused(propose())).toBe('INCOME_NOT_RECEIVED');
    contract.take({
      type: 'WithdrawDistribution',
      organisationId: 'u',
      distributionId: '1',
      reasons: '名单有误',
      now: at('2026-03-11'),
    });
    expect(contract.refused(propose())).toBe('decided');
    expect(contract.refused(propose({ organisationId: 'e' }))).toBe('NOT_YOUR_STEP');
  });
  it('keeps the floors: the place’s without a recorded basis, the nation’s for a state-founded unit always', () => {
    const contract = contractOf();
    pay(contract, 1_000_000 * yuan);
    expect(contract.refused(propose({ teamShare: 6_999 }))).toBe('INCOME_FLOOR_NOT_KEPT');
    const standard = (share: number) => ({ standard: { kind: 'UNIT_RULE', ref: '校发〔2025〕8号', share } as const });
    expect(contract.refused(propose(standard(6_000)))).toBe('decided');
    expect(contract.refused(propose(standard(4_999)))).toBe('INCOME_FLOOR_NOT_KEPT');
    expect(contract.refused(propose({ standard: { kind: 'UNIT_RULE', ref: ' ', share: 6_000 } }))).toBe('INCOME_FLOOR_NOT_KEPT');
  });
  it('makes the reward of a leader known first, for as long as the rule says', () => {
    const contract = contractOf();
    pay(contract, 1_000_000 * yuan);
    contract.take(propose({ recipients: [{ id: 'p-1', parts: 1, isLeader: true }] }));
    expect(contract.refused(execute())).toBe('REWARD_NOTICE_MISSING');
    const notice = {
      type: 'OpenRewardNotice',
      organisationId: 'u',
      distributionId: '1',
      places: ['公告栏'],
      now: at('2026-03-10'),
    } as const;
    expect(contract.refused({ ...notice, days: 14 })).toBe('NOTICE_TOO_SHORT');
    expect(contract.take(notice)).toMatchObject([{ type: 'RewardNoticeOpened', days: 15, endsOn: '2026-03-25' }]);
    expect(contract.refused(execute('1', '2026-03-25'))).toBe('NOTICE_STILL_RUNNING');
    const objection = { type: 'RaiseRewardObjection', organisationId: 'u', role: 'university', distributionId: '1' } as const;
    contract.take({ ...objection, reasons: '遗漏完成人', now: at('2026-03-20') });
    expect(contract.refused(execute('1', '2026-03-26'))).toBe('OBJECTION_OPEN');
    const decision = { type: 'DecideRewardObjection', organisationId: 'u', distributionId: '1', objectionId: '1' } as const;
    contract.take({ ...decision, outcome: 'DISMISSED', reasons: '名单与登记一致', now: at('2026-03-21') });
    expect(contract.refused(execute('1', '2026-03-26'))).toBe('decided');
  });
  it('pays nothing while the parties are in dispute', () => {
    const contract = contractOf();
    pay(contract, 1_000_000 * yuan);
    contract.take(propose());
    contract.take(execute());
    contract.take({ type: 'OpenDispute', organisationId: 'e', grounds: '质量', now: at('2026-03-12') });
    const paid = { distributionId: '1', subjectId: 'p-1', paidOn: '2026-03-13', reference: 'r' };
    const mark: ContractCommand = { type: 'MarkPayoutPaid', organisationId: 'u', ...paid, now: at('2026-03-13') };
    expect(contract.refused(mark)).toBe('PAYOUT_FROZEN');
    expect(contract.refused(propose({ shared: { kind: 'EQUITY', shares: 10 } }))).toBe('PAYOUT_FROZEN');
    // everything else goes on
    expect(contract.refused({ type: 'StartPerformance', organisationId: 'u', now: at('2026-03-13') })).toBe('decided');
    const settle = {
      type: 'SettleDispute',
      role: 'enterprise',
      outcome: 'WITHDRAWN',
      reasons: '已解决',
      now: at('2026-03-14'),
    } as const;
    expect(contract.refused({ ...settle, organisationId: 'u' })).toBe('NOT_YOUR_STEP');
    contract.take({ ...settle, organisationId: 'e' });
    expect(contract.refused(mark)).toBe('decided');
  });
  it('shares an equity stake and five years of own exploitation, each once', () => {
    const contract = contractOf();
    const equity = propose({ shared: { kind: 'EQUITY', shares: 1_001 } });
    expect(contract.take(equity)).toMatchObject([{ teamMinor: 701, unitMinor: 300 }]);
    expect(contract.refused(equity)).toBe('DISTRIBUTION_STEP_NOT_POSSIBLE');
    const year = (one: number) => propose({ shared: { kind: 'OWN_EXPLOITATION', profitMinor: 1_000 * yuan, year: one } });
    expect(contract.take(year(1))).toMatchObject([{ teamMinor: 50 * yuan }]);
    expect(contract.refused(year(1))).toBe('DISTRIBUTION_STEP_NOT_POSSIBLE');
    expect(contract.take(year(2))).toMatchObject([{ teamMinor: 50 * yuan }]);
  });
  it('stays as it was decided, whatever rule comes later', () => {
    const contract = contractOf();
    pay(contract, 1_000_000 * yuan);
    contract.take(propose());
    contract.take(execute());
    const kept = JSON.stringify(contract.state().income);
    const law = publishedRules as unknown as object[];
    law.push({
      ...publishedRules.find(({ id, jurisdiction }) => id === 'income-floor' && jurisdiction === 'beijing'),
      validFrom: '2026-03-01',
      value: { netIncome: 9_000, equity: 9_000, ownExploitation: { profit: 500, yearsAtLeast: 5, yearsAtMost: 5 }, force: 'MAY' },
    });
    try {
      const replayed = contract.events.reduce(contractDecider.evolve, contractDecider.initialState());
      expect(replayed.status === 'NONE' ? '' : JSON.stringify(replayed.income)).toBe(kept);
      expect(kept).toContain('beijing/income-floor/2020-01-01');
      const other = contractOf();
      pay(other, 1_000_000 * yuan);
      expect(other.take(propose())).toMatchObject([{ teamMinor: 792_000 * yuan }]);
    } finally {
      law.pop();
    }
  });
  it('never gives out more than was received, exact to the fen, and nothing while it is frozen', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('pay' as const), amount: fc.integer({ min: 1, max: 60_000_000 }) }),
      fc.record({
        kind: fc.constant('propose' as const),
        amount: fc.integer({ min: 0, max: 60_000_000 }),
        cost: fc.integer({ min: 0, max: 1_000_000 }),
        parts: fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1, maxLength: 5 }),
      }),
      fc.record({
        kind: fc.constantFrom('execute' as const, 'withdraw' as const, 'payout' as const),
        which: fc.integer({ min: 1, max: 4 }),
      }),
      fc.record({ kind: fc.constantFrom('dispute' as const, 'settle' as const) }),
    );
    const commandsOf = (
      one: typeof step extends fc.Arbitrary<infer T> ? T : never,
      contract: TestContract,
    ): ContractCommand[] => {
      const now = at('2026-03-10');
      switch (one.kind) {
        case 'pay': {
          const paymentId = String(contract.state().performance.payments.length + 1);
          const paid = { what: 'LUMP_SUM', number: 1, amountMinor: one.amount, paidOn: '2026-03-05', reference: 'r' } as const;
          return [
            { type: 'RecordPayment', organisationId: 'e', ...paid, now },
            { type: 'ConfirmPayment', organisationId: 'u', paymentId, now },
          ];
        }
        case 'propose':
          return [
            propose({
              shared: {
                kind: 'NET_INCOME',
                grossMinor: one.amount,
                costs: { taxesMinor: one.cost, upkeepMinor: 0, dealMinor: 0 },
              },
              recipients: one.parts.map((parts, index) => ({ id: `p-${index}`, parts, isLeader: false })),
            }),
          ];
        case 'execute':
          return [execute(String(one.which))];
        case 'withdraw':
          return [{ type: 'WithdrawDistribution', organisationId: 'u', distributionId: String(one.which), reasons: 'r', now }];
        case 'payout': {
          const payout = { distributionId: String(one.which), subjectId: 'p-0', paidOn: '2026-03-10', reference: 'r' };
          return [{ type: 'MarkPayoutPaid', organisationId: 'u', ...payout, now }];
        }
        case 'dispute':
          return [{ type: 'OpenDispute', organisationId: 'e', grounds: 'g', now }];
        case 'settle':
          return [{ type: 'SettleDispute', organisationId: 'e', role: 'enterprise', outcome: 'WITHDRAWN', reasons: 'r', now }];
      }
    };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (sequence) => {
        const contract = contractOf();
        for (const command of sequence.flatMap((one) => commandsOf(one, contract))) {
          const isFrozen = contract.state().dispute.status === 'DISPUTED';
          const fresh = contract.refused(command) === 'decided' ? contract.take(command) : [];
          if (isFrozen) expect(fresh.filter(({ type }) => type === 'IncomeDistributed' || type === 'PayoutPaid')).toEqual([]);
          const { income } = contract.state();
          expect(availableOf(contract.state())).toBeGreaterThanOrEqual(0);
          for (const { wholeMinor, teamMinor, unitMinor, payouts } of income.distributions) {
            expect(teamMinor + unitMinor).toBe(wholeMinor);
            expect(payouts.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(teamMinor);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
  it('takes money as text with its currency', () => {
    const money = (amount: string) => ({ amount, currency: 'CNY' as const });
    const costs = { taxes: money('60000'), upkeep: money('20000.00'), deal: money('40000.5') };
    const proposal = proposalOf({
      region: '110108',
      isStateUnit: true,
      shared: { kind: 'NET_INCOME', gross: money('1000000'), costs },
      recipients: [{ subjectId: 'p-1', parts: 1, isLeader: false }],
    });
    expect(proposal.shared).toEqual({
      kind: 'NET_INCOME',
      grossMinor: 100_000_000,
      costs: { taxesMinor: 6_000_000, upkeepMinor: 2_000_000, dealMinor: 4_000_050 },
    });
    expect(agreedTerms.price).toEqual(money('1000000.00'));
  });
});
