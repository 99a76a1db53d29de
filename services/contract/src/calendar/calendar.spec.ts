import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spec } from '@lastmile/eventsourcing/testing';
import { calendarMessages } from '@lastmile/protocol';
import { createCalendar } from './calendar.js';
import { CalendarController } from './calendar.controller.js';
import { calendarDecider, shownAt } from './calendar.decider.js';
import { calendarEventsCodec } from './calendar.events.js';
import type { CalendarEvent } from './calendar.events.js';

const now = '2026-03-02T08:00:00.000Z';
const advanced = (days: number): CalendarEvent => ({ type: 'CalendarAdvanced', days, advancedBy: 'o', advancedAt: now });

describe('the calendar', () => {
  it('adds up what it was advanced by', () => {
    spec(calendarDecider)
      .given([])
      .when({ type: 'AdvanceCalendar', days: 16, advancedBy: 'o', now })
      .then([advanced(16)]);
    const ahead = [advanced(16), advanced(3)].reduce(calendarDecider.evolve, calendarDecider.initialState());
    expect(shownAt(now, ahead)).toBe('2026-03-21T08:00:00.000Z');
    expect(shownAt(now, calendarDecider.initialState())).toBe(now);
  });
  it('goes forward only, at most 400 days a step', () => {
    for (const days of [0, -1, 401, 1.5]) expect(calendarMessages.advance.input.safeParse({ days }).success).toBe(false);
    expect(calendarMessages.advance.input.safeParse({ days: 400 }).success).toBe(true);
  });
  it('is the day’s where nobody demonstrates: the stream is not even read', async () => {
    const calendars = Object.assign(() => Promise.reject(new Error('not asked')), {
      load: () => Promise.reject(new Error('not read')),
    });
    const calendar = createCalendar({ calendars, clock: () => now, isDemonstration: false });
    await calendar.refresh();
    expect([calendar.now(), calendar.daysAhead()]).toEqual([now, 0]);
    const controller = new CalendarController({ calendar, calendars } as never);
    const actor = { organisationId: 'o', role: 'operator' as const, subjectId: 's' };
    const context = { actor, idempotencyKey: 'k', correlationId: 'c' } as never;
    await expect(controller.advance({ days: 1 }, context)).rejects.toMatchObject({ code: 'CALENDAR_NOT_MOVABLE' });
  });
  it('stores what still decodes', () => {
    const type = 'CalendarAdvanced.v1';
    const data = JSON.parse(readFileSync(join(import.meta.dirname, `fixtures/${type}.json`), 'utf8')) as object;
    expect(calendarEventsCodec.decode({ type, data })).toMatchObject(data);
  });
});
