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
