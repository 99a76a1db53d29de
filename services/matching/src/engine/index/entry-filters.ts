import type { ColumnValues } from './columns.js';
import { dayOf, NO_END } from './columns.js';
import type { Filters } from './search-door.js';
import { UNSTATED } from './search-door.js';

type Values = ColumnValues;

const isIn = (wanted: readonly string[] | undefined, value: string | undefined): boolean =>
  wanted === undefined || (value !== undefined && wanted.includes(value));

const isPriceIn = (wanted: Filters['price'], price: number | undefined): boolean =>
  wanted === undefined ||
  wanted.some((span) => {
    if (span === UNSTATED || price === undefined) return span === UNSTATED && price === undefined;
    return price >= (span.min ?? 0) && price < (span.below ?? Number.POSITIVE_INFINITY);
  });

const isReady = (wanted: Filters['readiness'], level = 0): boolean =>
  wanted === undefined || (level >= Math.max(1, wanted.min ?? 1) && level <= (wanted.max ?? 9));

const isValid = (day: string | undefined, validUntil: string | undefined): boolean =>
  day === undefined || dayOf(validUntil) === NO_END || dayOf(validUntil) >= dayOf(day);

/** Whether one text that is not in an index meets the filters; the same answer as a search gives. */
export const meetsFilters = (values: Values, filters: Filters): boolean =>
  isIn(filters.field, values.field) &&
  isIn(filters.kind, values.achievementKind) &&
  (filters.mode === undefined || filters.mode.some((mode) => values.modes.includes(mode))) &&
  (filters.region === undefined || filters.region.some((region) => values.region?.startsWith(region) === true)) &&
  isReady(filters.readiness, values.readinessLevel) &&
  isPriceIn(filters.price, values.price ?? values.budget) &&
  isValid(filters.validOn, values.validUntil) &&
  filters.notOrganisations?.includes(values.organisationId) !== true;
