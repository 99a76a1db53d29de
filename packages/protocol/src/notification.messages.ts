import { z } from 'zod';
import { defineEvent, defineRequest } from './message.js';
import { commandResultSchema, idSchema, instantSchema, pageQuery } from './values.js';

/** One item of an organisation's inbox. `subject` says what it is about, `facts` fill the translated sentence of `kind`. */
export const notificationViewSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  organisationId: z.string(),
  /** The public event's name, as `match-proposed`; the portal holds one sentence for each in both languages. */
  kind: z.string(),
  subject: z.object({ type: z.enum(['LISTING', 'DEMAND', 'MATCH', 'CONTRACT', 'ACHIEVEMENT']), id: z.string() }),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The event that caused it, and its place in the order of the organisation's inbox. */
  eventId: z.string(),
  position: z.number().int(),
  deliveredAt: instantSchema,
  readAt: instantSchema.optional(),
  traceId: z.string().optional(),
});
export type NotificationView = z.infer<typeof notificationViewSchema>;

export const notificationMessages = {
  /** Newest first; with `after`, oldest first from that position on (to resume a live stream). */
  listInbox: defineRequest(
    'notification.request.list-inbox.v1',
    z.object({ ...pageQuery, unreadOnly: z.boolean().optional(), after: z.number().int().min(0).optional() }),
    z.object({ items: z.array(notificationViewSchema), nextCursor: z.string().optional(), unread: z.number().int() }),
  ),
  markRead: defineRequest('notification.request.mark-read.v1', z.object({ id: idSchema }), commandResultSchema),
};

export const notificationEvents = {
  delivered: defineEvent('notification.event.delivered.v1', notificationViewSchema),
};
