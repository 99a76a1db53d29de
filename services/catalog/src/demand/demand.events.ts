import { defineEvents } from '@lastmile/eventsourcing';
import { enterpriseSizes } from '@lastmile/protocol';
import { z } from 'zod';
import {
  fenSchema,
  fieldSchema,
  guardedFields,
  indicatorSchema,
  licenceModeSchema,
  modeSchema,
} from '../values/values.events.js';

/** What a demand says about itself, as it is stored: money in fen. */
export const demandDescriptionSchema = z.object({
  title: z.string(),
  content: z.string(),
  field: fieldSchema.optional(),
  keywords: z.array(z.string()),
  indicators: z.array(indicatorSchema),
  budgetInFen: z.object({ min: fenSchema.optional(), max: fenSchema.optional() }).optional(),
  deadline: z.string().optional(),
  readinessLevel: z.number().int().optional(),
  modes: z.array(modeSchema),
  licence: licenceModeSchema.optional(),
  region: z.string().optional(),
  enterpriseSize: z.enum(enterpriseSizes).optional(),
  ...guardedFields,
  confidentiality: z.enum(['PUBLIC', 'ANONYMOUS']),
  validUntil: z.string().optional(),
  sourceId: z.string().optional(),
});
export type DemandDescription = z.infer<typeof demandDescriptionSchema>;

const whole = z.object({ organisationId: z.string(), content: demandDescriptionSchema });
const withdrawn = z.object({ organisationId: z.string(), title: z.string(), reason: z.string() });
const contracted = z.object({ organisationId: z.string(), title: z.string(), contractId: z.string() });

type Whole = z.infer<typeof whole>;

/** A draft is revised in private, a published demand in public: two different facts. */
export type DemandEvent =
  | ({ type: 'DemandDrafted' } & Whole)
  | ({ type: 'DemandDraftRevised' } & Whole)
  | ({ type: 'DemandPublished' } & Whole)
  | ({ type: 'DemandRevised' } & Whole)
  | ({ type: 'DemandRenewed' } & Whole)
  | ({ type: 'DemandWithdrawn' } & z.infer<typeof withdrawn>)
  | ({ type: 'DemandContracted' } & z.infer<typeof contracted>);

/** Stored names are for ever. */
export const demandEvents = defineEvents<DemandEvent>({
  'DemandDrafted.v1': { event: 'DemandDrafted', schema: whole },
  'DemandDraftRevised.v1': { event: 'DemandDraftRevised', schema: whole },
  'DemandPublished.v1': { event: 'DemandPublished', schema: whole },
  'DemandRevised.v1': { event: 'DemandRevised', schema: whole },
  'DemandRenewed.v1': { event: 'DemandRenewed', schema: whole },
  'DemandWithdrawn.v1': { event: 'DemandWithdrawn', schema: withdrawn },
  'DemandContracted.v1': { event: 'DemandContracted', schema: contracted },
});
