import fc from 'fast-check';
import type { At } from '../checks/check.decider.js';
import { distribute } from './distribution.decider.js';
import type { DistributionRequest, Recipient } from './distribution.decider.js';
import { floorsOf } from './floor.decider.js';
import { checkGrant, splitByOwnership } from './grant.decider.js';
import type { OwnershipGrant } from './grant.decider.js';
import { partAtLeast, splitExactly } from './money.decider.js';
import { netIncome } from './net-income.decider.js';

const beijing: At = { region: '110000', date: '2026-03-20' };
const zhejiang: At = { region: '330000', date: '2026-03-20' };
const yuan = (amount: number): number => amount * 100;
const one = (id: string, parts = 1, isLeader = false): Recipient => ({ id, parts, isLeader });
const request = (change: Partial<DistributionRequest> = {}): DistributionRequest => ({
  shared: { kind: 'NET_INCOME', amountMinor: yuan(880_000) },
  isStateUnit: true,
  recipients: [one('a', 60), one('b', 40)],
  ...change,
});
const upTo = 10 ** 13;

describe('the first ownership grant', () => {
  const grant: OwnershipGrant = {
    mode: 'OWNERSHIP_SHARE',
    owners: [
      { id: '积水潭医院', sharePercent: 30 },
      { id: '张医生', sharePercent: 70 },
    ],
    isSplitAgreed: true,
    isNoticeClosed: true,
    isClassified: false,
  };
  it('is 30 to 70, and so is what it earns', () => {
    expect(checkGrant(grant, beijing).findings).toEqual([]);
    expect(splitByOwnership(yuan(1_000_000), grant.owners)).toEqual([
      { id: '积水潭医院', amountMinor: yuan(300_000) },
      { id: '张医生', amountMinor: yuan(700_000) },
    ]);
  });
  it('needs shares of a hundred, a split, a notice, and no secret', () => {
    const [unit] = grant.owners as [OwnershipGrant['owners'][number]];
    expect(checkGrant({ ...grant, owners: [unit] }, beijing).findings).toEqual(['SHARES_NOT_100']);
    expect(checkGrant({ ...grant, isSplitAgreed: false, isNoticeClosed: false, isClassified: true }, beijing).findings).toEqual([
      'SPLIT_NOT_AGREED',
      'NOTICE_NOT_CLOSED',
      'CLASSIFIED',
    ]);
  });
  it('of use lasts ten years at least', () => {
    const use: OwnershipGrant = { ...grant, mode: 'LONG_TERM_USE', owners: [], termYears: 9 };
    expect(checkGrant(use, beijing)).toEqual({ findings: ['TERM_TOO_SHORT'], ruleVersion: 'national/use-right-term/2020-05-09' });
    expect(checkGrant({ ...use, termYears: 10 }, beijing).findings).toEqual([]);
  });
});

describe('net income', () => {
  it('is the gross less taxes, upkeep and the costs of the deal', () =>
    expect(netIncome(yuan(1_000_000), { taxesMinor: yuan(60_000), upkeepMinor: yuan(20_000), dealMinor: yuan(40_000) })).toBe(
      yuan(880_000),
    ));
  it('is never negative, nor made of fractions', () => {
    expect(() => netIncome(100, { taxesMinor: 101, upkeepMinor: 0, dealMinor: 0 })).toThrow('INCOME_FIGURES_INVALID');
    expect(() => netIncome(100.5, { taxesMinor: 0, upkeepMinor: 0, dealMinor: 0 })).toThrow('INCOME_FIGURES_INVALID');
    expect(() => netIncome(100, { taxesMinor: -1, upkeepMinor: 0, dealMinor: 0 })).toThrow('INCOME_FIGURES_INVALID');
  });
});

