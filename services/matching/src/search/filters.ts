import type { PriceBand, SearchFilter } from '@lastmile/protocol';
import type { Filters } from '../engine/index/search-door.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';

/** Where the bands of a price begin, in fen. */
export const bandBounds = [0, 10_000_000, 50_000_000, 100_000_000, 500_000_000] as const;
const bands = ['TO_100K', 'TO_500K', 'TO_1M', 'TO_5M', 'OVER_5M'] as const satisfies readonly PriceBand[];

export const bandOf = (price: number | undefined): PriceBand => {
  if (price === undefined) return 'UNSTATED';
  return bands[bandBounds.findLastIndex((bound) => price >= bound)] ?? 'UNSTATED';
};

/** The price of a listing, the most that a demand pays. */
export const priceOf = ({ kind, price, budget }: IndexedEntry): number | undefined => (kind === 'LISTING' ? price : budget);

const rangeOf = (band: PriceBand): 'UNSTATED' | { min: number; below?: number } => {
  if (band === 'UNSTATED') return band;
  const at = bands.indexOf(band);
  const below = bandBounds[at + 1];
  return { min: bandBounds[at] ?? 0, ...(below === undefined ? {} : { below }) };
};

const given = <T>(values: readonly T[] | undefined): values is readonly T[] => values !== undefined && values.length > 0;

const filterNames = ['field', 'region', 'mode', 'achievementKind', 'priceBand', 'readinessMin', 'readinessMax'] as const;

/** The filters that are set: an empty list asks for nothing. */
export const filtersSet = (filter: SearchFilter): (keyof SearchFilter)[] =>
  filterNames.filter((name) => {
    const value = filter[name];
    return Array.isArray(value) ? value.length > 0 : value !== undefined;
  });

export const withoutFilters = (filter: SearchFilter, names: readonly (keyof SearchFilter)[]): SearchFilter =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => !names.some((one) => one === name)));

/** What the index is asked: on the day of `now`, classified records never. */
export const indexFilters = (filter: SearchFilter, now?: string): Filters => {
  const { field, region, mode, achievementKind, priceBand, readinessMin, readinessMax } = filter;
  const isLevelled = readinessMin !== undefined || readinessMax !== undefined;
  return {
    ...(given(field) ? { field } : {}),
    ...(given(region) ? { region } : {}),
    ...(given(mode) ? { mode } : {}),
    ...(given(achievementKind) ? { kind: achievementKind } : {}),
    ...(given(priceBand) ? { price: priceBand.map(rangeOf) } : {}),
    ...(isLevelled ? { readiness: { min: readinessMin, max: readinessMax } } : {}),
    ...(now === undefined ? {} : { validOn: now.slice(0, 10) }),
  };
};

/** Which of a record's values a filter that is set was met by, as `field:NEW_ENERGY`. */
export const filtersMet = (filter: SearchFilter, entry: IndexedEntry): string[] => {
  const set = filtersSet(filter);
  const values: Record<string, readonly (string | number | undefined)[]> = {
    field: [entry.field],
    region: [entry.region],
    mode: entry.modes.filter((mode) => filter.mode?.some((wanted) => wanted === mode)),
    achievementKind: [entry.achievementKind],
    priceBand: [bandOf(priceOf(entry))],
    readiness: [entry.readinessLevel],
  };
  const names = new Set(set.map((name) => name.replace(/(Min|Max)$/, '')));
  return [...names].flatMap((name) =>
    (values[name] ?? []).filter((value) => value !== undefined).map((value) => `${name}:${value}`),
  );
};
