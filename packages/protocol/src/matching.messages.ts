import { z } from 'zod';
import { declineReasons } from './codes.js';
import { defineEvent, defineRequest } from './message.js';
import { qualityRequests } from './quality.messages.js';
import { recordKindSchema, searchRequests } from './search.messages.js';
import { byIdSchema, commandResultSchema, idSchema, instantSchema, pageOf, pageQuery } from './values.js';

export const declineReasonSchema = z.enum(declineReasons);

export const matchSides = ['SUPPLY', 'DEMAND'] as const;
export const matchSideSchema = z.enum(matchSides);
export type MatchSide = z.infer<typeof matchSideSchema>;

/** A word that both texts share (or that bridges them) and its part of the score, 0–1. */
export const matchWordSchema = z.object({ word: z.string(), weight: z.number(), counterpart: z.string().optional() });

/** A plain value of a piece of evidence; the rendering makes the sentence. */
const evidenceValues = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** Why a component has its score: a stable code with its values, for example `PRICE_WITHIN_BUDGET { price, budget }`. */
export const evidenceSchema = z.object({ code: z.string(), values: evidenceValues.default({}) });
export type Evidence = z.infer<typeof evidenceSchema>;

/** `weight` is the component's share of the score; the weights of all components of a pair add up to 1. */
export const matchComponentSchema = z.object({
  name: z.string(),
  score: z.number().min(0).max(1),
  weight: z.number().min(0).max(1),
  evidence: z.array(evidenceSchema).optional(),
});

/** One wanted quantity against what is offered. Texts are as written; `by` is the missing amount in the target's unit. */
export const indicatorVerdictSchema = z.object({
  quantity: z.string(),
  target: z.string(),
  claim: z.string().optional(),
  verdict: z.enum(['MEETS', 'MISSES', 'UNKNOWN']),
  by: z.object({ amount: z.number(), unit: z.string(), share: z.number().optional() }).optional(),
  reason: z.string().optional(),
});
export type IndicatorVerdict = z.infer<typeof indicatorVerdictSchema>;

/** What keeps a pair apart whatever its score. */
export const constraintNames = ['SECRECY', 'EXPIRED', 'WITHDRAWN', 'LICENCE_CONFLICT', 'EXCLUDED_PARTY', 'SAME_PARTY'] as const;
export const constraintNameSchema = z.enum(constraintNames);
export type ConstraintName = z.infer<typeof constraintNameSchema>;
/** `side` is whose record holds the reason. */
export const constraintSchema = z.object({
  name: constraintNameSchema,
  side: matchSideSchema,
  values: evidenceValues.default({}),
});
export type Constraint = z.infer<typeof constraintSchema>;

/** What one side does not say, so that it could not be compared. */
export const missingCodes = [
  'DEMAND_INDICATORS',
  'LISTING_INDICATORS',
  'DEMAND_BUDGET',
  'LISTING_PRICE',
  'DEMAND_FIELD',
  'LISTING_FIELD',
  'LISTING_READINESS',
  'DEMAND_MODES',
  'LISTING_MODES',
  'DEMAND_REGION',
  'LISTING_REGION',
  'DEMAND_TEXT',
  'LISTING_TEXT',
] as const;
export const missingCodeSchema = z.enum(missingCodes);
export type MissingCode = z.infer<typeof missingCodeSchema>;

