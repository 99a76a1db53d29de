import type { FacetName, RecordKind, SearchFilter } from '@lastmile/protocol';

/** A search as it stands in the address: lists apart by commas, absent when not set. */
export interface MarketSearch {
  q?: string;
  kind?: 'listing' | 'demand';
  field?: string;
  region?: string;
  mode?: string;
  achievementKind?: string;
  priceBand?: string;
  trlMin?: string;
  trlMax?: string;
  sort?: 'newest';
}

const texts = ['q', 'field', 'region', 'mode', 'achievementKind', 'priceBand', 'trlMin', 'trlMax'] as const;

/** Whatever else stands in the address is left out. */
export const readSearch = (given: Record<string, unknown>): MarketSearch => {
  const search: MarketSearch = {};
  for (const name of texts) {
    const value = given[name];
    if (typeof value === 'string' && value.trim() !== '') search[name] = value.trim();
  }
  if (given['kind'] === 'listing' || given['kind'] === 'demand') search.kind = given['kind'];
  if (given['sort'] === 'newest') search.sort = 'newest';
  return search;
};

/** A field alone narrows the market; anything more is a search. */
export const isSearching = ({ field: _, sort: __, ...rest }: MarketSearch): boolean => Object.keys(rest).length > 0;

export const kindOf = ({ kind }: MarketSearch): RecordKind => (kind === 'demand' ? 'DEMAND' : 'LISTING');

export const listFacets = ['field', 'region', 'mode', 'achievementKind', 'priceBand'] as const satisfies FacetName[];
export type ListFacet = (typeof listFacets)[number];

/** Facets that a kind of record has; the kind of achievement belongs to listings. */
export const facetsOf = (kind: RecordKind): FacetName[] =>
  kind === 'LISTING' ? [...listFacets, 'readiness'] : [...listFacets.filter((name) => name !== 'achievementKind'), 'readiness'];

export const valuesOf = (search: MarketSearch, facet: ListFacet): string[] => search[facet]?.split(',') ?? [];

const withValues = (search: MarketSearch, facet: ListFacet, values: string[]): MarketSearch => {
  const { [facet]: _, ...rest } = search;
  return values.length === 0 ? rest : { ...rest, [facet]: values.join(',') };
};

/** Adds the value, or takes it away. */
export const toggled = (search: MarketSearch, facet: ListFacet, value: string): MarketSearch => {
  const values = valuesOf(search, facet);
  return withValues(search, facet, values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
};

/** A listing should have reached a level, a demand should ask for no more than one: so each kind has its own bound. */
export const levelBound = (kind: RecordKind): 'trlMin' | 'trlMax' => (kind === 'LISTING' ? 'trlMin' : 'trlMax');

export const levelToggled = (search: MarketSearch, level: string): MarketSearch => {
  const bound = levelBound(kindOf(search));
  const { trlMin: _, trlMax: __, ...rest } = search;
  return search[bound] === level ? rest : { ...rest, [bound]: level };
};

/** How many have at least a level (or, of demands, ask for at most one), from the counts of each level. */
export const levelCounts = (counts: readonly { value: string; count: number }[], kind: RecordKind) =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => ({
    value: String(level),
    count: counts
      .filter(({ value }) => (kind === 'LISTING' ? Number(value) >= level : Number(value) <= level))
      .reduce((sum, { count }) => sum + count, 0),
  }));

const listOf = <Value extends string>(text: string | undefined): Value[] | undefined =>
  text === undefined ? undefined : (text.split(',') as Value[]);
const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

/** The filter of a saved search. */
export const filterOf = (search: MarketSearch): SearchFilter => {
  const filter: SearchFilter = {
    field: listOf(search.field),
    region: listOf(search.region),
    mode: listOf(search.mode),
    achievementKind: listOf(search.achievementKind),
    priceBand: listOf(search.priceBand),
    readinessMin: numberOf(search.trlMin),
    readinessMax: numberOf(search.trlMax),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
};

/** The address of a saved search. */
export const searchOf = (kind: RecordKind, query: string, filter: SearchFilter): MarketSearch =>
  readSearch({
    q: query,
    kind: kind.toLowerCase(),
    ...Object.fromEntries(listFacets.map((name) => [name, filter[name]?.join(',')])),
    trlMin: filter.readinessMin?.toString(),
    trlMax: filter.readinessMax?.toString(),
  });

const filterNames = { readinessMin: 'trlMin', readinessMax: 'trlMax' } as const;

/** Without the filters that a suggestion names. */
export const withoutFilters = (search: MarketSearch, names: readonly string[]): MarketSearch => {
  const keys = new Set<string>(names.map((name) => filterNames[name as keyof typeof filterNames] ?? name));
  return readSearch(Object.fromEntries(Object.entries(search).filter(([name]) => !keys.has(name))));
};

/** Everything but the words and where they are looked for. */
export const withoutAnyFilter = ({ q, sort, ...search }: MarketSearch): MarketSearch => ({
  kind: search.kind ?? 'listing',
  ...(q && { q }),
  ...(sort && { sort }),
});

/** How many values are chosen. */
export const chosenCount = (search: MarketSearch): number =>
  listFacets.reduce((sum, name) => sum + valuesOf(search, name).length, 0) + (search.trlMin || search.trlMax ? 1 : 0);

/** Without what the kind of record does not have, or is bounded by at its other end. */
export const withoutForeignFilters = (search: MarketSearch): MarketSearch => {
  const { trlMin, trlMax, achievementKind, ...rest } = search;
  if (kindOf(search) === 'DEMAND') return { ...rest, ...(trlMax && { trlMax }) };
  return { ...rest, ...(trlMin && { trlMin }), ...(achievementKind && { achievementKind }) };
};
