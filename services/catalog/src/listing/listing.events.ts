import { defineEvents } from '@lastmile/eventsourcing';
import { achievementKinds } from '@lastmile/protocol';
import { z } from 'zod';
import {
  fenSchema,
  fieldSchema,
  guardedFields,
  indicatorSchema,
  liveLicenceSchema,
  modeSchema,
  ownerSchema,
} from '../values/values.events.js';

/** What a listing says about itself, as it is stored: money in fen. */
export const listingDescriptionSchema = z.object({
  title: z.string(),
  abstract: z.string(),
  advantage: z.string().default(''),
  kind: z.enum(achievementKinds).optional(),
  achievementId: z.string().optional(),
  field: fieldSchema.optional(),
  keywords: z.array(z.string()),
  indicators: z.array(indicatorSchema),
  readinessLevel: z.number().int().optional(),
  modes: z.array(modeSchema),
  priceInFen: fenSchema.optional(),
  region: z.string().optional(),
  owners: z.array(ownerSchema),
  licences: z.array(liveLicenceSchema).default([]),
  ...guardedFields,
  validUntil: z.string().optional(),
  sourceId: z.string().optional(),
});
export type ListingDescription = z.infer<typeof listingDescriptionSchema>;

const whole = z.object({ organisationId: z.string(), content: listingDescriptionSchema });
const withdrawn = z.object({ organisationId: z.string(), title: z.string(), reason: z.string() });
const contracted = z.object({ organisationId: z.string(), title: z.string(), contractId: z.string() });

type Whole = z.infer<typeof whole>;

/** A draft is revised in private, a published listing in public: two different facts. */
export type ListingEvent =
  | ({ type: 'ListingDrafted' } & Whole)
  | ({ type: 'ListingDraftRevised' } & Whole)
  | ({ type: 'ListingPublished' } & Whole)
  | ({ type: 'ListingRevised' } & Whole)
  | ({ type: 'ListingRenewed' } & Whole)
  | ({ type: 'ListingWithdrawn' } & z.infer<typeof withdrawn>)
  | ({ type: 'ListingContracted' } & z.infer<typeof contracted>);

/** Stored names are for ever. */
export const listingEvents = defineEvents<ListingEvent>({
  'ListingDrafted.v1': { event: 'ListingDrafted', schema: whole },
  'ListingDraftRevised.v1': { event: 'ListingDraftRevised', schema: whole },
  'ListingPublished.v1': { event: 'ListingPublished', schema: whole },
  'ListingRevised.v1': { event: 'ListingRevised', schema: whole },
  'ListingRenewed.v1': { event: 'ListingRenewed', schema: whole },
  'ListingWithdrawn.v1': { event: 'ListingWithdrawn', schema: withdrawn },
  'ListingContracted.v1': { event: 'ListingContracted', schema: contracted },
});
