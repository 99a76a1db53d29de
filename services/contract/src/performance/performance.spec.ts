import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { spec } from '@lastmile/eventsourcing/testing';
import fc from 'fast-check';
import type { At } from '../checks/check.decider.js';
import { addDays } from '../rules/days.decider.js';
import { areAllAccepted, milestoneDecider } from './milestone.decider.js';
import type { MilestoneCommand } from './milestone.decider.js';
import { assertPlan, planFindings, reviewPlan, royaltyBases } from './payment-plan.decider.js';
import type { PaymentPlan } from './payment-plan.decider.js';
import { dueSchedule, payLaterOf, royaltyPeriods } from './payment-schedule.decider.js';
import { contractEventsCodec } from '../contract/contract.events.js';
import type { MilestoneEvent } from './performance.events.js';
import { contractYear, rateIn, stateRoyalties } from './royalty.decider.js';

const at: At = { region: '110108', date: '2026-03-20' };
const now = '2026-03-20T02:00:00.000Z';
type Royalty = Extract<PaymentPlan, { kind: 'ROYALTY' }>;
const royalty: Royalty = {
  kind: 'ROYALTY',
  entryFeeMinor: 0,
  base: 'SALES',
  rate: { kind: 'FIXED', rate: 300 },
  everyMonths: 6,
  from: '2026-04-01',
  to: '2028-03-31',
  mayInspectAccounts: true,
};
const instalments: PaymentPlan = {
  kind: 'INSTALMENTS',
  instalments: [
    { amountMinor: 30_000_000, due: { on: '2026-05-01' } },
    { amountMinor: 50_000_000, due: { milestone: 'm-1' } },
    { amountMinor: 40_000_000, due: { on: '2027-05-01' } },
  ],
};

describe('a payment plan', () => {
  it('adds up to the price', () => {
    expect(reviewPlan(instalments, 120_000_000)).toEqual([]);
    expect(reviewPlan(instalments, 120_000_001)).toEqual(['SUM_IS_NOT_THE_PRICE']);
    expect(reviewPlan({ kind: 'LUMP_SUM', amountMinor: 5, due: { on: '2026-05-01' } }, 6)).toEqual(['SUM_IS_NOT_THE_PRICE']);
    expect(reviewPlan({ kind: 'INSTALMENTS', instalments: [] }, 0)).toEqual(['NO_INSTALMENTS']);
    expect(() => assertPlan(instalments, 1)).toThrow('PAYMENT_PLAN_INVALID');
  });
  it('has whole amounts on rising days', () => {
    const parts = (...days: string[]): PaymentPlan => ({
      kind: 'INSTALMENTS',
      instalments: days.map((on) => ({ amountMinor: 50, due: { on } })),
    });
    expect(reviewPlan(parts('2026-05-01', '2026-05-01'), 100)).toEqual(['INSTALMENTS_NOT_IN_ORDER']);
    expect(reviewPlan({ kind: 'LUMP_SUM', amountMinor: 0.5, due: { on: '2026-05-01' } }, 0.5)).toEqual(['AMOUNT_NOT_WHOLE_FEN']);
  });
  it('by royalty opens the accounts, and its rates do what it says', () => {
    const review = (change: Partial<Royalty>) => reviewPlan({ ...royalty, ...change }, 0);
    expect(review({})).toEqual([]);
    expect(review({ mayInspectAccounts: false })).toEqual(['ACCOUNTS_NOT_OPEN']);
    const steps = (kind: 'RISING' | 'FALLING', ...rates: number[]) =>
      review({ rate: { kind, steps: rates.map((rate, index) => ({ fromYear: index + 1, rate })) } });
    expect(steps('RISING', 100, 200, 300)).toEqual([]);
    expect(steps('FALLING', 100, 200)).toEqual(['STEPS_NOT_MONOTONE']);
    expect(steps('FALLING', 300, 100)).toEqual([]);
    expect(steps('RISING')).toEqual(['STEPS_NOT_FROM_YEAR_ONE']);
    expect(review({ rate: { kind: 'FIXED', rate: 10_001 } })).toEqual(['RATE_NOT_A_SHARE']);
    expect(review({ to: '2026-03-31' })).toEqual(['PERIOD_ENDS_BEFORE_IT_BEGINS']);
    expect(review({ entryFeeMinor: 100 })).toEqual(['ENTRY_FEE_WITHOUT_DAY']);
    expect(review({ entryFeeMinor: 100, entryFeeDue: { on: '2026-04-01' }, capMinor: 99 })).toEqual(['CAP_BELOW_ENTRY_FEE']);
  });
});

