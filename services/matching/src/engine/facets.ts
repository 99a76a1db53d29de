import { normalise } from './normalise.js';
import type { Subject } from './subject.js';

/** A comparison beside the text. It counts only for pairs where both sides give the value. */
interface Facet {
  name: string;
  /** Beside 1 for the text as a whole. */
  weight: number;
  isGiven(subject: Subject): boolean;
  /** 0–1; asked only when both sides give the value. */
  compare(listing: Subject, demand: Subject): number;
}

const priceFit = (listing: Subject, demand: Subject): number => {
  const [price, budget] = [listing.price ?? 0, demand.budget ?? 0];
  return price <= budget ? 1 : budget / price;
};

/** Same district 1, same city 0.7, same province 0.4 (the first six, four and two digits of the code). */
const regionFit = (a: string, b: string): number => {
  if (a === b) return 1;
  if (a.slice(0, 4) === b.slice(0, 4)) return 0.7;
  return a.slice(0, 2) === b.slice(0, 2) ? 0.4 : 0;
};

/** Which part of the demand's indicators the listing makes a claim about; numbers are not compared. */
const indicatorFit = (listing: Subject, demand: Subject): number => {
  const claims = listing.indicators.map(({ name }) => normalise(name));
  const isClaimed = (target: string): boolean => claims.some((claim) => claim.includes(target) || target.includes(claim));
  return demand.indicators.filter(({ name }) => isClaimed(normalise(name))).length / demand.indicators.length;
};

const facets: readonly Facet[] = [
  {
    name: 'field',
    weight: 0.08,
    isGiven: (subject) => subject.field !== undefined,
    compare: (listing, demand) => (listing.field === demand.field ? 1 : 0),
  },
  {
    name: 'indicators',
    weight: 0.05,
    isGiven: (subject) => subject.indicators.length > 0,
    compare: indicatorFit,
  },
  {
    name: 'mode',
    weight: 0.03,
    isGiven: (subject) => subject.modes.length > 0,
    compare: (listing, demand) => (listing.modes.some((mode) => demand.modes.includes(mode)) ? 1 : 0),
  },
  {
    name: 'price',
    weight: 0.05,
    isGiven: ({ price, budget }) => price !== undefined || budget !== undefined,
    compare: priceFit,
  },
  {
    name: 'region',
    weight: 0.03,
    isGiven: (subject) => subject.region !== undefined,
    compare: (listing, demand) => regionFit(listing.region ?? '', demand.region ?? ''),
  },
];

export interface FacetScore {
  name: string;
  score: number;
  weight: number;
}

/** The facets that both sides give. */
export const compareFacets = (listing: Subject, demand: Subject): FacetScore[] =>
  facets
    .filter(({ isGiven }) => isGiven(listing) && isGiven(demand))
    .map(({ name, weight, compare }) => ({ name, weight, score: compare(listing, demand) }));

/** The most that facets can weigh for a subject; bounds a score before the other side is looked at. */
export const facetWeight = (subject: Subject): number =>
  facets.reduce((sum, { weight, isGiven }) => (isGiven(subject) ? sum + weight : sum), 0);
