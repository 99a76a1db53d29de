import type { CommandHandler } from '@lastmile/eventsourcing/runtime';
import type { HealthCheck } from '@lastmile/telemetry';
import { shownAt } from './calendar.decider.js';
import type { Calendar, CalendarCommand } from './calendar.types.js';

/** The one stream's id. */
export const platformCalendar = 'platform';

/** The platform's calendar in this process; it follows what other processes advanced with `refresh`. */
export interface PlatformCalendar {
  readonly isDemonstration: boolean;
  daysAhead(): number;
  /** The present instant of the calendar, ISO 8601 UTC. */
  now(): string;
  refresh(): Promise<void>;
}

/** Reads nothing and adds nothing unless it is for a demonstration. */
export const createCalendar = (options: {
  calendars: CommandHandler<Calendar, CalendarCommand>;
  clock(): string;
  isDemonstration: boolean;
}): PlatformCalendar => {
  const { calendars, clock, isDemonstration } = options;
  let known: Calendar = { daysAhead: 0 };
  return {
    isDemonstration,
    daysAhead: () => known.daysAhead,
    now: () => shownAt(clock(), known),
    refresh: async () => {
      if (isDemonstration) known = (await calendars.load(platformCalendar)).state;
    },
  };
};

/** Says in the health how far a demonstration runs ahead. */
export const calendarHealth = (calendar: PlatformCalendar): HealthCheck => ({
  name: 'calendar',
  check: () =>
    Promise.resolve({
      status: 'up' as const,
      detail: { isDemonstration: calendar.isDemonstration, daysAhead: calendar.daysAhead(), now: calendar.now() },
    }),
});
