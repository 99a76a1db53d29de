import type { DeclineReason, MatchSide } from '@lastmile/protocol';
import { declineReasons } from '@lastmile/protocol';
import fc from 'fast-check';
import type { PairSide, RatedPair } from '../worker/engine-door.js';
import { advice } from './advice.data.js';
import type { Decline } from './feedback.js';
import { explainedWith, feedbackOf, neighboursFor, ratedWith } from './feedback.js';
import { feedbackPolicyAt } from './feedback.policy.js';

const now = '2030-05-20T10:00:00.000Z';
const policy = { ...feedbackPolicyAt(now), leastLikeness: 0.25 };
const { shares } = policy;

const side = (id: string, more: Partial<PairSide> = {}): PairSide => ({
  id,
  revision: 2,
  organisationId: `owner of ${id}`,
  title: id,
  isAnonymous: false,
  ...more,
});
const pairOf = (listing: Partial<PairSide> = {}, demand: Partial<PairSide> = {}) => ({
  listing: side('l', listing),
  demand: side('d', demand),
});
const declineOf = (reason: DeclineReason, by: MatchSide, change: Partial<Decline> = {}): Decline => ({
  listingId: 'other-l',
  demandId: 'd',
  supplyId: 'owner of other-l',
  demandOwnerId: 'owner of d',
  side: by,
  reason,
  seen: { listing: 2, demand: 2 },
  at: '2030-05-01T10:00:00.000Z',
  ...change,
});
/** Of another demand with the same listing. */
const ofListing: Partial<Decline> = {
  listingId: 'l',
  demandId: 'other-d',
  supplyId: 'owner of l',
  demandOwnerId: 'owner of other-d',
};
const shareOf = (decline: Decline, pair = pairOf(), alike = 1): number =>
  feedbackOf({ pair, declines: [decline], likeness: () => alike, policy, now })?.share ?? 0;

