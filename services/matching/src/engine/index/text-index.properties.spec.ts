import fc from 'fast-check';
import { createHandModel } from '../model/hand-model.js';
import { pairFeatures } from '../model/pair-features.js';
import type { PairFeatures, TextModel } from '../model/text-model.js';
import { plainSubject } from '../subject.js';
import type { Entry } from '../subject.js';
import type { TextVector } from '../text/text-vector.js';
import { vectorOf } from '../text/text-vector.js';
import type { TextIndex } from './rank-door.js';
import { compact, createTextIndex, entryAt, idAtPlace, putEntry, rank, removeEntry, sizeOf } from './text-index.js';

const words = ['电池', '锂电池', '正极材料', '轴承', '淬火', '陶瓷', '氮化硅', '风电', '检测系统', '水处理', '的', '一种', '，'];
const latin = [' battery ', ' lithium ion battery ', ' coating ', ' bearings ', ' 300 ', ' LED ', ' silicon nitride '];

/** Small vectors of its own, so that the dense features are under test too. */
const dense = (vector: TextVector, part: 'title' | 'whole'): Int8Array => {
  const sums = new Int8Array(4);
  vector.terms.forEach((term, at) => (sums[term % 4]! += vector[part][at]!));
  return sums;
};
const model: TextModel = { ...createHandModel(), dimensions: 4, embed: dense };

const text = fc.array(fc.constantFrom(...words, ...words, ...latin), { maxLength: 9 }).map((pieces) => pieces.join(''));
const entryOf = (kind: Entry['kind'], ids: number): fc.Arbitrary<Entry> =>
  fc.record({ id: fc.nat({ max: ids }), title: text, body: text }).map(({ id, title, body }) => ({
    ...plainSubject(title, body),
    kind,
    id: `${kind}${id}`,
  }));
const entry = fc.constantFrom<Entry['kind']>('LISTING', 'DEMAND').chain((kind) => entryOf(kind, 30));
type Step = { put: Entry } | { remove: Entry };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: entry.map((put) => ({ put })) },
  { weight: 1, arbitrary: entry.map((remove) => ({ remove })) },
);

const put = (index: TextIndex, one: Entry): void => putEntry(index, one, vectorOf(one));
const after = (steps: readonly Step[]): { index: TextIndex; living: Entry[] } => {
  const index = createTextIndex(model);
  const living = new Map<string, Entry>();
  for (const one of steps)
    if ('put' in one) {
      put(index, one.put);
      living.delete(one.put.id);
      living.set(one.put.id, one.put);
    } else {
      removeEntry(index, one.remove.kind === 'LISTING' ? 0 : 1, one.remove.id);
      living.delete(one.remove.id);
    }
  return { index, living: [...living.values()] };
};

interface Seen {
  id: string;
  features: PairFeatures;
  preselected: number;
}
const ranked = (
  index: TextIndex,
  vector: TextVector,
  { side, limit, least }: { side: 0 | 1; limit: number; least?: number },
): Seen[] => {
  const seen: Seen[] = [];
  rank(index, side, {
    request: { vector, limit, least },
    visit: (place, features, preselected) => seen.push({ id: idAtPlace(index, side, place), features, preselected }),
  });
  return seen;
};

const { title: ofTitle, whole: ofWhole } = model.preselection;
const preselected = ({ title, whole }: PairFeatures): number =>
  title.reduce((sum, cosine, group) => sum + cosine * ofTitle[group]! + whole[group]! * ofWhole[group]!, 0);
const naive = (living: readonly Entry[], vector: TextVector, side: 0 | 1): Seen[] =>
  living
    .filter(({ kind }) => kind === (side === 0 ? 'LISTING' : 'DEMAND'))
    .map((one) => {
      const own = vectorOf(one);
      const features = side === 0 ? pairFeatures(model, own, vector) : pairFeatures(model, vector, own);
      return { id: one.id, features, preselected: preselected(features) };
    })
    .filter((one) => one.preselected > 0)
    .sort((a, b) => b.preselected - a.preselected || (a.id < b.id ? -1 : 1));

const flat = ({ features: { title, whole, ...others } }: Seen): number[] => [
  ...title,
  ...whole,
  ...Object.values(others).map(Number),
];
const expectSame = (actual: readonly Seen[], expected: readonly Seen[]): void => {
  expect(actual.map((one) => Math.round(one.preselected * 1e9))).toEqual(
    expected.map((one) => Math.round(one.preselected * 1e9)),
  );
  const byId = new Map(expected.map((one) => [one.id, one]));
  for (const one of actual) {
    const other = byId.get(one.id);
    if (other) {
      const expectedFeatures = flat(other);
      expect(flat(one).filter((value, at) => !(Math.abs(value - expectedFeatures[at]!) < 5e-7))).toEqual([]);
    } else expect(one.preselected).toBeCloseTo(expected.at(-1)?.preselected ?? 0, 9);
  }
};

