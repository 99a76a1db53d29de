import type { z } from 'zod';
import type { calendarAdvanced } from './calendar.events.js';

/** How many days the platform's calendar runs ahead of the day. */
export interface Calendar {
  daysAhead: number;
}
export interface CalendarCommand {
  type: 'AdvanceCalendar';
  days: number;
  advancedBy: string;
  now: string;
}
export type CalendarEvent = { type: 'CalendarAdvanced' } & z.infer<typeof calendarAdvanced>;