describe('the schedule', () => {
  it('names days, and milestones where those are waited for', () =>
    expect(dueSchedule(instalments)).toEqual([
      { what: 'INSTALMENT', number: 1, dueOn: '2026-05-01', amountMinor: 30_000_000 },
      { what: 'INSTALMENT', number: 2, milestone: 'm-1', amountMinor: 50_000_000 },
      { what: 'INSTALMENT', number: 3, dueOn: '2027-05-01', amountMinor: 40_000_000 },
    ]));
  it('of a royalty has its entry fee and a statement a period', () => {
    const plan: Royalty = { ...royalty, entryFeeMinor: 100, entryFeeDue: { on: '2026-04-01' } };
    const [fee, first, ...others] = dueSchedule(plan);
    expect(fee).toEqual({ what: 'ENTRY_FEE', number: 1, dueOn: '2026-04-01', amountMinor: 100 });
    expect(first).toEqual({ what: 'ROYALTY', number: 1, period: { from: '2026-04-01', to: '2026-09-30' }, dueOn: '2026-10-30' });
    expect(others).toHaveLength(3);
  });
  it('of a royalty leaves no day out and takes none twice', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 2_000 }),
        fc.constantFrom(1, 3, 6, 12),
        (start, days, everyMonths) => {
          const from = addDays('2026-01-01', start);
          const to = addDays(from, days);
          const periods = royaltyPeriods({ ...royalty, from, to, everyMonths: everyMonths });
          expect(periods[0]?.from).toBe(from);
          expect(periods.at(-1)?.to).toBe(to);
          periods.slice(1).forEach((period, index) => expect(addDays(periods[index]?.to ?? '', 1)).toBe(period.from));
        },
      ),
    ));
});

describe('use first, pay later', () => {
  const lump = (on: string): PaymentPlan => ({ kind: 'LUMP_SUM', amountMinor: 1, due: { on } });
  it('holds a year after effect, or by income without a threshold', () => {
    expect(payLaterOf(lump('2027-04-01'), '2026-04-01', at)).toMatchObject({ isPayLater: true, because: 'A_YEAR_AFTER_EFFECT' });
    expect(payLaterOf(lump('2027-03-31'), '2026-04-01', at)).toMatchObject({ isPayLater: false, notBefore: '2027-04-01' });
    expect(payLaterOf(royalty, '2026-04-01', at)).toMatchObject({ isPayLater: true, because: 'AFTER_FIRST_INCOME' });
    expect(payLaterOf(royalty, '2026-04-01', at).ruleVersion).toBe('national/pay-later/2020-01-01');
  });
  it('does not hold with an entry fee now, or with a milestone whose day nobody knows', () => {
    const fee: Royalty = { ...royalty, entryFeeMinor: 1, entryFeeDue: { on: '2026-04-01' } };
    expect(payLaterOf(fee, '2026-04-01', at).because).toBe('TOO_EARLY');
    expect(payLaterOf({ kind: 'LUMP_SUM', amountMinor: 1, due: { milestone: 'm' } }, '2026-04-01', at).isPayLater).toBe(false);
  });
});

