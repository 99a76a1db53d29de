import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { advanceBody, calendarMessages } from '@lastmile/protocol';
import type { Call } from '../http/call.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/ops/calendar';
const get = route({
  method: 'GET',
  path,
  tag: 'operations',
  summary: 'The day by which deadlines and notices go; a demonstration may run ahead and says so',
  kind: 'query',
  answer: calendarMessages.get.output,
});
const advance = route({
  method: 'POST',
  path,
  tag: 'operations',
  summary: 'Advances the calendar of a demonstration, forward only; refused on a platform at work',
  kind: 'command',
  body: advanceBody,
  answer: calendarMessages.advance.output,
  codes: ['CALENDAR_NOT_MOVABLE'],
});

@Controller()
export class CalendarHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(get)
  get(@Asked() { context }: Call<typeof get>) {
    return this.bus.request(calendarMessages.get, {}, context);
  }

  @Serve(advance)
  advance(@Asked() { body, context }: Call<typeof advance>) {
    return this.bus.request(calendarMessages.advance, body, context);
  }
}