describe('an index after any history', () => {
  const history = fc.array(step, { maxLength: 60 });
  it('ranks as scoring every text would, to the last place', () => {
    fc.assert(
      fc.property(
        history,
        text,
        text,
        fc.constantFrom<0 | 1>(0, 1),
        fc.integer({ min: 1, max: 8 }),
        (steps, title, body, side, limit) => {
          const { index, living } = after(steps);
          const vector = vectorOf({ title, body });
          expectSame(ranked(index, vector, { side, limit }), naive(living, vector, side).slice(0, limit));
        },
      ),
      { numRuns: 150 },
    );
  });
  it('is the same as one that was built of what is left, before and after compaction', () => {
    fc.assert(
      fc.property(history, text, (steps, title) => {
        const { index, living } = after(steps);
        const fresh = createTextIndex(model);
        living.forEach((one) => put(fresh, one));
        const vector = vectorOf({ title, body: '' });
        const expected = ranked(fresh, vector, { side: 0, limit: 50 });
        expect(ranked(index, vector, { side: 0, limit: 50 })).toEqual(expected);
        compact(index);
        expect(ranked(index, vector, { side: 0, limit: 50 })).toEqual(expected);
        expect(sizeOf(index, 0)).toBe(living.filter(({ kind }) => kind === 'LISTING').length);
        for (let place = 0; place < sizeOf(index, 0); place += 1)
          expect(entryAt(index, 0, place)).toEqual(living.find(({ id }) => id === idAtPlace(index, 0, place)));
      }),
      { numRuns: 100 },
    );
  });
  it('leaves out what is below the least score', () => {
    fc.assert(
      fc.property(history, text, fc.double({ min: 0.01, max: 0.9, noNaN: true }), (steps, title, least) => {
        const { index } = after(steps);
        const vector = vectorOf({ title, body: '' });
        const all = ranked(index, vector, { side: 1, limit: 50 });
        const some = ranked(index, vector, { side: 1, limit: 50, least });
        expect(some).toEqual(all.filter((one) => one.preselected >= least));
      }),
      { numRuns: 100 },
    );
  });
});

describe('many texts', () => {
  const random = fc.sample(fc.record({ title: text, body: text }), { numRuns: 3_000, seed: 7 });
  const { index, living } = after(
    random.map((one, at) => ({ put: { ...plainSubject(one.title, one.body), kind: 'LISTING', id: `${at}` } })),
  );
  it('are ranked exactly although common terms are left out', () => {
    for (const { title, body } of random.slice(0, 12)) {
      const vector = vectorOf({ title, body });
      expectSame(ranked(index, vector, { side: 0, limit: 10 }), naive(living, vector, 0).slice(0, 10));
    }
  });
  it('close up when many have gone', () => {
    for (let at = 0; at < 1_500; at += 1) removeEntry(index, 0, `${at}`);
    expect(index.shelves[0].size).toBeLessThan(2_600);
    const vector = vectorOf({ title: '风电轴承', body: '淬火陶瓷' });
    expectSame(ranked(index, vector, { side: 0, limit: 20 }), naive(living.slice(1_500), vector, 0).slice(0, 20));
  });
});

describe('a text', () => {
  it('of twenty thousand characters, of no term, or of an id that is there already, is a text as any other', () => {
    const long = Array.from({ length: 20_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7919) % 20_000))).join('');
    const { index } = after([
      { put: { ...plainSubject('轴承', long), kind: 'LISTING', id: 'long' } },
      { put: { ...plainSubject('', ''), kind: 'LISTING', id: 'empty' } },
      { put: { ...plainSubject('陶瓷', ''), kind: 'LISTING', id: 'twice' } },
      { put: { ...plainSubject('轴承', ''), kind: 'LISTING', id: 'twice' } },
    ]);
    expect(sizeOf(index, 0)).toBe(3);
    expect(ranked(index, vectorOf({ title: '轴承', body: '' }), { side: 0, limit: 9 }).map(({ id }) => id)).toEqual([
      'twice',
      'long',
    ]);
    expect(ranked(index, vectorOf({ title: '', body: long }), { side: 0, limit: 1 })[0]?.id).toBe('long');
    expect(ranked(index, vectorOf({ title: '', body: '' }), { side: 0, limit: 9 })).toEqual([]);
  });
});
