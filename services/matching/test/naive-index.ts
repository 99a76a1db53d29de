import type {
  Clause,
  FacetCount,
  FacetName,
  Filters,
  SearchRequest,
  SearchResult,
  Side,
} from '../src/engine/index/search-door.js';
import type { Term } from '../src/engine/text/term.js';
import { vectorOf } from '../src/engine/text/text-vector.js';
import type { IndexedEntry } from '../src/indexing/indexed-entry.js';

/** An index that looks at every record: what the real one must agree with. */
export interface NaiveIndex {
  put(entry: IndexedEntry): void;
  remove(entry: Pick<IndexedEntry, 'kind' | 'id'>): void;
  search(side: Side, request: SearchRequest): SearchResult;
  frequency(side: Side, term: Term): number;
  entryAt(side: Side, place: number): IndexedEntry | undefined;
}

interface Row {
  entry: IndexedEntry;
  terms: ReadonlyMap<Term, { title: number; whole: number }>;
}

export const sideOfEntry = ({ kind }: Pick<IndexedEntry, 'kind'>): Side => (kind === 'LISTING' ? 0 : 1);

const rowOf = (entry: IndexedEntry): Row => {
  const { terms, title, whole } = vectorOf(entry);
  return { entry, terms: new Map(Array.from(terms, (term, at) => [term, { title: title[at] ?? 0, whole: whole[at] ?? 0 }])) };
};

const meetsClauses = ({ terms }: Row, clauses: readonly Clause[]): boolean => {
  const meets = (clause: Clause): boolean => clause.terms.some(({ term }) => terms.has(term));
  const musts = clauses.filter(({ occur }) => occur === 'must');
  const shoulds = clauses.filter(({ occur }) => occur === 'should');
  return (
    musts.every(meets) &&
    !clauses.some((clause) => clause.occur === 'not' && meets(clause)) &&
    (musts.length > 0 || shoulds.length === 0 || shoulds.some(meets))
  );
};

const priceOf = ({ price, budget }: IndexedEntry): number | undefined => price ?? budget;

const tests: Record<string, (entry: IndexedEntry, filters: Filters) => boolean> = {
  field: ({ field }, filters) => !filters.field || filters.field.includes(field ?? ''),
  kind: ({ achievementKind }, filters) => !filters.kind || filters.kind.includes(achievementKind ?? ''),
  mode: ({ modes }, filters) => !filters.mode || modes.some((mode) => filters.mode?.includes(mode)),
  region: ({ region }, filters) => !filters.region || filters.region.some((prefix) => region?.startsWith(prefix)),
  readiness: ({ readinessLevel: level }, { readiness }) =>
    !readiness || (level !== undefined && level >= (readiness.min ?? 1) && level <= (readiness.max ?? 9)),
  price: (entry, { price }) =>
    !price ||
    price.some((span) => {
      const value = priceOf(entry);
      if (span === 'UNSTATED' || value === undefined) return span === 'UNSTATED' && value === undefined;
      return value >= (span.min ?? 0) && value < (span.below ?? Infinity);
    }),
  validOn: ({ validUntil }, filters) => !filters.validOn || validUntil === undefined || validUntil >= filters.validOn,
  notOrganisations: ({ organisationId }, filters) => !filters.notOrganisations?.includes(organisationId),
};

const meetsFilters = (entry: IndexedEntry, filters: Filters, except?: string): boolean =>
  Object.entries(tests).every(([name, test]) => name === except || test(entry, filters));

export const meets = (entry: IndexedEntry, { clauses, filters = {} }: Pick<SearchRequest, 'clauses' | 'filters'>): boolean =>
  meetsClauses(rowOf(entry), clauses) && meetsFilters(entry, filters);

