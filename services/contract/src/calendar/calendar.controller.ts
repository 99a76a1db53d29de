import { Controller, Inject } from '@nestjs/common';
import { Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { calendarMessages, reject } from '@lastmile/protocol';
import type { InputOf, OutputOf } from '@lastmile/protocol';
import { chinaDayOf } from '../rules/days.decider.js';
import { SERVICE } from '../service.js';
import type { Service } from '../service.js';
import { platformCalendar } from './calendar.js';

type Messages = typeof calendarMessages;

@Controller()
export class CalendarController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Request(calendarMessages.get)
  async get(): Promise<OutputOf<Messages['get']>> {
    const { calendar } = this.service;
    await calendar.refresh();
    const now = calendar.now();
    return { now, today: chinaDayOf(now), isDemonstration: calendar.isDemonstration, daysAhead: calendar.daysAhead() };
  }

  @Request(calendarMessages.advance)
  async advance(input: InputOf<Messages['advance']>, context: MessageContext): Promise<OutputOf<Messages['advance']>> {
    const { calendar, calendars } = this.service;
    if (!calendar.isDemonstration) throw reject('CALENDAR_NOT_MOVABLE');
    if (context.actor.role !== 'operator') throw reject('NOT_ALLOWED');
    const { days } = input;
    const { organisationId: advancedBy } = context.actor;
    const done = await calendars(platformCalendar, { type: 'AdvanceCalendar', days, advancedBy, now: calendar.now() }, context);
    return { ...done, ...(await this.get()) };
  }
}
