import { z } from 'zod';
import { defineEvent, defineRequest } from './message.js';
import { byIdSchema, commandResultSchema, idSchema, instantSchema, pageOf, pageQuery } from './values.js';

/** Why a party says no; goes to the other side and into the ranking's evaluation. */
export const declineReasons = [
  'TOO_EARLY',
  'PRICE',
  'DESCRIPTION_UNCLEAR',
  'WRONG_FIELD',
  'NO_ADVANTAGE_SHOWN',
  'CAPACITY',
  'SECRECY',
  'OTHER',
] as const;
export const declineReasonSchema = z.enum(declineReasons);
export type DeclineReason = z.infer<typeof declineReasonSchema>;

export const matchSides = ['SUPPLY', 'DEMAND'] as const;
export const matchSideSchema = z.enum(matchSides);
export type MatchSide = z.infer<typeof matchSideSchema>;

/** A word that both texts share (or that bridges them) and its part of the score, 0–1. */
export const matchWordSchema = z.object({ word: z.string(), weight: z.number(), counterpart: z.string().optional() });
export const matchComponentSchema = z.object({
  name: z.string(),
  score: z.number().min(0).max(1),
  weight: z.number().min(0).max(1),
});
export const explanationSchema = z.object({
  words: z.array(matchWordSchema),
  components: z.array(matchComponentSchema),
  engineVersion: z.string(),
});
export type Explanation = z.infer<typeof explanationSchema>;

/** 0–1 and the four levels of the professional judges: 4 strong, 3 fairly strong, 2 weak, 1 none. */
const rating = { score: z.number().min(0).max(1), level: z.number().int().min(1).max(4) };
const party = z.object({ organisationId: z.string(), title: z.string() });
const sides = { listingId: z.string(), demandId: z.string(), supply: party, demand: party };

export const matchStatusSchema = z.enum(['PROPOSED', 'DECLINED', 'INTRODUCED']);
export const matchViewSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  ...sides,
  ...rating,
  explanation: explanationSchema,
  status: matchStatusSchema,
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
});

export const matchingMessages = {
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
};
