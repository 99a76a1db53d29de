import { defineEvents } from '@lastmile/eventsourcing';
import { z } from 'zod';

const delivered = z.object({
  organisationId: z.string(),
  kind: z.string(),
  subject: z.object({ type: z.enum(['LISTING', 'DEMAND', 'MATCH', 'CONTRACT', 'ACHIEVEMENT']), id: z.string() }),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  eventId: z.string(),
  traceId: z.string().optional(),
});
const read = z.object({ organisationId: z.string() });

/** What one organisation is told of one public event. */
export type Notice = z.infer<typeof delivered>;

export type DeliveryEvent = ({ type: 'NotificationDelivered' } & Notice) | ({ type: 'NotificationRead' } & z.infer<typeof read>);

/** Stored names are for ever. */
export const deliveryEvents = defineEvents<DeliveryEvent>({
  'NotificationDelivered.v1': { event: 'NotificationDelivered', schema: delivered },
  'NotificationRead.v1': { event: 'NotificationRead', schema: read },
});
