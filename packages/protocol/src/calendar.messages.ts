import { z } from 'zod';
import { defineRequest } from './message.js';
import { commandResultSchema, dateSchema, instantSchema } from './values.js';

/** The platform's calendar; a demonstration may run ahead of the day, a platform at work never does. */
export const calendarSchema = z.object({
  now: instantSchema,
  /** The day in China. */
  today: dateSchema,
  isDemonstration: z.boolean(),
  daysAhead: z.number().int().min(0),
});

export const advanceBody = z.object({ days: z.number().int().min(1).max(400) });

export const calendarMessages = {
  get: defineRequest('contract.request.get-calendar.v1', z.object({}), calendarSchema),
  /** Forward only, in demonstration mode only. */
  advance: defineRequest(
    'contract.request.advance-calendar.v1',
    advanceBody,
    z.object({ ...commandResultSchema.shape, ...calendarSchema.shape }),
  ),
};
