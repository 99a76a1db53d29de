import type { MarketField } from '@lastmile/protocol';
import type { Fit } from './fit.js';
import { lacking } from './fit.js';

const RELATED = 0.5;

/** Fields between which achievements often move: the material of a machine, the machine of a plant. By hand. */
const neighbours: readonly (readonly [MarketField, MarketField])[] = [
  ['ELECTRONICS_INFORMATION', 'ADVANCED_MANUFACTURING'],
  ['ELECTRONICS_INFORMATION', 'URBAN_SOCIAL'],
  ['ELECTRONICS_INFORMATION', 'TRANSPORT'],
  ['ADVANCED_MANUFACTURING', 'NEW_MATERIALS'],
  ['ADVANCED_MANUFACTURING', 'TRANSPORT'],
  ['ADVANCED_MANUFACTURING', 'AEROSPACE'],
  ['NEW_MATERIALS', 'NEW_ENERGY'],
  ['NEW_MATERIALS', 'AEROSPACE'],
  ['NEW_MATERIALS', 'BIOMEDICINE'],
  ['NEW_MATERIALS', 'ENVIRONMENT'],
  ['NEW_ENERGY', 'ENVIRONMENT'],
  ['NEW_ENERGY', 'TRANSPORT'],
  ['NEW_ENERGY', 'NUCLEAR'],
  ['BIOMEDICINE', 'AGRICULTURE'],
  ['BIOMEDICINE', 'NUCLEAR'],
  ['ENVIRONMENT', 'AGRICULTURE'],
  ['ENVIRONMENT', 'URBAN_SOCIAL'],
  ['TRANSPORT', 'AEROSPACE'],
  ['TRANSPORT', 'URBAN_SOCIAL'],
];

const related: ReadonlySet<string> = new Set(neighbours.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]));

/** The same field 1, a neighbouring one 0.5. */
export const fieldFit: Fit = {
  name: 'field',
  isGiven: ({ field }) => field !== undefined,
  compare: ({ listing, demand }) => {
    if (listing.field === undefined || demand.field === undefined) return undefined;
    if (listing.field === demand.field) return 1;
    return related.has(`${listing.field} ${demand.field}`) ? RELATED : 0;
  },
  tell: ({ listing: { field = '' }, demand: { field: wanted = '' } }) => {
    if (field === wanted) return [{ code: 'FIELD_SAME', values: { field } }];
    const code = related.has(`${field} ${wanted}`) ? 'FIELD_RELATED' : 'FIELD_OTHER';
    return [{ code, values: { listing: field, demand: wanted } }];
  },
  missing: ({ listing, demand }) =>
    lacking([demand.field !== undefined, 'DEMAND_FIELD'], [listing.field !== undefined, 'LISTING_FIELD']),
};
