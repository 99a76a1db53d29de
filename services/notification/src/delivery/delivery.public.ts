import { publicMessage } from '@lastmile/eventsourcing';
import type { EventMeta, PublicMessage } from '@lastmile/eventsourcing';
import { notificationEvents } from '@lastmile/protocol';
import type { NotificationView } from '@lastmile/protocol';
import type { DeliveryEvent, Notice } from './delivery.events.js';

/** The position is the delivery's own in the event store: it grows from item to item, whatever order the causes came in. */
export const toNotification = (notice: Notice, { id, revision, position, at }: EventMeta): NotificationView => ({
  id,
  revision,
  organisationId: notice.organisationId,
  kind: notice.kind,
  subject: notice.subject,
  facts: notice.facts,
  eventId: notice.eventId,
  position,
  deliveredAt: at,
  ...(notice.traceId && { traceId: notice.traceId }),
});

/** That an organisation has read something is nobody else's business. */
export const deliveryToPublic = (event: DeliveryEvent, meta: EventMeta): PublicMessage | undefined =>
  event.type === 'NotificationDelivered' ? publicMessage(notificationEvents.delivered, toNotification(event, meta)) : undefined;
