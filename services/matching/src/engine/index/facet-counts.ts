import type { Dictionaries } from './columns.js';
import { facetBit } from './filters.js';
import type { FacetCount, FacetName } from './search-door.js';
import { UNSTATED } from './search-door.js';
import type { Shelf } from './shelf.js';

/** Counts of all facets asked for, in small arrays by code. */
export interface FacetCounts {
  /** A match that fails only the filters of these bits; 0 is a full match. */
  count(place: number, failed: number): void;
  read(): Partial<Record<FacetName, FacetCount[]>>;
}

interface Facet {
  name: FacetName;
  bit: number;
  add(place: number): void;
  values(): FacetCount[];
}

const sorted = (counts: FacetCount[]): FacetCount[] =>
  counts.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

const PROVINCES = 100;
const PROVINCE = 10_000;
const READINESS = 10;

/** A facet whose values have codes: `codes[place] / step` is the code, 0 is none. */
const coded = (name: FacetName, codes: ArrayLike<number>, { step = 1, length, label }: Coded): Facet => {
  const counts = new Uint32Array(length);
  return {
    name,
    bit: facetBit(name),
    add: (place) => {
      counts[Math.floor(codes[place]! / step)]! += 1;
    },
    values: () =>
      sorted(
        Array.from(counts, (count, code) => ({ value: code === 0 ? '' : label(code), count })).filter(
          ({ value }) => value !== '',
        ),
      ),
  };
};
interface Coded {
  step?: number;
  length: number;
  label(code: number): string;
}

const modeFacet = (modes: Uint32Array, names: readonly string[]): Facet => {
  const counts = new Uint32Array(32);
  return {
    name: 'mode',
    bit: facetBit('mode'),
    add: (place) => {
      for (let bits = modes[place]!; bits !== 0; bits &= bits - 1) counts[31 - Math.clz32(bits & -bits)]! += 1;
    },
    values: () => sorted(Array.from(counts, (count, bit) => ({ value: names[bit + 1] ?? '', count }))),
  };
};

const priceFacet = (prices: Float64Array, bands: readonly number[]): Facet => {
  const counts = new Uint32Array(bands.length + 1);
  return {
    name: 'price',
    bit: facetBit('price'),
    add: (place) => {
      const price = prices[place]!;
      let band = 0;
      while (band < bands.length && price >= bands[band]!) band += 1;
      counts[price < 0 ? 0 : Math.max(1, band)]! += 1;
    },
    values: () => sorted(Array.from(counts, (count, band) => ({ value: band === 0 ? UNSTATED : `${bands[band - 1]}`, count }))),
  };
};

export interface FacetsAsked {
  names: readonly FacetName[];
  priceBands: readonly number[];
}

export const countFacets = ({ columns }: Shelf, dictionaries: Dictionaries, { names, priceBands }: FacetsAsked): FacetCounts => {
  const named = (from: { names: string[] }): Coded => ({ length: from.names.length, label: (code) => from.names[code] ?? '' });
  const make: Record<FacetName, () => Facet> = {
    field: () => coded('field', columns.field, named(dictionaries.field)),
    kind: () => coded('kind', columns.kind, named(dictionaries.kind)),
    region: () =>
      coded('region', columns.region, { step: PROVINCE, length: PROVINCES, label: (code) => `${code}`.padStart(2, '0') }),
    readiness: () => coded('readiness', columns.readiness, { length: READINESS, label: String }),
    mode: () => modeFacet(columns.modes, dictionaries.mode.names),
    price: () => priceFacet(columns.price, priceBands),
  };
  const facets = names.map((name) => make[name]());
  return {
    count: (place, failed) => {
      for (const facet of facets) if (failed === 0 || failed === facet.bit) facet.add(place);
    },
    read: () => Object.fromEntries(facets.map(({ name, values }) => [name, values()])),
  };
};