/** Why a pair has its score. The same texts, engine, model and policy always give the same explanation. */
export const explanationSchema = z.object({
  words: z.array(matchWordSchema),
  components: z.array(matchComponentSchema),
  numbers: z.array(indicatorVerdictSchema).optional(),
  missing: z.array(missingCodeSchema).optional(),
  engineVersion: z.string(),
  modelVersion: z.string().optional(),
  policyVersion: z.string().optional(),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** 0–1 and the four levels of the professional judges: 4 strong, 3 fairly strong, 2 weak, 1 none. */
const rating = { score: z.number().min(0).max(1), level: z.number().int().min(1).max(4) };
const party = z.object({ organisationId: z.string(), title: z.string() });
const sides = { listingId: z.string(), demandId: z.string(), supply: party, demand: party };

/** The explanation as sentences for a reader, the weightiest first. */
export const renderedExplanationSchema = z.object({ zh: z.array(z.string()), en: z.array(z.string()) });
export type RenderedExplanation = z.infer<typeof renderedExplanationSchema>;

/** CLOSED: a hard constraint came up before the introduction. A newer text may bring the match back, as a new proposal; a withdrawal is for good. */
export const matchStatusSchema = z.enum(['PROPOSED', 'DECLINED', 'INTRODUCED', 'CLOSED']);
export const matchViewSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  ...sides,
  ...rating,
  explanation: explanationSchema,
  rendered: renderedExplanationSchema,
  status: matchStatusSchema,
  closed: z.array(constraintSchema).optional(),
  intents: z.array(matchSideSchema),
  declined: z.object({ side: matchSideSchema, reason: declineReasonSchema, note: z.string().optional() }).optional(),
  proposedAt: instantSchema,
  updatedAt: instantSchema,
});
export type MatchView = z.infer<typeof matchViewSchema>;

export const rankedSchema = z.object({
  id: z.string(),
  title: z.string(),
  organisationId: z.string(),
  ...rating,
  explanation: explanationSchema,
  rendered: renderedExplanationSchema,
});

/** How often the other sides said no to a record's pairs, by reason, and what the owner can do about it. */
const declineCounts = z.array(
  z.object({
    reason: declineReasonSchema,
    count: z.number().int(),
    lastAt: instantSchema,
    advice: z.object({ zh: z.string(), en: z.string() }),
    notes: z.array(z.string()),
  }),
);

const levelShares = z.array(z.object({ level: z.number().int(), pairs: z.number().int(), share: z.number() }));

/** Figures of all matches that one ranking (engine, model and policy version) proposed. */
export const rankingOutcomeSchema = z.object({
  ranking: z.object({ engineVersion: z.string(), modelVersion: z.string(), policyVersion: z.string() }),
  proposed: z.number().int(),
  intents: z.number().int(),
  introduced: z.number().int(),
  declined: z.number().int(),
  closed: z.number().int(),
  /** Mean nDCG@10 over the demands with an outcome: introduced 3, intent 2, open 1, declined 0; null without any. */
  ndcg10: z.number().nullable(),
  levels: levelShares,
  declines: z.array(z.object({ reason: declineReasonSchema, pairs: z.number().int(), share: z.number() })),
});
export type RankingOutcome = z.infer<typeof rankingOutcomeSchema>;

