import { Controller, Inject } from '@nestjs/common';
import type { Bus } from '@lastmile/nats';
import { byIdSchema, commandResultSchema, notificationMessages } from '@lastmile/protocol';
import { z } from 'zod';
import type { Call } from '../http/call.js';
import { flag, pageOfQuery, pageParameters, wholeNumber } from '../http/query.js';
import { route } from '../http/route.js';
import { Asked, Serve } from '../http/serve.http.js';
import { BUS } from '../tokens.js';

const path = '/api/v1/notifications';
const tag = 'notifications';

const list = route({
  method: 'GET',
  path,
  tag,
  summary: 'The inbox of the own organisation, newest first; with `after`, oldest first from that position on',
  kind: 'query',
  query: z.object({ ...pageParameters, unreadOnly: flag.optional(), after: wholeNumber(0).optional() }),
  answer: notificationMessages.listInbox.output,
});
const read = route({
  method: 'POST',
  path: `${path}/:id/read`,
  tag,
  summary: 'Mark as read',
  kind: 'command',
  params: byIdSchema.pick({ id: true }),
  answer: commandResultSchema,
  codes: ['NOTIFICATION_NOT_FOUND'],
});

@Controller()
export class NotificationsHttp {
  constructor(@Inject(BUS) private readonly bus: Bus) {}

  @Serve(list)
  list(@Asked() { query, context }: Call<typeof list>) {
    return this.bus.request(notificationMessages.listInbox, pageOfQuery(query), context);
  }

  @Serve(read)
  read(@Asked() { params, context }: Call<typeof read>) {
    return this.bus.request(notificationMessages.markRead, params, context);
  }
}