describe('a decline of a neighbour', () => {
  it('as of the wrong field counts as far as the texts are alike', () => {
    expect(shareOf(declineOf('WRONG_FIELD', 'DEMAND'), pairOf(), 0.8)).toBeCloseTo(0.8 * shares.WRONG_FIELD, 4);
    expect(shareOf(declineOf('WRONG_FIELD', 'SUPPLY', ofListing), pairOf(), 0.5)).toBeCloseTo(0.5 * shares.WRONG_FIELD, 4);
    expect(shareOf(declineOf('WRONG_FIELD', 'DEMAND'), pairOf(), 0.2)).toBe(0);
  });
  it.each([
    [120, 100, shares.PRICE],
    [100, 100, shares.PRICE],
    [99, 100, 0],
    [undefined, 100, 0],
    [120, undefined, 0],
  ])('as too dear counts for offers as dear or dearer (%s after %s)', (price, then, expected) => {
    const seen = { listing: 2, demand: 2, price: then };
    expect(shareOf(declineOf('PRICE', 'DEMAND', { seen }), pairOf({ price }))).toBe(expected);
  });
  it('by a supplier as too dear counts for budgets as small or smaller', () => {
    const declined = declineOf('PRICE', 'SUPPLY', { ...ofListing, seen: { listing: 2, demand: 2, budget: 50 } });
    expect(shareOf(declined, pairOf({}, { budget: 50 }))).toBe(shares.PRICE);
    expect(shareOf(declined, pairOf({}, { budget: 51 }))).toBe(0);
  });
  it.each([
    [4, shares.TOO_EARLY],
    [3, shares.TOO_EARLY],
    [5, 0],
    [undefined, 0],
  ])('as too early counts up to that readiness (%s after 4)', (readinessLevel, expected) => {
    const seen = { listing: 2, demand: 2, readinessLevel: 4 };
    expect(shareOf(declineOf('TOO_EARLY', 'DEMAND', { seen }), pairOf({ readinessLevel }))).toBe(expected);
  });
  it.each(['NO_ADVANTAGE_SHOWN', 'DESCRIPTION_UNCLEAR'] as const)(
    'as %s counts for that listing until it is revised',
    (reason) => {
      const declined = declineOf(reason, 'DEMAND', ofListing);
      expect(shareOf(declined)).toBe(shares[reason]);
      expect(shareOf(declined, pairOf({ revision: 3 }))).toBe(0);
      expect(shareOf(declineOf(reason, 'DEMAND'))).toBe(0);
      expect(shareOf(declineOf(reason, 'SUPPLY'))).toBe(shares[reason]);
    },
  );
  it('for want of capacity counts for that side for a time', () => {
    expect(shareOf(declineOf('CAPACITY', 'DEMAND'))).toBe(shares.CAPACITY);
    expect(shareOf(declineOf('CAPACITY', 'SUPPLY'))).toBe(0);
    expect(shareOf(declineOf('CAPACITY', 'SUPPLY', ofListing))).toBe(shares.CAPACITY);
    expect(shareOf(declineOf('CAPACITY', 'DEMAND', { at: '2030-02-19T10:00:00.001Z' }))).toBe(shares.CAPACITY);
    expect(shareOf(declineOf('CAPACITY', 'DEMAND', { at: '2030-02-19T10:00:00.000Z' }))).toBe(0);
  });
  it('for secrecy counts in full for the same owner, else as far as the texts are alike', () => {
    const same = declineOf('SECRECY', 'DEMAND', { supplyId: 'owner of l' });
    expect(shareOf(same, pairOf(), 0)).toBe(shares.SECRECY);
    expect(shareOf(declineOf('SECRECY', 'DEMAND'), pairOf(), 0.6)).toBeCloseTo(0.6 * shares.SECRECY, 4);
  });
  it('for another reason counts a little', () => expect(shareOf(declineOf('OTHER', 'SUPPLY'))).toBe(shares.OTHER));
  it.each([...declineReasons])('as %s says nothing of the pair itself, nor of strangers', (reason) => {
    for (const by of ['SUPPLY', 'DEMAND'] as const) {
      expect(shareOf(declineOf(reason, by, { listingId: 'l' }))).toBe(0);
      expect(shareOf(declineOf(reason, by, { demandId: 'other-d' }))).toBe(0);
    }
  });
});

describe('several declines', () => {
  it('are counted by reason and side, and each takes of what the others left', () => {
    const declines = [
      declineOf('DESCRIPTION_UNCLEAR', 'DEMAND', ofListing),
      declineOf('CAPACITY', 'DEMAND'),
      declineOf('DESCRIPTION_UNCLEAR', 'DEMAND', { ...ofListing, demandId: 'third-d' }),
    ];
    expect(feedbackOf({ pair: pairOf(), declines, likeness: () => 0, policy, now })).toEqual({
      share: 0.3925, // 1 - 0.9 x 0.9 x 0.75
      evidence: [
        {
          code: 'DECLINED_BEFORE',
          values: { reason: 'CAPACITY', side: 'DEMAND', count: 1, share: 0.25, policy: policy.version },
        },
        {
          code: 'DECLINED_BEFORE',
          values: { reason: 'DESCRIPTION_UNCLEAR', side: 'DEMAND', count: 2, share: 0.19, policy: policy.version },
        },
      ],
    });
  });
  it('are nothing when none bears on the pair', () =>
    expect(feedbackOf({ pair: pairOf(), declines: [], likeness: () => 1, policy, now })).toBeUndefined());

  const decline = fc.record({
    listingId: fc.constantFrom('l', 'l2', 'l3'),
    demandId: fc.constantFrom('d', 'd2'),
    supplyId: fc.constantFrom('owner of l', 'x'),
    demandOwnerId: fc.constantFrom('owner of d', 'y'),
    side: fc.constantFrom('SUPPLY' as const, 'DEMAND' as const),
    reason: fc.constantFrom(...declineReasons),
    seen: fc.record({ listing: fc.nat({ max: 3 }), demand: fc.nat({ max: 3 }), price: fc.constantFrom(undefined, 5, 10) }),
    at: fc.constantFrom('2029-01-01T00:00:00.000Z', '2030-05-01T00:00:00.000Z'),
  });
  const likeness = ({ otherId }: { otherId: string }): number => (otherId.endsWith('2') ? 0.7 : 0.1);
  it('only lower a score, the more the more there are, in any order, and never below the part that the policy leaves', () => {
    fc.assert(
      fc.property(fc.array(decline, { maxLength: 12 }), decline, (declines, one) => {
        const pair = pairOf({ price: 7 });
        const share = (given: Decline[]): number => feedbackOf({ pair, declines: given, likeness, policy, now })?.share ?? 0;
        expect(share(declines.toReversed())).toBe(share(declines));
        expect(share([...declines, one])).toBeGreaterThanOrEqual(share(declines));
        expect(share([...declines, one])).toBeLessThanOrEqual(policy.most);
      }),
    );
  });
  it('need to know how alike those are that they speak of', () => {
    const declines = [
      declineOf('WRONG_FIELD', 'DEMAND'),
      declineOf('OTHER', 'SUPPLY', ofListing),
      declineOf('CAPACITY', 'DEMAND'),
    ];
    expect(neighboursFor(pairOf(), declines)).toEqual([
      { kind: 'LISTING', id: 'l', otherId: 'other-l' },
      { kind: 'DEMAND', id: 'd', otherId: 'other-d' },
    ]);
  });
});

