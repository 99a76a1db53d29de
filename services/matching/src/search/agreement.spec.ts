import { achievementKinds, cooperationModes, marketFields, priceBands, searchInputSchema } from '@lastmile/protocol';
import type { SearchFilter, SearchOutput } from '@lastmile/protocol';
import fc from 'fast-check';
import { createTextIndex, putEntry, removeEntry, sideOf } from '../engine/index/text-index.js';
import { createHandModel } from '../engine/model/hand-model.js';
import { vectorOf } from '../engine/text/text-vector.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { percolationOf, searchIndexOf } from './index-view.js';
import { createNaiveIndex, createNaivePercolation } from '../../test/naive-index.js';
import { ask, search } from './searching.js';
import type { Searching } from './searching.js';
import { createStandingSearches, isEmptyQuery, understandStanding } from './standing.js';
import { loadDictionaries } from './words/dictionaries.js';
import { indexedWords } from './words/indexed-words.js';
import { createLexicon } from './words/lexicon.js';
import { createWords } from './words/words.js';

const now = '2030-05-20T10:00:00.000Z';
const model = createHandModel();
const words = createWords({ ...loadDictionaries(), lexicon: createLexicon() });

const subjects = ['锂电池', '热泵', '回收', '铅酸', '离心水泵', 'battery', 'recycling', 'heat pump', 'lifepo4', '25kw', '涂层'];
const given = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const record = fc.record({
  id: fc.constantFrom(...'abcdefghijklmnop'),
  title: fc.uniqueArray(fc.constantFrom(...subjects), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
  body: fc.array(fc.constantFrom(...subjects, '的', '。', '用于'), { maxLength: 6 }).map((parts) => parts.join('')),
  field: given(fc.constantFrom(...marketFields.slice(0, 3))),
  region: given(fc.constantFrom('110000', '320500', '320100', '330000')),
  modes: fc.uniqueArray(fc.constantFrom(...cooperationModes.slice(0, 3)), { maxLength: 2 }),
  achievementKind: given(fc.constantFrom(...achievementKinds.slice(0, 2))),
  readinessLevel: given(fc.integer({ min: 1, max: 9 })),
  price: given(fc.constantFrom(0, 9_999_999, 10_000_000, 60_000_000, 200_000_000, 900_000_000)),
  validUntil: given(fc.constantFrom('2030-05-19', '2030-05-20')),
  publishedAt: fc.constantFrom('2030-05-01T00:00:00.000Z', '2030-05-02T00:00:00.000Z', '2030-05-03T00:00:00.000Z'),
});
const change = fc.tuple(record, fc.boolean());
const query = fc
  .array(fc.constantFrom(...subjects, '电', '-铅酸', '-电池', '"heat pump"', '“锂电池”', 'bat', '泵', '不含锂', '25'), {
    maxLength: 3,
  })
  .map((parts) => parts.join(' '));
const some = <T>(values: readonly T[]): fc.Arbitrary<T[] | undefined> =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 }), { nil: undefined, freq: 1 });
const filter: fc.Arbitrary<SearchFilter> = fc
  .record({
    field: some(marketFields.slice(0, 3)),
    region: some(['32', '3205', '110000']),
    mode: some(cooperationModes.slice(0, 3)),
    achievementKind: some(achievementKinds.slice(0, 2)),
    priceBand: some(priceBands),
    readinessMin: given(fc.integer({ min: 1, max: 9 })),
    readinessMax: given(fc.integer({ min: 1, max: 9 })),
  })
  .map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)));

type Change = readonly [Omit<IndexedEntry, 'kind' | 'organisationId' | 'revision' | 'isAnonymous' | 'indicators'>, boolean];

/** The engine's index and one that looks at every record, with the same changes. */
const both = (changes: readonly Change[]): [Searching, Searching] => {
  const index = createTextIndex<IndexedEntry>(model);
  const naive = createNaiveIndex();
  for (const [one, isRemoved] of changes) {
    const entry: IndexedEntry = { ...one, kind: 'LISTING', organisationId: 'o', revision: 1, isAnonymous: false, indicators: [] };
    words.lexicon.add(indexedWords(entry));
    putEntry(index, entry, vectorOf(entry));
    naive.put(entry);
    if (!isRemoved) continue;
    removeEntry(index, sideOf(entry), entry.id);
    naive.remove(entry);
  }
  const shared = { words, weightOf: (term: number) => model.weightOf(term) };
  return [
    { ...shared, index: searchIndexOf(index) },
    { ...shared, index: naive },
  ];
};

