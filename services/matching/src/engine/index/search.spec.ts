import fc from 'fast-check';
import { createHandModel } from '../model/hand-model.js';
import { plainSubject } from '../subject.js';
import type { Entry } from '../subject.js';
import { BIGRAM, termOf } from '../text/term.js';
import { vectorOf } from '../text/text-vector.js';
import { meetsFilters } from './entry-filters.js';
import { createPercolator } from './percolator.js';
import type { TextIndex } from './rank-door.js';
import type { Clause, Filters, SearchRequest } from './search-door.js';
import { createTextIndex, entryAt, frequencyOf, putEntry, removeEntry, search } from './text-index.js';

const model = createHandModel();
const words = ['电池', '轴承', '淬火', '陶瓷', '风电', '涂层', '光纤'];
const text = fc.array(fc.constantFrom(...words), { maxLength: 5 }).map((some) => some.join('，'));
type Dated = Entry & { publishedAt?: string };
const entry: fc.Arbitrary<Dated> = fc
  .record(
    {
      id: fc.nat({ max: 40 }).map(String),
      title: text,
      body: text,
      organisationId: fc.constantFrom('a', 'b'),
      modes: fc.subarray(['LICENCE', 'SERVICE', 'TRANSFER']),
      field: fc.constantFrom('NEW_ENERGY', 'TRANSPORT'),
      achievementKind: fc.constantFrom('PATENT', 'PROTOTYPE'),
      region: fc.constantFrom('110101', '440300', '440100'),
      readinessLevel: fc.integer({ min: 1, max: 9 }),
      price: fc.nat({ max: 100 }),
      validUntil: fc.constantFrom('2030-05-19', '2030-05-20'),
      publishedAt: fc.constantFrom('2030-01-01T00:00:00Z', '2030-01-02T00:00:00Z'),
    },
    { requiredKeys: ['id', 'title', 'body', 'organisationId', 'modes'] },
  )
  .map((one) => ({ ...plainSubject(one.title, one.body), ...one, kind: 'LISTING' }));
const clause: fc.Arbitrary<Clause> = fc.record({
  occur: fc.constantFrom('must', 'should', 'not'),
  terms: fc.array(
    fc.constantFrom(...words).map((word) => ({ term: termOf(BIGRAM, word) })),
    { minLength: 1, maxLength: 2 },
  ),
});
const filters: fc.Arbitrary<Filters> = fc.record(
  {
    field: fc.subarray(['NEW_ENERGY', 'TRANSPORT', 'UNHEARD']),
    kind: fc.subarray(['PATENT', 'PROTOTYPE']),
    mode: fc.subarray(['LICENCE', 'SERVICE', 'UNHEARD']),
    region: fc.subarray(['11', '4403', '440100']),
    readiness: fc.record({ min: fc.nat({ max: 9 }), max: fc.nat({ max: 9 }) }, { requiredKeys: [] }),
    price: fc.subarray([{ min: 10, below: 50 }, { below: 5 }, 'UNSTATED' as const]),
    validOn: fc.constant('2030-05-20'),
    notOrganisations: fc.subarray(['a', 'c']),
  },
  { requiredKeys: [] },
);
const built = (entries: readonly Dated[], gone: readonly string[] = []): { index: TextIndex<Dated>; living: Dated[] } => {
  const index = createTextIndex<Dated>(model);
  entries.forEach((one) => putEntry(index, one, vectorOf(one)));
  gone.forEach((id) => removeEntry(index, 0, id));
  const last = new Map(entries.map((one) => [one.id, one]));
  return { index, living: [...last.values()].filter(({ id }) => !gone.includes(id)) };
};
const meets = (one: Entry, clauses: readonly Clause[]): boolean => {
  const own = new Set(vectorOf(one).terms);
  const isMet = ({ terms }: Clause): boolean => terms.some(({ term }) => own.has(term));
  const of = (occur: Clause['occur']): Clause[] => clauses.filter((each) => each.occur === occur);
  const isAsked = of('must').length > 0 || of('should').length === 0 || of('should').some(isMet);
  return isAsked && of('must').every(isMet) && !of('not').some(isMet);
};
const some = fc.array(entry, { maxLength: 40 });
const clauses = fc.array(clause, { maxLength: 4 });
const gone = fc.array(fc.nat({ max: 40 }).map(String), { maxLength: 10 });
const idsOf = (entries: readonly Entry[]): string[] => entries.map(({ id }) => id).sort();
const found = (index: TextIndex, request: Partial<SearchRequest>): string[] =>
  search(index, 0, { clauses: [], limit: 100, ...request }).hits.map(({ id }) => id);

