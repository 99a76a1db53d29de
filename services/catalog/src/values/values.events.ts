import { cooperationModes, marketFields } from '@lastmile/protocol';
import { z } from 'zod';

/** Parts of stored events. Looser than the doors' schemas on purpose: a door may become stricter, history may not. */
export const fieldSchema = z.enum(marketFields);
export const modeSchema = z.enum(cooperationModes);
export const fenSchema = z.number().int().min(0);

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
