import type { Evidence } from '@lastmile/protocol';
import fc from 'fast-check';
import type { TextFit } from '../model/text-model.js';
import { plainSubject } from '../subject.js';
import type { Subject } from '../subject.js';
import type { Pair } from './fit.js';
import { levelOf, levelThresholds } from './levels.js';
import { compareNumbers, figuresOf } from './numbers.js';
import { policies } from './policy.data.js';
import { policyAt } from './policy.js';
import { mostOf, mostOfPair, scored, scoreOf } from './score.js';

const policy = policyAt('2030-05-20');
const textWeights = { title: 0.4, body: 0.6, related: 0 };
const fitOf = (score: number): TextFit => ({
  score,
  title: score,
  body: score,
  related: 0,
  parts: { title: 0.4 * score, body: 0.6 * score, related: 0 },
});
const pairOf = (own: Partial<Subject>, asked: Partial<Subject>): Pair => {
  const [listing, demand] = [
    { ...plainSubject('', ''), ...own },
    { ...plainSubject('', ''), ...asked },
  ];
  return { listing, demand, numbers: () => compareNumbers(figuresOf(listing), figuresOf(demand)) };
};

describe('a component', () => {
  const others = (own: Partial<Subject>, asked: Partial<Subject>): [string, number, Evidence[]][] =>
    scored({ fit: fitOf(0.6), textWeights }, pairOf(own, asked), policy)
      .components.slice(2)
      .map(({ name, score, evidence }) => [name, Math.round(score * 1_000) / 1_000, evidence]);

  it.each<[string, Partial<Subject>, Partial<Subject>, [string, number, Evidence[]][]]>([
    ['nothing when one side is silent', { field: 'NEW_ENERGY', price: 5, region: '110000', modes: ['LICENCE'] }, {}, []],
    [
      'the same field',
      { field: 'NUCLEAR' },
      { field: 'NUCLEAR' },
      [['field', 1, [{ code: 'FIELD_SAME', values: { field: 'NUCLEAR' } }]]],
    ],
    [
      'a neighbouring field',
      { field: 'NEW_MATERIALS' },
      { field: 'NEW_ENERGY' },
      [['field', 0.5, [{ code: 'FIELD_RELATED', values: { listing: 'NEW_MATERIALS', demand: 'NEW_ENERGY' } }]]],
    ],
    [
      'a distant field',
      { field: 'AGRICULTURE' },
      { field: 'AEROSPACE' },
      [['field', 0, [{ code: 'FIELD_OTHER', values: { listing: 'AGRICULTURE', demand: 'AEROSPACE' } }]]],
    ],
    [
      'a price within the budget',
      { price: 100 },
      { budget: 100, budgetMin: 100 },
      [['price', 1, [{ code: 'PRICE_WITHIN_BUDGET', values: { price: 100, budget: 100 } }]]],
    ],
    [
      'a price below the least of the budget',
      { price: 10 },
      { budget: 100, budgetMin: 50 },
      [['price', 1, [{ code: 'PRICE_WITHIN_BUDGET', values: { price: 10, budget: 100 } }]]],
    ],
    [
      'a price of twice the budget',
      { price: 200 },
      { budget: 100 },
      [['price', 0.25, [{ code: 'PRICE_OVER_BUDGET', values: { price: 200, budget: 100, over: 100 } }]]],
    ],
    [
      'all modes',
      { modes: ['LICENCE', 'SERVICE'] },
      { modes: ['SERVICE'] },
      [['mode', 1, [{ code: 'MODES_OFFERED', values: { modes: 'SERVICE' } }]]],
    ],
    [
      'one mode of two, and one that may stand in',
      { modes: ['LICENCE', 'SERVICE'] },
      { modes: ['SERVICE', 'ASSIGNMENT'] },
      [
        [
          'mode',
          0.75,
          [
            { code: 'MODES_PARTLY_OFFERED', values: { modes: 'SERVICE,ASSIGNMENT', offered: 'LICENCE,SERVICE' } },
            { code: 'MODE_COMPATIBLE', values: { wanted: 'ASSIGNMENT', offered: 'LICENCE' } },
          ],
        ],
      ],
    ],
    [
      'no mode',
      { modes: ['LICENCE'] },
      { modes: ['SERVICE'] },
      [['mode', 0, [{ code: 'MODES_PARTLY_OFFERED', values: { modes: 'SERVICE', offered: 'LICENCE' } }]]],
    ],
    [
      'an assignment of what is licensed',
      { modes: ['ASSIGNMENT'], licences: [{ mode: 'SOLE' }, { mode: 'SOLE' }] },
      { modes: ['ASSIGNMENT'] },
      [
        [
          'mode',
          1,
          [
            { code: 'MODES_OFFERED', values: { modes: 'ASSIGNMENT' } },
            { code: 'LICENCES_REMAIN', values: { modes: 'SOLE' } },
          ],
        ],
      ],
    ],
  ])('%s', (_, own, asked, expected) => expect(others(own, asked)).toEqual(expected));

  it.each([
    [7, { readinessLevel: 7 }, 1, 'READINESS_REACHED'],
    [9, { readinessLevel: 7 }, 1, 'READINESS_REACHED'],
    [6, { readinessLevel: 7 }, 0.6, 'READINESS_BELOW'],
    [5, { readinessLevel: 7 }, 0.3, 'READINESS_BELOW'],
    [4, { readinessLevel: 7 }, 0, 'READINESS_BELOW'],
    [4, { modes: ['DEVELOPMENT_COMMISSIONED'] }, 1, 'READINESS_SUITS_MODE'],
    [8, { modes: ['DEVELOPMENT_COOPERATIVE'] }, 0.3, 'READINESS_LATE_FOR_MODE'],
    [8, { modes: ['LICENCE'] }, 1, 'READINESS_SUITS_MODE'],
    [5, { modes: ['ASSIGNMENT'] }, 0.3, 'READINESS_EARLY_FOR_MODE'],
    [8, { modes: ['DEVELOPMENT_COOPERATIVE', 'LICENCE'] }, 1, 'READINESS_SUITS_MODE'],
  ])('maturity %d for %j is %d', (readinessLevel, asked, score, code) => {
    const [maturity] = others({ readinessLevel }, asked);
    expect(maturity?.slice(0, 2)).toEqual(['maturity', score]);
    expect(maturity?.[2].map((one) => one.code)).toEqual([code]);
  });
  it('maturity is not compared for modes that no level is usual for', () =>
    expect(others({ readinessLevel: 3 }, { modes: ['SERVICE'] })).toEqual([]));
});

