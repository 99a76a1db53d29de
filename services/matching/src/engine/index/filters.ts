import type { Dictionaries, Names } from './columns.js';
import { dayOf, modeBits, NO_END } from './columns.js';
import type { FacetName, Filters, PriceSpan } from './search-door.js';
import { facetNames, UNSTATED } from './search-door.js';
import type { Shelf } from './shelf.js';

/** Tells of a place which filters it fails: one bit for each facet, and one for what is out whatever the facets say. */
export type Failures = (place: number) => number;

export const facetBit = (name: FacetName): number => 1 << facetNames.indexOf(name);
export const OUT = 1 << facetNames.length;

type Test = (shelf: Shelf, place: number) => boolean;

/** Codes of the names that are known; the others cannot match. */
const knownCodes = ({ codes }: Names, names: readonly string[]): Set<number> =>
  new Set(names.flatMap((name) => codes.get(name) ?? []));

const regionSpans = (regions: readonly string[]): { from: number; to: number }[] =>
  regions.map((region) => ({ from: Number(region.padEnd(6, '0')), to: Number(region.padEnd(6, '9')) }));

const priceTest = (spans: readonly (PriceSpan | typeof UNSTATED)[]): ((price: number) => boolean) => {
  const isUnstatedWanted = spans.includes(UNSTATED);
  const wanted = spans.filter((span) => span !== UNSTATED);
  return (price) =>
    price < 0 ? isUnstatedWanted : wanted.some(({ min = 0, below = Number.POSITIVE_INFINITY }) => price >= min && price < below);
};

type Tests = { -readonly [Name in FacetName]?: Test };

const facetTests = (filters: Filters, dictionaries: Dictionaries): Tests => {
  const tests: Tests = {};
  const { field, kind, mode, region, readiness, price } = filters;
  if (field) {
    const codes = knownCodes(dictionaries.field, field);
    tests.field = ({ columns }, place) => codes.has(columns.field[place]!);
  }
  if (kind) {
    const codes = knownCodes(dictionaries.kind, kind);
    tests.kind = ({ columns }, place) => codes.has(columns.kind[place]!);
  }
  if (mode) {
    const bits = modeBits(
      dictionaries.mode,
      mode.filter((name) => dictionaries.mode.codes.has(name)),
    );
    tests.mode = ({ columns }, place) => (columns.modes[place]! & bits) !== 0;
  }
  if (region) {
    const spans = regionSpans(region);
    tests.region = ({ columns }, place) =>
      spans.some(({ from, to }) => columns.region[place]! >= from && columns.region[place]! <= to);
  }
  if (readiness) {
    const { min = 1, max = 9 } = readiness;
    tests.readiness = ({ columns }, place) => columns.readiness[place]! >= Math.max(1, min) && columns.readiness[place]! <= max;
  }
  if (price) {
    const isWanted = priceTest(price);
    tests.price = ({ columns }, place) => isWanted(columns.price[place]!);
  }
  return tests;
};

const outTests = ({ validOn, notOrganisations }: Filters, dictionaries: Dictionaries): Test[] => {
  const tests: Test[] = [];
  if (validOn !== undefined) {
    const day = dayOf(validOn);
    tests.push(({ columns }, place) => columns.validUntil[place] === NO_END || columns.validUntil[place]! >= day);
  }
  if (notOrganisations) {
    const codes = knownCodes(dictionaries.organisation, notOrganisations);
    tests.push(({ columns }, place) => !codes.has(columns.organisation[place]!));
  }
  return tests;
};

/** Undefined when there is nothing to fail. */
export const failuresOf = (shelf: Shelf, dictionaries: Dictionaries, filters: Filters): Failures | undefined => {
  const tests = facetTests(filters, dictionaries);
  const facets = facetNames.flatMap((name) => {
    const test = tests[name];
    return test ? [{ bit: facetBit(name), test }] : [];
  });
  const outs = outTests(filters, dictionaries);
  if (facets.length === 0 && outs.length === 0) return undefined;
  return (place) => {
    for (const test of outs) if (!test(shelf, place)) return OUT;
    let failed = 0;
    for (const { bit, test } of facets) if (!test(shelf, place)) failed |= bit;
    return failed;
  };
};
