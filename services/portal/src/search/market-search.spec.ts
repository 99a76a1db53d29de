import { querySchema, recordKindSchema, searchFilterSchema } from '@lastmile/protocol';
import type { MarketSearch } from './market-search.js';
import {
  chosenCount,
  facetsOf,
  filterOf,
  isSearching,
  kindOf,
  levelCounts,
  levelToggled,
  readSearch,
  searchOf,
  toggled,
  withoutAnyFilter,
  withoutFilters,
  withoutForeignFilters,
} from './market-search.js';

const whole: MarketSearch = {
  q: '"固态电池" -钠',
  kind: 'listing',
  field: 'NEW_ENERGY,NEW_MATERIALS',
  region: '11,31',
  mode: 'LICENCE',
  achievementKind: 'PATENT',
  priceBand: 'TO_1M,UNSTATED',
  trlMin: '5',
};

describe('a search in the address', () => {
  it('keeps what it knows and drops the rest', () => {
    expect(readSearch({ ...whole, sort: 'newest', lang: 'en', page: 3, trlMax: ' ' })).toEqual({ ...whole, sort: 'newest' });
    expect(readSearch({ kind: 'everything', sort: 'price' })).toEqual({});
  });

  it('is the market while nothing but a field is asked for', () => {
    expect([{}, { field: 'TRANSPORT' }, { field: 'TRANSPORT', sort: 'newest' as const }].map(isSearching)).toEqual([
      false,
      false,
      false,
    ]);
    const searches: MarketSearch[] = [{ q: 'x' }, { region: '11' }, { kind: 'listing' }, { trlMin: '3' }];
    expect(searches.every(isSearching)).toBe(true);
  });

  it('becomes a filter that the API takes, and comes back from it', () => {
    const filter = filterOf(whole);
    expect(searchFilterSchema.parse(filter)).toEqual(filter);
    expect(querySchema.parse(whole.q)).toBe(whole.q);
    expect(recordKindSchema.parse(kindOf(whole))).toBe('LISTING');
    expect(searchOf('LISTING', whole.q ?? '', filter)).toEqual(whole);
    expect(filterOf({ q: 'x' })).toEqual({});
  });

  it('adds and takes away values of a facet', () => {
    const once = toggled({ q: 'x' }, 'region', '11');
    expect(once).toEqual({ q: 'x', region: '11' });
    expect(toggled(once, 'region', '31')).toEqual({ q: 'x', region: '11,31' });
    expect(toggled(once, 'region', '11')).toEqual({ q: 'x' });
    expect(chosenCount(whole)).toBe(9);
    expect(withoutAnyFilter(whole)).toEqual({ q: whole.q, kind: 'listing' });
  });

  it('asks listings for at least a level, and demands for at most one', () => {
    expect(levelToggled({ kind: 'listing' }, '5')).toEqual({ kind: 'listing', trlMin: '5' });
    expect(levelToggled({ kind: 'listing', trlMin: '5' }, '5')).toEqual({ kind: 'listing' });
    expect(levelToggled({ kind: 'demand' }, '5')).toEqual({ kind: 'demand', trlMax: '5' });
    const counts = [
      { value: '3', count: 2 },
      { value: '6', count: 5 },
    ];
    expect(levelCounts(counts, 'LISTING').map(({ count }) => count)).toEqual([7, 7, 7, 5, 5, 5, 0, 0, 0]);
    expect(levelCounts(counts, 'DEMAND').map(({ count }) => count)).toEqual([0, 0, 2, 2, 2, 7, 7, 7, 7]);
  });

  it('leaves out what demands do not have', () => {
    expect(withoutForeignFilters({ ...whole, kind: 'demand' })).not.toHaveProperty('achievementKind');
    expect(withoutForeignFilters({ ...whole, kind: 'demand' })).not.toHaveProperty('trlMin');
    expect(withoutForeignFilters(whole)).toEqual(whole);
    expect(facetsOf('DEMAND')).not.toContain('achievementKind');
  });

  it('follows a suggestion without the filters that it names', () => {
    const { trlMin: _, region: __, ...rest } = whole;
    expect(withoutFilters(whole, ['readinessMin', 'region'])).toEqual(rest);
  });
});
