import { defineEvents } from '@lastmile/eventsourcing';
import { constraintSchema, declineReasonSchema, explanationSchema, instantSchema, matchSideSchema } from '@lastmile/protocol';
import { z } from 'zod';

const party = z.object({ organisationId: z.string(), title: z.string() });

/** Revisions of the listing and the demand that a rating was made from. */
const basis = z.object({ listing: z.number().int(), demand: z.number().int() });

const rating = {
  score: z.number().min(0).max(1),
  level: z.number().int().min(1).max(4),
  explanation: explanationSchema,
  basis,
};

const proposed = z.object({
  listingId: z.string(),
  demandId: z.string(),
  supply: party,
  /** An anonymous demand's organisation stays hidden from the other side until the introduction. */
  demand: party.extend({ isAnonymous: z.boolean().default(false) }),
  ...rating,
  /** Place among the demand's open proposals at that moment, 1 the best. */
  position: z.number().int().min(1).optional(),
  proposedAt: instantSchema,
});
const rescored = z.object({ ...rating, rescoredAt: instantSchema });
const intent = z.object({ side: matchSideSchema, note: z.string().optional(), expressedAt: instantSchema });
const introduced = z.object({ introducedAt: instantSchema });

/** What the two records said when a side declined; money in whole minor units. */
const seen = z.object({
  listing: z.number().int(),
  demand: z.number().int(),
  price: z.number().optional(),
  budget: z.number().optional(),
  readinessLevel: z.number().int().optional(),
});
const declined = z.object({
  side: matchSideSchema,
  reason: declineReasonSchema,
  note: z.string().optional(),
  seen: seen.optional(),
  declinedAt: instantSchema,
});
const closed = z.object({ constraints: z.array(constraintSchema).min(1), basis, closedAt: instantSchema });

export type MatchProposed = { type: 'MatchProposed' } & z.infer<typeof proposed>;
export type MatchEvent =
  | MatchProposed
  | ({ type: 'MatchRescored' } & z.infer<typeof rescored>)
  | ({ type: 'IntentExpressed' } & z.infer<typeof intent>)
  | ({ type: 'MatchIntroduced' } & z.infer<typeof introduced>)
  | ({ type: 'MatchDeclined' } & z.infer<typeof declined>)
  | ({ type: 'MatchClosed' } & z.infer<typeof closed>);

export type Seen = z.infer<typeof seen>;

export const matchEvents = defineEvents<MatchEvent>({
  'MatchProposed.v1': { event: 'MatchProposed', schema: proposed },
  'MatchRescored.v1': { event: 'MatchRescored', schema: rescored },
  'IntentExpressed.v1': { event: 'IntentExpressed', schema: intent },
  'MatchIntroduced.v1': { event: 'MatchIntroduced', schema: introduced },
  'MatchDeclined.v1': { event: 'MatchDeclined', schema: declined },
  'MatchClosed.v1': { event: 'MatchClosed', schema: closed },
});
