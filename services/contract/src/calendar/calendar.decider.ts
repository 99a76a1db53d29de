import type { Decider } from '@lastmile/eventsourcing';
import type { CalendarEvent } from './calendar.events.js';
import type { Calendar, CalendarCommand } from './calendar.types.js';

const dayInMs = 86_400_000;

/** The instant that the platform's calendar shows at an instant of the clock. */
export const shownAt = (instant: string, { daysAhead }: Calendar): string =>
  daysAhead === 0 ? instant : new Date(Date.parse(instant) + daysAhead * dayInMs).toISOString();

/** A calendar for demonstrations: it goes forward only. */
export const calendarDecider: Decider<Calendar, CalendarCommand, CalendarEvent> = {
  initialState: () => ({ daysAhead: 0 }),
  decide: ({ days, advancedBy, now }) => [{ type: 'CalendarAdvanced', days, advancedBy, advancedAt: now }],
  evolve: ({ daysAhead }, { days }) => ({ daysAhead: daysAhead + days }),
};