describe('a priority', () => {
  const weightOf = (own: Partial<Subject>, asked: Partial<Subject>, text = 0.6) =>
    scored({ fit: fitOf(text), textWeights }, pairOf(own, asked), policy)
      .components.slice(2)
      .map(({ name, score, weight, evidence }) => [name, score, weight, evidence[0]?.code]);

  it.each([
    ['110108', '110108', 1, 0.05, 'REGION_SAME_DISTRICT'],
    ['110108', '110105', 1, 0.04, 'REGION_SAME_CITY'],
    ['110000', '110105', 1, 0.04, 'REGION_SAME_CITY'],
    ['440300', '440305', 1, 0.04, 'REGION_SAME_CITY'],
    ['440100', '440300', 1, 0.025, 'REGION_SAME_PROVINCE'],
    ['440000', '440300', 1, 0.025, 'REGION_SAME_PROVINCE'],
    ['440100', '110105', 0, 0, 'REGION_ELSEWHERE'],
  ])('of %s and %s', (own, asked, score, weight, code) =>
    expect(weightOf({ region: own }, { region: asked })).toEqual([['region', score, weight, code]]),
  );
  it('goes to small businesses that ask, not to those that offer', () => {
    expect(weightOf({}, { smallBusiness: true })).toEqual([['smallBusiness', 1, 0.03, 'SMALL_BUSINESS']]);
    expect(weightOf({ smallBusiness: true }, { smallBusiness: false })).toEqual([]);
  });
  it('gives nothing to texts that do not fit', () => {
    expect(weightOf({ region: '110108' }, { region: '110108', smallBusiness: true }, 0.25).map(([, , weight]) => weight)).toEqual(
      [0, 0],
    );
  });
});

const subject: fc.Arbitrary<Partial<Subject>> = fc.record(
  {
    field: fc.constantFrom('NEW_ENERGY', 'NEW_MATERIALS', 'AGRICULTURE'),
    modes: fc.subarray(['LICENCE', 'SERVICE', 'ASSIGNMENT']),
    region: fc.constantFrom('110000', '110101', '440300'),
    price: fc.nat({ max: 1_000 }),
    budget: fc.nat({ max: 1_000 }),
    readinessLevel: fc.integer({ min: 1, max: 9 }),
    smallBusiness: fc.boolean(),
    indicators: fc.subarray([
      { name: '硬度', operator: 'GE' as const, value: 58, unit: 'HRC' },
      { name: '寿命', operator: 'GE' as const, value: 10, unit: '年' },
    ]),
  },
  { requiredKeys: [] },
);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyPolicy = fc.constantFrom(...policies);

describe('whatever is compared', () => {
  it('the score is the sum of its components, whose weights add up to 1', () => {
    fc.assert(
      fc.property(share, subject, subject, anyPolicy, (text, own, asked, one) => {
        const { score, components } = scored({ fit: fitOf(text), textWeights }, pairOf(own, asked), one);
        expect(components.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
        expect(components.reduce((sum, part) => sum + part.weight * part.score, 0)).toBeCloseTo(score, 3);
        expect(score).toBe(scoreOf(text, pairOf(own, asked), one));
      }),
    );
  });
  it('nothing lifts a pair whose texts do not fit', () => {
    fc.assert(
      fc.property(share, subject, subject, (part, own, asked) => {
        const text = part * (levelThresholds[0] - 0.0001);
        expect(levelOf(scoreOf(text, pairOf(own, asked), policy))).toBe(1);
      }),
    );
  });
  it('a better text never scores less, and no pair scores more than the most', () => {
    fc.assert(
      fc.property(share, share, subject, subject, (a, b, own, asked) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)];
        const pair = pairOf(own, asked);
        expect(scoreOf(less, pair, policy)).toBeLessThanOrEqual(scoreOf(more, pair, policy));
        for (const side of [pair.listing, pair.demand]) {
          const most = mostOf(side, policy);
          expect(scoreOf(more, pair, policy)).toBeLessThanOrEqual(most(more));
          expect(most(less)).toBeLessThanOrEqual(most(more));
        }
        expect(scoreOf(more, pair, policy)).toBeLessThanOrEqual(mostOfPair(more, pair, policy));
      }),
      { numRuns: 1_000 },
    );
  });
  it('a priority never takes anything away', () => {
    fc.assert(
      fc.property(share, subject, subject, anyPolicy, (text, own, asked, one) => {
        const { region: _, ...elsewhere } = own;
        const { smallBusiness: __, region: ___, ...large } = asked;
        expect(scoreOf(text, pairOf(own, asked), one)).toBeGreaterThanOrEqual(scoreOf(text, pairOf(elsewhere, large), one));
      }),
    );
  });
});