describe('a distribution in Beijing', () => {
  it('gives the team at least 616,000.00 of 880,000.00', () => {
    const result = distribute(request(), beijing);
    expect(result).toMatchObject({
      teamShare: 7_000,
      teamMinor: yuan(616_000),
      unitMinor: yuan(264_000),
      outcome: 'LAW',
      isBelowLowestBound: false,
    });
    expect(result.payouts).toEqual([
      { id: 'a', isLeader: false, amountMinor: yuan(369_600) },
      { id: 'b', isLeader: false, amountMinor: yuan(246_400) },
    ]);
    expect(result.ruleVersions).toEqual([
      'beijing/income-floor/2020-01-01',
      'national/income-floor/2015-10-01',
      'beijing/income-lowest-bound/2002-11-01',
    ]);
    expect(result.notice).toBeUndefined();
  });
  it('refuses less without a recorded basis, to the fen', () => {
    expect(() => distribute(request({ teamShare: 6_999 }), beijing)).toThrow('INCOME_FLOOR_NOT_KEPT');
    const unnamed = { kind: 'UNIT_RULE', ref: ' ', share: 6_000 } as const;
    expect(() => distribute(request({ standard: unnamed }), beijing)).toThrow('INCOME_FLOOR_NOT_KEPT');
  });
  it('follows the unit’s rule or an agreement first, and a state unit never below the nation’s floor', () => {
    const standard = { kind: 'UNIT_RULE', ref: '校科发〔2024〕3号', share: 6_000 } as const;
    expect(distribute(request({ standard }), beijing)).toMatchObject({ teamMinor: yuan(528_000), outcome: 'BELOW_LOCAL' });
    expect(distribute(request({ standard: { ...standard, share: 8_000 } }), beijing)).toMatchObject({ outcome: 'STANDARD' });
    expect(() => distribute(request({ standard: { ...standard, share: 4_999 } }), beijing)).toThrow('INCOME_FLOOR_NOT_KEPT');
    const firm = request({ standard: { ...standard, kind: 'AGREEMENT', share: 1_500 }, isStateUnit: false });
    expect(distribute(firm, beijing)).toMatchObject({ outcome: 'BELOW_LOCAL', isBelowLowestBound: true });
  });
  it('asks for a notice when a leader receives', () => {
    const { notice } = distribute(request({ recipients: [one('a'), one('leader', 1, true)] }), beijing);
    expect(notice).toMatchObject({ because: 'LEADER', leaders: ['leader'], daysAtLeast: 15 });
  });
  it('of shares is 70 % of them, of own exploitation 5 % of profit for five years', () => {
    expect(distribute(request({ shared: { kind: 'EQUITY', amountMinor: 1_000_000 } }), beijing).teamMinor).toBe(700_000);
    const profit = (year: number) =>
      distribute(request({ shared: { kind: 'OWN_EXPLOITATION', amountMinor: yuan(1_000_000), year } }), beijing).teamMinor;
    expect([profit(1), profit(5), profit(6)]).toEqual([yuan(50_000), yuan(50_000), 0]);
  });
});

describe('a distribution elsewhere', () => {
  it('keeps the national half; Zhejiang makes rewards known', () => {
    const result = distribute(request(), zhejiang);
    expect([result.teamMinor, result.notice?.because, result.notice?.ruleVersion]).toEqual([
      yuan(440_000),
      'LAW',
      'zhejiang/reward-notice/2017-10-01',
    ]);
    expect(floorsOf({ kind: 'OWN_EXPLOITATION', amountMinor: 100, year: 4 }, zhejiang).local.share).toBe(0);
  });
  it('needs recipients, each once, with whole parts', () => {
    expect(() => distribute(request({ recipients: [] }), zhejiang)).toThrow('INCOME_FIGURES_INVALID');
    expect(() => distribute(request({ recipients: [one('a'), one('a')] }), zhejiang)).toThrow('INCOME_FIGURES_INVALID');
    expect(() => distribute(request({ recipients: [one('a', 0.5)] }), zhejiang)).toThrow('INCOME_FIGURES_INVALID');
    expect(() => distribute(request({ teamShare: 10_001 }), zhejiang)).toThrow('INCOME_FIGURES_INVALID');
  });
});

describe('exact shares', () => {
  const amount = fc.integer({ min: 0, max: upTo });
  const parts = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 12 });

  it('give what is left to the largest remainders, ties in order', () => {
    expect(splitExactly(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitExactly(1, [1, 2])).toEqual([0, 1]);
    expect(splitExactly(10, [2, 3, 3])).toEqual([2, 4, 4]);
    expect(splitExactly(upTo, [30, 70])).toEqual([(upTo / 10) * 3, (upTo / 10) * 7]);
  });
  it('always add up, and none is more than a fen from its quota', () =>
    fc.assert(
      fc.property(amount, parts, (whole, shares) => {
        const result = splitExactly(whole, shares);
        expect(result.reduce((sum, part) => sum + part, 0)).toBe(whole);
        const total = BigInt(shares.reduce((sum, share) => sum + share, 0));
        result.forEach((part, index) => {
          const distance = BigInt(part) * total - BigInt(whole) * BigInt(shares[index] ?? 0);
          expect(distance < total && -distance < total).toBe(true);
        });
      }),
    ));
  it('rounded up are never below, and never a fen above', () =>
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (whole, share) => {
        const short = BigInt(partAtLeast(whole, share)) * 10_000n - BigInt(whole) * BigInt(share);
        expect(short >= 0n && short < 10_000n).toBe(true);
      }),
    ));
  it('of a distribution add up to the whole, with the team at its floor or above', () =>
    fc.assert(
      fc.property(amount, parts, fc.constantFrom('110000', '330000', '440000'), (amountMinor, shares, region) => {
        const recipients = shares.map((part, index) => one(`r${index}`, part));
        const result = distribute(request({ shared: { kind: 'NET_INCOME', amountMinor }, recipients }), { ...beijing, region });
        expect(result.teamMinor + result.unitMinor).toBe(amountMinor);
        expect(result.payouts.reduce((sum, { amountMinor: part }) => sum + part, 0)).toBe(result.teamMinor);
        expect(result.teamMinor >= result.floors.local.amountMinor).toBe(true);
      }),
    ));
});