describe('a search', () => {
  it('finds what meets clauses and filters, and counts it', () => {
    fc.assert(
      fc.property(some, gone, clauses, filters, (entries, without, asked, only) => {
        const { index, living } = built(entries, without);
        const expected = living.filter((one) => meets(one, asked) && meetsFilters(one, only));
        const result = search(index, 0, { clauses: asked, filters: only, limit: 100 });
        expect(result.hits.map(({ id }) => id).sort()).toEqual(idsOf(expected));
        expect(result.total).toBe(expected.length);
      }),
      { numRuns: 200 },
    );
  });
  it('counts each facet as if its own filter were not there', () => {
    fc.assert(
      fc.property(some, clauses, filters, (entries, asked, only) => {
        const { index, living } = built(entries);
        const { facets } = search(index, 0, {
          clauses: asked,
          filters: only,
          facets: ['field', 'region', 'mode', 'price'],
          priceBands: [0, 10],
          limit: 0,
        });
        const count = (values: (one: Dated) => (string | undefined)[], except: keyof Filters): Record<string, number> => {
          const counts: Record<string, number> = {};
          const matching = living.filter((one) => meets(one, asked) && meetsFilters(one, { ...only, [except]: undefined }));
          for (const value of matching.flatMap(values)) if (value !== undefined) counts[value] = (counts[value] ?? 0) + 1;
          return counts;
        };
        const told = (name: 'field' | 'region' | 'mode' | 'price'): Record<string, number> =>
          Object.fromEntries(facets[name]!.map((one) => [one.value, one.count]));
        expect(told('field')).toEqual(count(({ field }) => [field], 'field'));
        expect(told('region')).toEqual(count(({ region }) => [region?.slice(0, 2)], 'region'));
        expect(told('mode')).toEqual(count(({ modes }) => [...modes], 'mode'));
        const band = (price: number | undefined): string => (price === undefined ? 'UNSTATED' : price < 10 ? '0' : '10');
        expect(told('price')).toEqual(count(({ price }) => [band(price)], 'price'));
      }),
      { numRuns: 100 },
    );
  });
  it('pages without a gap or a repeat, by score or by instant', () => {
    fc.assert(
      fc.property(some, clauses, fc.constantFrom<SearchRequest['sort']>('RELEVANCE', 'NEWEST'), (entries, asked, sort) => {
        const { index } = built(entries);
        const all = search(index, 0, { clauses: asked, limit: 100, sort }).hits;
        const paged = [];
        for (let after: SearchRequest['after'] = undefined; ;) {
          const page: typeof all = search(index, 0, { clauses: asked, limit: 3, sort, after }).hits;
          if (page.length === 0) break;
          paged.push(...page);
          after = page.at(-1);
        }
        expect(paged).toEqual(all);
        for (const [at, hit] of all.entries()) expect(hit.score).toBeLessThanOrEqual(all[at - 1]?.score ?? Infinity);
      }),
      { numRuns: 100 },
    );
  });
  it('puts the text first that says it more, sooner, and in the title', () => {
    const plain = (id: string, title: string, body: string): Dated => ({ ...plainSubject(title, body), kind: 'LISTING', id });
    const { index } = built([
      plain('body', '光纤', '轴承'),
      plain('twice', '光纤', '轴承，轴承'),
      plain('title', '轴承', '光纤'),
      plain('none', '光纤', ''),
    ]);
    expect(found(index, { clauses: [{ occur: 'must', terms: [{ term: termOf(BIGRAM, '轴承') }] }] })).toEqual([
      'title',
      'twice',
      'body',
    ]);
    const accepts = (place: number): boolean => entryAt(index, 0, place).body === '';
    expect(found(index, { accepts })).toEqual(['none']);
  });
  it('lets a term of weight 0 decide and add nothing', () => {
    const { index } = built([{ ...plainSubject('轴承', '陶瓷'), kind: 'LISTING', id: 'a' }]);
    const terms = [{ term: termOf(BIGRAM, '轴承'), weight: 0 }];
    expect(search(index, 0, { clauses: [{ occur: 'must', terms }], limit: 1 }).hits).toEqual([{ place: 0, id: 'a', score: 0 }]);
  });
});

describe('standing queries', () => {
  it('are met by the texts that a search with them finds', () => {
    const query = fc.record({ clauses, filters });
    const change = fc.tuple(fc.nat({ max: 12 }).map(String), fc.option(query));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), entry, (changes, one) => {
        const { index } = built([one]);
        const percolator = createPercolator((side, term) => frequencyOf(index, side, term));
        const held = new Map<string, Pick<SearchRequest, 'clauses' | 'filters'>>();
        for (const [key, asked] of changes) {
          if (asked) held.set(key, asked);
          else held.delete(key);
          if (asked) percolator.put(key, 0, asked);
          else percolator.remove(key);
        }
        const expected = [...held].filter(([, asked]) => found(index, asked).length > 0).map(([key]) => key);
        const text = { vector: vectorOf(one), values: one };
        expect(percolator.match(0, text).sort()).toEqual(expected.sort());
        expect(percolator.match(1, text)).toEqual([]);
        expect(percolator.size).toBe(held.size);
      }),
      { numRuns: 150 },
    );
  });
  it('stay themselves when many have come and gone', () => {
    const percolator = createPercolator(() => 1);
    const query = (word: string) => ({ clauses: [{ occur: 'must' as const, terms: [{ term: termOf(BIGRAM, word) }] }] });
    for (let round = 0; round < 3_000; round += 1) percolator.put(`${round % 7}`, 0, query(words[round % 3]!));
    const one = plainSubject(words[0]!, '');
    expect(percolator.match(0, { vector: vectorOf(one), values: one }).sort()).toEqual(
      Array.from({ length: 7 }, (_, key) => `${key}`).filter((key) => (2_999 - ((2_999 - Number(key)) % 7)) % 3 === 0),
    );
  });
});
