import { cooperationModes, licenceModes, marketFields } from '@lastmile/protocol';
import { z } from 'zod';

/** Parts of stored events. Looser than the doors' schemas on purpose: a door may become stricter, history may not. */
export const fieldSchema = z.enum(marketFields);
export const modeSchema = z.enum(cooperationModes);
export const fenSchema = z.number().int().min(0);

export const licenceModeSchema = z.enum(licenceModes);

/** What was stored before these were asked for says the same as a record that leaves them out. */
export const guardedFields = {
  secrecy: z.enum(['PUBLIC', 'CLASSIFIED']).default('PUBLIC'),
  excludedOrganisationIds: z.array(z.string()).default([]),
};

/** A licence in force; without field, region or end it covers all of them. */
export const liveLicenceSchema = z.object({
  mode: licenceModeSchema,
  field: fieldSchema.optional(),
  region: z.string().optional(),
  until: z.string().optional(),
});

export const indicatorSchema = z.object({
  name: z.string(),
  operator: z.enum(['GE', 'LE', 'EQ', 'RANGE']),
  value: z.number(),
  upper: z.number().optional(),
  unit: z.string(),
});

export const ownerSchema = z.object({
  name: z.string(),
  kind: z.enum(['UNIT', 'COMPLETER']),
  sharePercent: z.number(),
});
export type OwnerShare = z.infer<typeof ownerSchema>;