describe('a pair rated with feedback', () => {
  const rated: RatedPair = { ...pairOf(), score: 0.8, level: 4, constraints: [] };
  const explanation = {
    words: [{ word: '轴承', weight: 0.4 }],
    components: [
      { name: 'title', score: 1, weight: 0.6 },
      { name: 'body', score: 0.5, weight: 0.4 },
    ],
    engineVersion: 'e',
  };
  const evidence = [{ code: 'DECLINED_BEFORE', values: { reason: 'OTHER', side: 'DEMAND', count: 1, share: 0.25 } }];
  it('shows what was taken away as a component, and its parts still add up to the score', () => {
    const after = ratedWith(rated, { share: 0.25, evidence });
    expect(after).toMatchObject({ score: 0.6, level: 3 });
    const told = explainedWith(explanation, after.feedback);
    expect(told).toEqual({
      words: [{ word: '轴承', weight: 0.3 }],
      components: [
        { name: 'title', score: 1, weight: 0.45 },
        { name: 'body', score: 0.5, weight: 0.3 },
        { name: 'feedback', score: 0, weight: 0.25, evidence },
      ],
      engineVersion: 'e',
    });
    expect(told.components.reduce((sum, { score, weight }) => sum + score * weight, 0)).toBeCloseTo(after.score, 4);
    expect(told.components.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 4);
  });
  it('is as it was without any', () => {
    expect(ratedWith(rated, undefined)).toBe(rated);
    expect(explainedWith(explanation, undefined)).toEqual(explanation);
  });
});

describe('the policy', () => {
  it('is the one in force at the instant, the first one before', () => {
    expect(feedbackPolicyAt('2026-11-01T00:00:00.000Z').version).toBe('feedback-2026-11-01');
    expect(feedbackPolicyAt('2020-01-01T00:00:00.000Z').version).toBe('feedback-2026-11-01');
  });
  it.each([...declineReasons])('weighs %s, and there is advice on it in both languages', (reason) => {
    expect(policy.shares[reason]).toBeGreaterThan(0);
    expect(policy.shares[reason]).toBeLessThanOrEqual(policy.most);
    for (const kind of ['LISTING', 'DEMAND'] as const) {
      expect(advice[kind][reason].zh).toMatch(/\p{Script=Han}/u);
      expect(advice[kind][reason].en).toMatch(/[a-z]/);
    }
  });
});
