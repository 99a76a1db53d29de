import { dateSchema, listingStatusSchema, marketFieldSchema } from '@lastmile/protocol';
import { z } from 'zod';
import { flag, pageParameters } from '../http/query.js';

export const listParameters = z.object({
  ...pageParameters,
  mine: flag.optional().describe('all of the own organisation, drafts too'),
  field: marketFieldSchema.optional(),
  status: listingStatusSchema.optional(),
});

export const renewal = z.object({ validUntil: dateSchema });

export const withdrawal = z.object({ reason: z.string().trim().min(1).max(500) });
