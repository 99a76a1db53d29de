import { z } from 'zod';
import { demandContentSchema, listingContentSchema } from './catalog.messages.js';
import { defineRequest } from './message.js';
import { idSchema, indicatorSchema } from './values.js';

/** What a listing or a demand lacks to be found, understood and compared. Stable; the weight of each is policy. */
export const qualityHintCodes = [
  'TITLE_TOO_SHORT',
  'TITLE_GENERIC',
  'TEXT_MISSING',
  'TEXT_TOO_SHORT',
  'NO_QUANTIFIED_TARGET',
  'TARGETS_NOT_STRUCTURED',
  'NO_BUDGET_RANGE',
  'NO_PRICE',
  'NO_ADVANTAGE',
  'NO_FIELD',
  'NO_READINESS',
  'NO_MODE',
  'NO_REGION',
  'NO_DEADLINE',
  'NO_KEYWORDS',
  'NO_VALIDITY',
  'DUPLICATE_OF_OWN',
  'NEAR_DUPLICATE',
] as const;
export const qualityHintCodeSchema = z.enum(qualityHintCodes);
export type QualityHintCode = z.infer<typeof qualityHintCodeSchema>;

export const qualityHintSchema = z.object({
  code: qualityHintCodeSchema,
  /** Path of the content's field to mend, for example `indicators`. */
  path: z.string(),
  /** What the score would gain, 0–1. */
  gain: z.number().min(0).max(1),
  /** A sentence that says what to do, in both languages. */
  text: z.object({ zh: z.string(), en: z.string() }),
  /** For example what is suggested, the targets as they are written in the text (`found`), or the record it repeats. */
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).default({}),
  /** The targets of the text that stand in no indicator yet, ready to be taken over. */
  indicators: z.array(indicatorSchema).optional(),
});
export type QualityHint = z.infer<typeof qualityHintSchema>;

export const qualitySchema = z.object({
  /** 0–1 */
  score: z.number().min(0).max(1),
  /** POOR below 0.4, FAIR below 0.7, else GOOD. */
  grade: z.enum(['POOR', 'FAIR', 'GOOD']),
  /** The largest gain first. */
  hints: z.array(qualityHintSchema),
  /** Published records that say nearly the same, the nearest first: own ones, and those of others that name their organisation. */
  duplicates: z.array(z.object({ id: z.string(), isOwn: z.boolean(), title: z.string(), likeness: z.number() })),
  policyVersion: z.string(),
});
export type Quality = z.infer<typeof qualitySchema>;

/** Spread into the matching service's messages. `id` of the record itself, so that it is not its own duplicate. */
export const qualityRequests = {
  assessListing: defineRequest(
    'matching.request.assess-listing.v1',
    z.object({ id: idSchema.optional(), content: listingContentSchema }),
    qualitySchema,
  ),
  assessDemand: defineRequest(
    'matching.request.assess-demand.v1',
    z.object({ id: idSchema.optional(), content: demandContentSchema }),
    qualitySchema,
  ),
};