const found = ({ items, total, facets, correctedQuery }: SearchOutput) => ({
  ids: items.map(({ id }) => id).sort(),
  total,
  facets,
  correctedQuery,
});

describe('searching the index', () => {
  it('finds and counts what a look at every record finds and counts', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 25 }), query, filter, (changes, typed, filters) => {
        const [fast, naive] = both(changes);
        const input = searchInputSchema.parse({ query: typed, filter: filters, limit: 50 });
        expect(found(search(fast, input, now))).toEqual(found(search(naive, input, now)));
      }),
      { numRuns: 80 },
    );
  });
  it('gives the newest first by pages without a gap or a repeat, and the best first too', () => {
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 25 }),
        query,
        fc.constantFrom('NEWEST' as const, 'RELEVANCE' as const),
        (changes, typed, sort) => {
          const [fast, naive] = both(changes);
          const whole = search(fast, searchInputSchema.parse({ query: typed, sort, limit: 50 }), now).items.map(({ id }) => id);
          const paged: string[] = [];
          let cursor: string | undefined;
          do {
            const page = search(fast, searchInputSchema.parse({ query: typed, sort, limit: 3, cursor }), now);
            paged.push(...page.items.map(({ id }) => id));
            cursor = page.nextCursor;
          } while (cursor !== undefined);
          expect(paged).toEqual(whole);
          if (sort !== 'NEWEST') return;
          expect(whole).toEqual(
            search(naive, searchInputSchema.parse({ query: typed, sort, limit: 50 }), now).items.map(({ id }) => id),
          );
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('standing searches', () => {
  const question = fc.tuple(fc.constantFrom('one', 'two', 'three', 'four', 'five'), query, filter, fc.boolean());
  it('meet what a look at every one of them meets, and what a search finds', () => {
    fc.assert(
      fc.property(
        fc.array(question, { maxLength: 12 }),
        fc.array(record, { minLength: 1, maxLength: 4 }),
        (questions, records) => {
          const index = createTextIndex<IndexedEntry>(model);
          const searching = { words, weightOf: (term: number) => model.weightOf(term), index: searchIndexOf(index) };
          const fast = createStandingSearches(searching, percolationOf(index));
          const slow = createStandingSearches(searching, createNaivePercolation());
          const held = new Map<string, { query: string; filter: SearchFilter }>();
          for (const [key, typed, filters, isReleased] of questions) {
            const standing = { kind: 'LISTING' as const, query: typed, filter: filters };
            if (isEmptyQuery(searching, standing)) continue;
            for (const one of [fast, slow]) one.hold(key, standing);
            held.set(key, standing);
            if (!isReleased) continue;
            for (const one of [fast, slow]) one.release(key);
            held.delete(key);
          }
          expect([fast.size, slow.size]).toEqual([held.size, held.size]);
          for (const one of records) {
            const entry: IndexedEntry = {
              ...one,
              kind: 'LISTING',
              organisationId: 'o',
              revision: 1,
              isAnonymous: false,
              indicators: [],
            };
            const met = fast.percolate(entry);
            expect(met).toEqual(slow.percolate(entry));
            const alone = createNaiveIndex();
            alone.put(entry);
            const finds = ({ query: typed, filter: filters }: { query: string; filter: SearchFilter }): boolean => {
              const understood = understandStanding(searching, typed);
              return (
                ask({ ...searching, index: alone }, { kind: 'LISTING', understood, filter: filters, now: '2030-01-01', limit: 1 })
                  .total > 0
              );
            };
            expect(met.map(({ key }) => key)).toEqual(
              [...held]
                .filter(([, standing]) => finds(standing))
                .map(([key]) => key)
                .sort(),
            );
          }
        },
      ),
    );
  });
});
