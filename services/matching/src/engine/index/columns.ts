import type { Entry } from '../subject.js';
import { resized } from './growing.js';

/** Names by small numbers from 1 on; 0 is none. There are few of them, whatever the number of texts. */
export interface Names {
  readonly names: string[];
  readonly codes: Map<string, number>;
}

export const createNames = (): Names => ({ names: [''], codes: new Map() });

export const codeOf = ({ names, codes }: Names, name: string | undefined): number => {
  if (name === undefined || name === '') return 0;
  const known = codes.get(name);
  if (known !== undefined) return known;
  codes.set(name, names.length);
  names.push(name);
  return names.length - 1;
};

/** What is filtered and counted of a text, by its place. */
export interface Columns {
  field: Uint16Array;
  kind: Uint16Array;
  /** One bit for each cooperation mode. */
  modes: Uint32Array;
  /** Six digits as a number; 0 is none. */
  region: Uint32Array;
  /** 1–9; 0 is none. */
  readiness: Uint8Array;
  /** Price or budget in minor units; -1 is none. */
  price: Float64Array;
  /** Days since 1970; the largest number is no end. */
  validUntil: Uint16Array;
  organisation: Uint32Array;
  /** Seconds since 1970; 0 is unknown. */
  publishedAt: Uint32Array;
}

export interface Dictionaries {
  field: Names;
  kind: Names;
  mode: Names;
  organisation: Names;
}

export const createDictionaries = (): Dictionaries => ({
  field: createNames(),
  kind: createNames(),
  mode: createNames(),
  organisation: createNames(),
});

export const createColumns = (length: number): Columns => ({
  field: new Uint16Array(length),
  kind: new Uint16Array(length),
  modes: new Uint32Array(length),
  region: new Uint32Array(length),
  readiness: new Uint8Array(length),
  price: new Float64Array(length),
  validUntil: new Uint16Array(length),
  organisation: new Uint32Array(length),
  publishedAt: new Uint32Array(length),
});

export const columnNames = [
  'field',
  'kind',
  'modes',
  'region',
  'readiness',
  'price',
  'validUntil',
  'organisation',
  'publishedAt',
] as const;

export const resizeColumns = (columns: Columns, length: number): Columns => ({
  field: resized(columns.field, length),
  kind: resized(columns.kind, length),
  modes: resized(columns.modes, length),
  region: resized(columns.region, length),
  readiness: resized(columns.readiness, length),
  price: resized(columns.price, length),
  validUntil: resized(columns.validUntil, length),
  organisation: resized(columns.organisation, length),
  publishedAt: resized(columns.publishedAt, length),
});

export const NO_END = 0xffff;
const DAY = 86_400_000;
const MODES = 31;

/** Days since 1970 of a day as 2030-05-20; anything that is none has no end. */
export const dayOf = (day: string | undefined): number => {
  const days = day === undefined ? Number.NaN : Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY);
  return days >= 0 && days < NO_END ? days : NO_END;
};

const secondsOf = (instant: string | undefined): number => {
  const seconds = instant === undefined ? Number.NaN : Math.floor(Date.parse(instant) / 1000);
  return seconds > 0 && seconds <= 0xffffffff ? seconds : 0;
};

const regionCode = (region: string | undefined): number =>
  region !== undefined && /^\d{1,6}$/.test(region) ? Number(region.padEnd(6, '0')) : 0;

/** Bits of the modes; there are few, and those beyond the 31st share the last bit. */
export const modeBits = (names: Names, modes: readonly string[]): number =>
  modes.reduce((bits, mode) => bits | (1 << Math.min(MODES - 1, codeOf(names, mode) - 1)), 0) >>> 0;

/** The members of an entry that the columns are made of. */
export type ColumnValues = Pick<
  Entry,
  'field' | 'modes' | 'region' | 'price' | 'budget' | 'achievementKind' | 'readinessLevel' | 'validUntil' | 'organisationId'
> & { publishedAt?: string };

export const setColumns = (columns: Columns, dictionaries: Dictionaries, row: { place: number; values: ColumnValues }): void => {
  const { place, values } = row;
  columns.field[place] = codeOf(dictionaries.field, values.field);
  columns.kind[place] = codeOf(dictionaries.kind, values.achievementKind);
  columns.modes[place] = values.modes.length === 0 ? 0 : modeBits(dictionaries.mode, values.modes);
  columns.region[place] = regionCode(values.region);
  columns.readiness[place] = values.readinessLevel ?? 0;
  columns.price[place] = values.price ?? values.budget ?? -1;
  columns.validUntil[place] = dayOf(values.validUntil);
  columns.organisation[place] = codeOf(dictionaries.organisation, values.organisationId);
  columns.publishedAt[place] = secondsOf(values.publishedAt);
};
