import type { FacetName } from '@lastmile/protocol';
import type { FacetName as Column, SearchResult } from '../engine/index/search-door.js';
import { bandBounds, bandOf } from './filters.js';

const columns: Record<FacetName, Column> = {
  field: 'field',
  region: 'region',
  mode: 'mode',
  achievementKind: 'kind',
  priceBand: 'price',
  readiness: 'readiness',
};

export const countedColumns: readonly Column[] = Object.values(columns);

const bandOfBound = (value: string): string => (value === 'UNSTATED' ? value : bandOf(Number(value)));

/** The index counts by its own names, and prices by the lower bound of their band. */
export const facetsOf = (counted: SearchResult['facets']): Record<string, { value: string; count: number }[]> =>
  Object.fromEntries(
    Object.entries(columns).map(([name, column]) => {
      const counts = counted[column] ?? [];
      return [name, column === 'price' ? counts.map(({ value, count }) => ({ value: bandOfBound(value), count })) : counts];
    }),
  );

export const priceBands: readonly number[] = bandBounds;
