import { z } from 'zod';
import { cooperationModes, marketFields } from './codes.js';
import { defineRequest } from './message.js';
import {
  achievementKindSchema,
  achievementKinds,
  cooperationModeSchema,
  idSchema,
  instantSchema,
  marketFieldSchema,
  readinessLevelSchema,
} from './values.js';

export const recordKinds = ['LISTING', 'DEMAND'] as const;
export const recordKindSchema = z.enum(recordKinds);
export type RecordKind = z.infer<typeof recordKindSchema>;

/** Price of a listing or budget of a demand, in yuan: from the first number on, below the second. */
export const priceBands = ['UNSTATED', 'TO_100K', 'TO_500K', 'TO_1M', 'TO_5M', 'OVER_5M'] as const;
export const priceBandSchema = z.enum(priceBands);
export type PriceBand = z.infer<typeof priceBandSchema>;

/** The first two, four or six digits of a GB/T 2260 code: province, city, district. */
export const regionPrefixSchema = z.string().regex(/^\d{2}(\d{2}(\d{2})?)?$/, 'region: two, four or six digits (GB/T 2260)');

/** All values of one filter are alternatives; all filters must hold. */
export const searchFilterSchema = z.object({
  field: z.array(marketFieldSchema).max(marketFields.length).optional(),
  region: z.array(regionPrefixSchema).max(50).optional(),
  mode: z.array(cooperationModeSchema).max(cooperationModes.length).optional(),
  achievementKind: z.array(achievementKindSchema).max(achievementKinds.length).optional(),
  priceBand: z.array(priceBandSchema).max(priceBands.length).optional(),
  readinessMin: readinessLevelSchema.optional(),
  readinessMax: readinessLevelSchema.optional(),
});
export type SearchFilter = z.infer<typeof searchFilterSchema>;

/** At most this many characters of a query are read. */
export const LONGEST_QUERY = 200;
/**
 * Words apart by spaces are all wanted; "quoted" is a phrase; `-word` is unwanted; a last word without a space after it is a prefix too;
 * Latin letters alone are also read as pinyin initials.
 */
export const querySchema = z.string().max(LONGEST_QUERY);

export const facetNames = ['field', 'region', 'mode', 'achievementKind', 'priceBand', 'readiness'] as const;
export const facetNameSchema = z.enum(facetNames);
export type FacetName = z.infer<typeof facetNameSchema>;

/** A text with the found parts marked: parts at odd places are highlighted. */
export const highlightedSchema = z.array(z.string());

export const searchHitSchema = z.object({
  kind: recordKindSchema,
  id: z.string(),
  /** Empty for an anonymous demand. */
  organisationId: z.string(),
  score: z.number(),
  title: highlightedSchema,
  /** The best part of the text, at most some 160 characters. */
  snippet: highlightedSchema,
  field: marketFieldSchema.optional(),
  region: z.string().optional(),
  modes: z.array(cooperationModeSchema),
  achievementKind: achievementKindSchema.optional(),
  readinessLevel: readinessLevelSchema.optional(),
  priceBand: priceBandSchema,
});
export type SearchHit = z.infer<typeof searchHitSchema>;

export const suggestionSchema = z.object({
  /** TYPO: a known word near the written one; BROADER: the query without its rarest word or filter; RELATED: a known equivalent. */
  reason: z.enum(['TYPO', 'BROADER', 'RELATED']),
  query: z.string(),
  /** Without these filters. */
  without: z.array(z.string()).default([]),
  hits: z.number().int(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

export const searchInputSchema = z.object({
  kind: recordKindSchema.default('LISTING'),
  query: querySchema.default(''),
  filter: searchFilterSchema.default({}),
  sort: z.enum(['RELEVANCE', 'NEWEST']).default('RELEVANCE'),
  limit: z.number().int().min(1).max(200).default(20),
  cursor: z.string().max(500).optional(),
});

export const searchNotes = ['TOO_MANY_TO_READ'] as const;

export const searchOutputSchema = z.object({
  items: z.array(searchHitSchema),
  nextCursor: z.string().optional(),
  /** All that was found, not only this page. */
  total: z.number().int(),
  /** Counts over everything found; for a facet that is filtered itself, as if its own filter were not set. Regions by province. */
  facets: z.record(z.string(), z.array(z.object({ value: z.string(), count: z.number().int() }))),
  /** Only when little or nothing was found. */
  suggestions: z.array(suggestionSchema),
  /** The query as it was understood, when a word was corrected because nothing else was found. */
  correctedQuery: z.string().optional(),
  /** Why nothing was found: numbers, units and single letters alone are looked for in the texts, of which there are too many. */
  note: z.enum(searchNotes).optional(),
});
export type SearchOutput = z.infer<typeof searchOutputSchema>;

export const savedSearchSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  name: z.string(),
  kind: recordKindSchema,
  query: z.string(),
  filter: searchFilterSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type SavedSearch = z.infer<typeof savedSearchSchema>;

const savedSearchInput = z.object({
  id: idSchema,
  name: z.string().trim().min(1).max(100),
  kind: recordKindSchema.default('LISTING'),
  query: querySchema.default(''),
  filter: searchFilterSchema.default({}),
  expectedRevision: z.number().int().min(0).optional(),
});

const commandResult = z.object({ id: z.string(), revision: z.number().int().min(-1) });

/** Spread into the matching service's messages. */
export const searchRequests = {
  search: defineRequest('matching.request.search.v1', searchInputSchema, searchOutputSchema),
  /** Words and titles that begin as typed, also by pinyin initials. */
  suggest: defineRequest(
    'matching.request.suggest.v1',
    z.object({
      kind: recordKindSchema.default('LISTING'),
      text: z.string().trim().min(1).max(60),
      limit: z.number().int().min(1).max(20).default(8),
    }),
    z.object({ items: z.array(z.object({ text: z.string(), hits: z.number().int() })) }),
  ),
  /** Creates it, or changes the own one with that id; the owner is the actor's organisation. A query or a filter is needed. */
  saveSearch: defineRequest('matching.request.save-search.v1', savedSearchInput, commandResult),
  dropSavedSearch: defineRequest(
    'matching.request.drop-saved-search.v1',
    z.object({ id: idSchema, expectedRevision: z.number().int().min(0).optional() }),
    commandResult,
  ),
  /** The actor's organisation's own, the newest first. */
  listSavedSearches: defineRequest(
    'matching.request.list-saved-searches.v1',
    z.object({ limit: z.number().int().min(1).max(200).default(50), cursor: z.string().max(500).optional() }),
    z.object({ items: z.array(savedSearchSchema), nextCursor: z.string().optional() }),
  ),
};
