import fc from 'fast-check';
import { createEngine } from './engine.js';
import type { Engine } from './engine.js';
import { constraintsOf } from './pair/constraints.js';
import { plainSubject } from './subject.js';
import type { Entry, Kind, Subject } from './subject.js';

const chinesePieces = [
  '电池',
  '锂电池',
  '正极材料',
  '轴承',
  '淬火',
  '陶瓷',
  '的',
  '一种',
  '检测',
  '系统',
  '氮化硅',
  '水',
  '处理',
  '风电',
];
const otherPieces = [' battery ', ' lithium ion battery ', ' coating ', ' of ', ' bearings ', ' 300 ', ' 0.5 mm ', ' LED ', '，'];
const textOf = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...pieces), { maxLength: 8 }).map((chosen) => chosen.join(''));
const text = textOf([...chinesePieces, ...otherPieces]);
const chinese = textOf(chinesePieces);
const named = (name: string) => ({ name, operator: 'GE' as const, value: 1, unit: '' });
const subject: fc.Arbitrary<Subject> = fc.record(
  {
    organisationId: fc.constantFrom('a', 'b', 'c'),
    title: text,
    body: text,
    field: fc.constantFrom('NEW_ENERGY', 'TRANSPORT'),
    modes: fc.subarray(['LICENCE', 'SERVICE']),
    region: fc.constantFrom('110000', '110101', '440300'),
    indicators: fc.subarray([named('硬度'), named('寿命')]),
    readinessLevel: fc.integer({ min: 1, max: 9 }),
    smallBusiness: fc.boolean(),
    licences: fc.subarray([{ mode: 'SOLE' as const }]),
    price: fc.nat({ max: 1_000 }),
    budget: fc.nat({ max: 1_000 }),
  },
  { requiredKeys: ['organisationId', 'title', 'body', 'modes', 'indicators'] },
);
const entryOf = (kind: Kind): fc.Arbitrary<Entry> =>
  fc.tuple(subject, fc.constantFrom('1', '2', '3', '4', '5', '6')).map(([one, id]) => ({ ...one, kind, id }));
const entry = fc.constantFrom<Kind>('LISTING', 'DEMAND').chain(entryOf);
const entries = fc.array(entry, { maxLength: 12 });

const filled = (all: readonly Entry[]): Engine => {
  const engine = createEngine();
  all.forEach((one) => engine.put(one));
  return engine;
};
/** What is left of puts in order: the last of each kind and id. */
const lastOfEach = (all: readonly Entry[]): Entry[] => [...new Map(all.map((one) => [one.kind + one.id, one])).values()];
const rankAll = (engine: Engine, one: Subject) =>
  (['LISTING', 'DEMAND'] as const).map((kind) =>
    engine.rank(one, { kind, limit: 100 }).map(({ entry: { id }, ...rated }) => ({ id, ...rated })),
  );

describe('whatever is indexed', () => {
  it('is ranked as by rating every entry', () => {
    fc.assert(
      fc.property(
        entries,
        subject,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        (all, asked, limit, minLevel) => {
          const engine = filled(all);
          const expected = lastOfEach(all)
            .filter((one) => one.kind === 'LISTING' && constraintsOf(one, asked, '').length === 0)
            .map((one) => ({ id: one.id, ...engine.rate(one, asked) }))
            .filter(({ score, level }) => score > 0 && level >= minLevel)
            .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
          const ranked = engine.rank(asked, { kind: 'LISTING', limit, minLevel });
          expect(ranked.map(({ entry: { id }, ...rated }) => ({ id, ...rated }))).toEqual(expected.slice(0, limit));
        },
      ),
      { numRuns: 60 },
    );
  });
  it('leaves no trace once removed', () => {
    fc.assert(
      fc.property(entries, entries, subject, (kept, removed, asked) => {
        const ids = new Set(kept.map(({ kind, id }) => kind + id));
        const passing = removed.filter(({ kind, id }) => !ids.has(kind + id));
        const engine = filled([...passing, ...kept]);
        passing.forEach(({ kind, id }) => engine.remove(kind, id));
        expect(rankAll(engine, asked)).toEqual(rankAll(filled(kept), asked));
      }),
      { numRuns: 60 },
    );
  });
  it('counts the same in any order', () => {
    fc.assert(
      fc.property(entries, subject, (all, asked) => {
        const last = lastOfEach(all);
        expect(rankAll(filled(last.toReversed()), asked)).toEqual(rankAll(filled(all), asked));
      }),
      { numRuns: 60 },
    );
  });
  it('scores between 0 and 1, as the sum of its components', () => {
    const engine = createEngine();
    fc.assert(
      fc.property(subject, subject, (own, asked) => {
        const { score, level } = engine.rate(own, asked);
        const { components } = engine.explain(own, asked);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect([1, 2, 3, 4]).toContain(level);
        expect(components.reduce((sum, one) => sum + one.weight, 0)).toBeCloseTo(1, 4);
        expect(components.reduce((sum, one) => sum + one.weight * one.score, 0)).toBeCloseTo(score, 3);
      }),
      { numRuns: 60 },
    );
  });
  it('scores a pair the same, whichever side asks', () => {
    fc.assert(
      fc.property(entryOf('LISTING'), entryOf('DEMAND'), (own, asked) => {
        const engine = filled([own, asked]);
        const scoreOf = (one: Entry, kind: Kind) => engine.consider(one, { kind, limit: 1 });
        const [there, back] = [scoreOf(asked, 'LISTING'), scoreOf(own, 'DEMAND')];
        const rated = ({ best, blocked }: typeof there) => [...best, ...blocked].map(({ score, level }) => ({ score, level }));
        expect(rated(there)).toEqual(rated(back));
        for (const one of rated(there)) expect(one).toEqual(engine.rate(own, asked));
      }),
      { numRuns: 60 },
    );
  });
  it('is explained by words that add up to what the texts give', () => {
    const engine = createEngine();
    fc.assert(
      fc.property(subject, subject, (listing, demand) => {
        const { words, components } = engine.explain(listing, demand);
        const ofText = components.filter(({ name }) => name === 'title' || name === 'body');
        const given = ofText.reduce((total, { score, weight }) => total + score * weight, 0);
        const sum = words.reduce((total, { weight }) => total + weight, 0);
        if (words.length > 0) expect(Math.abs(sum - given)).toBeLessThan(0.005);
        for (const { word, weight } of words) {
          expect(weight).toBeGreaterThan(0);
          expect(word.length).toBeGreaterThan(1);
          expect(word).not.toMatch(/^[\d.]+$/);
        }
      }),
      { numRuns: 60 },
    );
  });
  it('is explained by the whole words that stand in both texts', () => {
    const engine = createEngine();
    fc.assert(
      fc.property(chinese, chinese, (own, asked) => {
        const { words } = engine.explain(plainSubject('轴承表面淬火', own), plainSubject('轴承表面淬火', asked));
        expect(words.map(({ word }) => word)).toEqual(expect.arrayContaining(['轴承', '表面淬火']));
      }),
      { numRuns: 60 },
    );
  });
});