const valuesOf = (entry: IndexedEntry, facet: FacetName, bounds: readonly number[]): readonly (string | undefined)[] => {
  switch (facet) {
    case 'field':
      return [entry.field];
    case 'kind':
      return [entry.achievementKind];
    case 'mode':
      return entry.modes;
    case 'region':
      return [entry.region?.slice(0, 2)];
    case 'readiness':
      return [entry.readinessLevel?.toString()];
    case 'price': {
      const value = priceOf(entry);
      return [value === undefined ? 'UNSTATED' : String(bounds.findLast((bound) => bound <= value))];
    }
  }
};

const counted = (values: readonly (string | undefined)[]): FacetCount[] =>
  [
    ...Map.groupBy(
      values.filter((value) => value !== undefined),
      (value) => value,
    ),
  ]
    .map(([value, all]) => ({ value, count: all.length }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

const scoreOf = ({ terms }: Row, clauses: readonly Clause[]): number =>
  clauses.reduce((sum, { occur, terms: asked }) => {
    if (occur === 'not') return sum;
    return asked.reduce((part, { term, weight = 1 }) => {
      const count = terms.get(term);
      return count ? part + weight * Math.log(2 + count.whole + 2 * count.title) : part;
    }, sum);
  }, 0);

const seconds = ({ publishedAt }: IndexedEntry): number => Math.floor(Date.parse(publishedAt) / 1_000);

export const createNaiveIndex = (): NaiveIndex => {
  const sides: [(Row | undefined)[], (Row | undefined)[]] = [[], []];
  const placeOf = ({ kind, id }: Pick<IndexedEntry, 'kind' | 'id'>): number =>
    sides[sideOfEntry({ kind })].findIndex((row) => row?.entry.id === id);
  const search = (side: Side, request: SearchRequest): SearchResult => {
    const { clauses, filters = {}, facets = [], priceBands = [], limit, after, sort, accepts } = request;
    const met = [...sides[side].entries()].flatMap(([place, row]) =>
      row && meetsClauses(row, clauses) && accepts?.(place) !== false ? [{ place, row }] : [],
    );
    const hits = met
      .filter(({ row }) => meetsFilters(row.entry, filters))
      .map(({ place, row }) => ({ place, row, score: sort === 'NEWEST' ? seconds(row.entry) : scoreOf(row, clauses) }))
      .sort(
        (a, b) => b.score - a.score || seconds(b.row.entry) - seconds(a.row.entry) || (a.row.entry.id < b.row.entry.id ? -1 : 1),
      );
    const start = after ? hits.findIndex(({ row }) => row.entry.id === after.id) + 1 : 0;
    return {
      hits: hits.slice(start, start + limit).map(({ place, row, score }) => ({ place, id: row.entry.id, score })),
      total: hits.length,
      facets: Object.fromEntries(
        facets.map((facet) => {
          const rows = met.filter(({ row }) => meetsFilters(row.entry, filters, facet));
          return [facet, counted(rows.flatMap(({ row }) => valuesOf(row.entry, facet, priceBands)))];
        }),
      ),
    };
  };
  const remove = (entry: Pick<IndexedEntry, 'kind' | 'id'>): void => {
    const place = placeOf(entry);
    if (place >= 0) sides[sideOfEntry(entry)][place] = undefined;
  };
  return {
    put: (entry) => {
      remove(entry);
      sides[sideOfEntry(entry)].push(rowOf(entry));
    },
    remove,
    search,
    frequency: (side, term) => sides[side].filter((row) => row?.terms.has(term)).length,
    entryAt: (side, place) => sides[side][place]?.entry,
  };
};

export interface NaivePercolation {
  put(key: string, side: Side, query: Pick<SearchRequest, 'clauses' | 'filters'>): void;
  remove(key: string): void;
  match(side: Side, entry: IndexedEntry): string[];
}

/** Holds every query against every record. */
export const createNaivePercolation = (): NaivePercolation => {
  const held = new Map<string, { side: Side } & Pick<SearchRequest, 'clauses' | 'filters'>>();
  return {
    put: (key, side, query) => void held.set(key, { side, ...query }),
    remove: (key) => void held.delete(key),
    match: (side, entry) => [...held].filter(([, query]) => query.side === side && meets(entry, query)).map(([key]) => key),
  };
};