export const matchingMessages = {
  ...searchRequests,
  ...qualityRequests,
  /** Why a pair is, or is not, a match: for its two sides and the overseers; both must be published. Nothing is stored. */
  explainPair: defineRequest(
    'matching.request.explain-pair.v1',
    z.object({ listingId: idSchema, demandId: idSchema }),
    z.object({
      ...rating,
      constraints: z.array(constraintSchema),
      explanation: explanationSchema,
      rendered: renderedExplanationSchema,
      matchId: z.string(),
    }),
  ),
  /** Pairs that a hard constraint kept out of the best of a listing or demand; for its owner and the overseers. */
  listBlocked: defineRequest(
    'matching.request.list-blocked.v1',
    z.object({ ...pageQuery, kind: recordKindSchema, id: idSchema }),
    pageOf(
      z.object({
        listingId: z.string(),
        demandId: z.string(),
        ...rating,
        constraints: z.array(constraintSchema),
        at: instantSchema,
      }),
    ),
  ),
  /** What the other sides' declines say about an own listing or demand. */
  getFeedback: defineRequest(
    'matching.request.get-feedback.v1',
    z.object({ kind: recordKindSchema, id: idSchema }),
    z.object({ declines: declineCounts, pairs: z.number().int() }),
  ),
  /** The outcome log in figures, a line for each ranking, the newest first; for overseers. */
  rankingOutcomes: defineRequest(
    'matching.request.ranking-outcomes.v1',
    z.object({}),
    z.object({ rankings: z.array(rankingOutcomeSchema) }),
  ),
  /** Compares the index with its documents; for operators. */
  indexDrift: defineRequest(
    'matching.request.index-drift.v1',
    z.object({}),
    z.object({
      checkedAt: instantSchema,
      listings: z.number().int(),
      demands: z.number().int(),
      missing: z.array(z.string()),
      surplus: z.array(z.string()),
      outdated: z.array(z.string()),
    }),
  ),
  getMatch: defineRequest('matching.request.get-match.v1', byIdSchema, matchViewSchema),
  /** One filter at least: a listing, a demand, or `mine` (either side is the actor's organisation). Best first. */
  listMatches: defineRequest(
    'matching.request.list-matches.v1',
    z.object({
      ...pageQuery,
      listingId: idSchema.optional(),
      demandId: idSchema.optional(),
      mine: z.boolean().optional(),
      status: matchStatusSchema.optional(),
    }),
    pageOf(matchViewSchema),
  ),
  /** The side follows from the actor's organisation. Both sides agreed = introduced. */
  expressIntent: defineRequest(
    'matching.request.express-intent.v1',
    z.object({
      id: idSchema,
      note: z.string().trim().max(1_000).optional(),
      expectedRevision: z.number().int().min(0).optional(),
    }),
    commandResultSchema,
  ),
  decline: defineRequest(
    'matching.request.decline.v1',
    z.object({
      id: idSchema,
      reason: declineReasonSchema,
      note: z.string().trim().max(1_000).optional(),
      expectedRevision: z.number().int().min(0).optional(),
    }),
    commandResultSchema,
  ),
  /** Ranks published listings (or demands) for a text; nothing is stored. */
  preview: defineRequest(
    'matching.request.preview.v1',
    z.object({
      kind: z.enum(['LISTING', 'DEMAND']),
      title: z.string().trim().min(1).max(300),
      text: z.string().trim().max(20_000).default(''),
      limit: z.number().int().min(1).max(100).default(10),
    }),
    z.object({ items: z.array(rankedSchema), indexed: z.number().int() }),
  ),
  /** How much is indexed; for the pages and for whoever waits for an import to be matched. */
  indexStatus: defineRequest(
    'matching.request.index-status.v1',
    z.object({}),
    z.object({ listings: z.number().int(), demands: z.number().int(), matches: z.number().int() }),
  ),
};

const matchFact = { matchId: z.string(), revision: z.number().int(), ...sides };

export const matchingEvents = {
  matchProposed: defineEvent(
    'matching.event.match-proposed.v1',
    z.object({ ...matchFact, ...rating, words: z.array(z.string()) }),
  ),
  intentExpressed: defineEvent('matching.event.intent-expressed.v1', z.object({ ...matchFact, side: matchSideSchema })),
  matchDeclined: defineEvent(
    'matching.event.match-declined.v1',
    z.object({ ...matchFact, side: matchSideSchema, reason: declineReasonSchema }),
  ),
  matchIntroduced: defineEvent('matching.event.match-introduced.v1', z.object(matchFact)),
  matchClosed: defineEvent(
    'matching.event.match-closed.v1',
    z.object({ ...matchFact, constraints: z.array(constraintSchema).min(1) }),
  ),
  /** A new or changed record fits a saved search; `words` and `filters` say why. */
  savedSearchMatched: defineEvent(
    'matching.event.saved-search-matched.v1',
    z.object({
      savedSearchId: z.string(),
      revision: z.number().int(),
      organisationId: z.string(),
      name: z.string(),
      kind: recordKindSchema,
      recordId: z.string(),
      title: z.string(),
      words: z.array(z.string()),
      filters: z.array(z.string()),
    }),
  ),
};
