import { defineEvents } from '@lastmile/eventsourcing';
import { z } from 'zod';

const calendarAdvanced = z.object({ days: z.number().int().min(1), advancedBy: z.string(), advancedAt: z.iso.datetime() });

export type CalendarEvent = { type: 'CalendarAdvanced' } & z.infer<typeof calendarAdvanced>;

/** The stream `calendar-platform`. */
export const calendarEventsCodec = defineEvents<CalendarEvent>({
  'CalendarAdvanced.v1': { event: 'CalendarAdvanced', schema: calendarAdvanced },
});