describe('royalty statements', () => {
  it('follow the year of the contract', () => {
    expect(contractYear('2026-04-01', '2027-03-31')).toBe(1);
    expect(contractYear('2026-04-01', '2027-04-01')).toBe(2);
    const rate = {
      kind: 'FALLING',
      steps: [
        { fromYear: 1, rate: 500 },
        { fromYear: 3, rate: 200 },
      ],
    } as const;
    expect([1, 2, 3, 9].map((year) => rateIn(rate, year))).toEqual([500, 500, 200, 200]);
  });
  it('carry parts of a fen on', () => {
    const bases = ['2026-04-01', '2026-10-01', '2027-04-01'].map((periodFrom) => ({ periodFrom, baseMinor: 111 }));
    expect(stateRoyalties(royalty, bases).map(({ dueMinor }) => dueMinor)).toEqual([3, 3, 3]);
    expect(stateRoyalties(royalty, bases).at(-1)?.account).toEqual({ carry: 9_900, totalMinor: 9 });
  });
  it('stop at the cap, with the entry fee within it', () => {
    const capped: Royalty = { ...royalty, entryFeeMinor: 100, entryFeeDue: { on: '2026-04-01' }, capMinor: 150 };
    const bases = [
      { periodFrom: '2026-04-01', baseMinor: 1_000 },
      { periodFrom: '2026-10-01', baseMinor: 1_000 },
    ];
    expect(stateRoyalties(capped, bases).map(({ dueMinor, isCapped }) => [dueMinor, isCapped])).toEqual([
      [30, false],
      [20, true],
    ]);
  });
  it('add up exactly, for any bases', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 ** 13 }), { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 0, max: 10_000 }),
        (amounts, rate) => {
          const bases = amounts.map((baseMinor) => ({ periodFrom: '2026-04-01', baseMinor }));
          const statements = stateRoyalties({ ...royalty, rate: { kind: 'FIXED', rate } }, bases);
          const due = statements.reduce((sum, { dueMinor }) => sum + BigInt(dueMinor), 0n);
          const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n) * BigInt(rate);
          expect(due * 10_000n + BigInt(statements.at(-1)?.account.carry ?? 0)).toBe(exact);
        },
      ),
    ));
});

const submit: MilestoneCommand = { type: 'SubmitMilestone', milestoneId: 'm-1', deliverableHash: 'h', organisationId: 'u', now };
const submitted: MilestoneEvent = {
  type: 'MilestoneSubmitted',
  milestoneId: 'm-1',
  deliverableHash: 'h',
  submittedBy: 'u',
  submittedAt: now,
};
const accept = (organisationId: string): MilestoneCommand => ({
  type: 'AcceptMilestone',
  milestoneId: 'm-1',
  organisationId,
  now,
});
const accepted: MilestoneEvent = { type: 'MilestoneAccepted', milestoneId: 'm-1', acceptedBy: 'e', acceptedAt: now };
const rejected: MilestoneEvent = {
  type: 'MilestoneRejected',
  milestoneId: 'm-1',
  rejectedBy: 'e',
  reasons: '指标未达到',
  rejectedAt: now,
};

describe('a milestone', () => {
  it('is delivered by one party and accepted by the other', () => {
    spec(milestoneDecider).given([]).when(submit).then([submitted]);
    spec(milestoneDecider).given([submitted]).when(accept('e')).then([accepted]);
    spec(milestoneDecider).given([submitted]).when(accept('u')).thenRejects('NOT_ALLOWED');
    spec(milestoneDecider).given([]).when(accept('e')).thenRejects('CONTRACT_NOT_OPEN');
    spec(milestoneDecider).given([submitted, accepted]).when(accept('e')).thenNothing();
  });
  it('is rejected with reasons, and delivered again', () => {
    const reject: MilestoneCommand = {
      type: 'RejectMilestone',
      milestoneId: 'm-1',
      organisationId: 'e',
      reasons: '指标未达到',
      now,
    };
    spec(milestoneDecider).given([submitted]).when(reject).then([rejected]);
    spec(milestoneDecider)
      .given([submitted])
      .when({ ...reject, reasons: ' ' })
      .thenRejects('REASONS_MISSING');
    spec(milestoneDecider).given([submitted, rejected]).when(submit).then([submitted]);
    spec(milestoneDecider).given([submitted, accepted]).when(submit).thenRejects('CONTRACT_NOT_OPEN');
  });
  it('counts as done when accepted', () => {
    const state = [submitted, accepted].reduce(milestoneDecider.evolve, milestoneDecider.initialState());
    expect(areAllAccepted(state, ['m-1'])).toBe(true);
    expect(areAllAccepted(state, ['m-1', 'm-2'])).toBe(false);
  });
});

describe('stored performance events', () => {
  const folder = join(import.meta.dirname, 'fixtures');
  const fixtures = readdirSync(folder).map((name) => name.replace('.json', ''));
  it.each(fixtures)('%s decodes and encodes back', (type) => {
    const data = JSON.parse(readFileSync(join(folder, `${type}.json`), 'utf8')) as Record<string, never>;
    expect(contractEventsCodec.encode(contractEventsCodec.decode({ type, data }))).toEqual({ type, data });
  });
});

describe('names', () => {
  it.each(Object.entries({ ...planFindings, ...royaltyBases }))('of %s are there in both languages', (_, { zh, en }) => {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/^[^\p{Script=Han}]+$/u);
  });
});
