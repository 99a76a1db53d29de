import { defineEvents } from '@lastmile/eventsourcing';
import { z } from 'zod';
import type { CalendarEvent } from './calendar.types.js';

export const calendarAdvanced = z.object({ days: z.number().int().min(1), advancedBy: z.string(), advancedAt: z.iso.datetime() });

/** The stream `calendar-platform`. */
export const calendarEventsCodec = defineEvents<CalendarEvent>({
  'CalendarAdvanced.v1': { event: 'CalendarAdvanced', schema: calendarAdvanced },
});
