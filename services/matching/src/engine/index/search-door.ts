import type { Term } from '../text/term.js';

/** Which of the two collections: the listings or the demands. */
export type Side = 0 | 1;
export const LISTINGS = 0;
export const DEMANDS = 1;

/**
 * One requirement of a query. `must`: a text without any of the terms does not match. `not`: a text with one of them does not match.
 * `should`: adds to the score of what matches otherwise; when no clause is a `must`, a text matches that meets one `should`.
 */
export interface Clause {
  occur: 'must' | 'should' | 'not';
  terms: readonly WeightedTerm[];
}

export interface WeightedTerm {
  term: Term;
  /** Beside the other terms of the query; the model's weight of the term when left out. With 0 the term decides and adds nothing. */
  weight?: number;
}

export const facetNames = ['field', 'region', 'readiness', 'mode', 'price', 'kind'] as const;
export type FacetName = (typeof facetNames)[number];

/** From `min` on and less than `below`. */
export interface PriceSpan {
  min?: number;
  below?: number;
}

/** Stands for texts that give no value. */
export const UNSTATED = 'UNSTATED';

/** Within one member any value will do; all members must be met. A text that does not give a value fails a filter for it. */
export interface Filters {
  field?: readonly string[];
  /** What the achievement is (a patent, a prototype, …). */
  kind?: readonly string[];
  mode?: readonly string[];
  /** First two, four or six digits of the code. */
  region?: readonly string[];
  readiness?: { min?: number; max?: number };
  /** Price of a listing or budget of a demand, minor units: any of these spans, or none given. */
  price?: readonly (PriceSpan | typeof UNSTATED)[];
  /** A day as 2030-05-20: leaves out what is over before it. */
  validOn?: string;
  /** Organisations whose texts are left out. */
  notOrganisations?: readonly string[];
}

/**
 * Scores are BM25 (k1 1.2, b 0.75) with the given weights in place of rarity, a fixed mean length, and two occurrences more for each one in the
 * title: they do not depend on what else is indexed.
 */
export interface SearchRequest {
  /** No clause: every text matches, with the score 0. */
  clauses: readonly Clause[];
  filters?: Filters;
  /** Which facets are counted; none when left out. */
  facets?: readonly FacetName[];
  /** Lower bounds of the price bands, ascending; the first is 0. */
  priceBands?: readonly number[];
  /** Terms that a text has in the mean; what is longer scores less. 300 when left out. */
  meanLength?: number;
  limit: number;
  /** The best first when left out; the newest first has the instant (seconds) in place of the score. */
  sort?: 'RELEVANCE' | 'NEWEST';
  /** Goes on behind the last hit of the page before. */
  after?: { score: number; id: string };
  /**
   * Asked for each text that meets clauses and filters, before it is counted: an exact phrase, for instance (read the text with
   * `entryAt`). Costs a call for each match; leave it out where it is not needed.
   */
  accepts?(place: number): boolean;
}

export interface Hit {
  place: number;
  id: string;
  score: number;
}

export interface FacetCount {
  /** A field, kind or mode by its name; a province by two digits; a readiness level; the lower bound of a price band, or UNSTATED. */
  value: string;
  count: number;
}

export interface SearchResult {
  /** In the order asked for; what is equal there: the newest first, then by id. */
  hits: Hit[];
  /** All matches, whatever the limit. */
  total: number;
  /**
   * Over all matches. Each facet is counted as if its own filter were not there, so that a reader sees what choosing another value
   * would give. Most frequent first, then by value; values that do not occur are left out.
   */
  facets: Partial<Record<FacetName, FacetCount[]>>;
}
