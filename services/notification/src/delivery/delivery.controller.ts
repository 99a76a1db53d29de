import { Controller, Inject } from '@nestjs/common';
import type { Collection } from '@lastmile/documents';
import { deriveId } from '@lastmile/eventsourcing';
import type { Handle } from '@lastmile/eventsourcing/runtime';
import { Event, Request } from '@lastmile/nats';
import type { MessageContext } from '@lastmile/nats';
import { notificationMessages } from '@lastmile/protocol';
import type { InputOf } from '@lastmile/protocol';
import { listInbox } from '../projections/inbox.projection.js';
import type { InboxItem } from '../projections/inbox.projection.js';
import { DELIVERY_COMMANDS, INBOX_DOCUMENTS } from '../tokens.js';
import type { DeliveryCommand } from './delivery.decider.js';
import { noticesOf, routes } from './delivery.routing.js';

type Input<Name extends keyof typeof notificationMessages> = InputOf<(typeof notificationMessages)[Name]>;

export const INBOX_DURABLE = 'notification-inbox';

@Controller()
export class DeliveryController {
  constructor(
    @Inject(DELIVERY_COMMANDS) private readonly deliveries: Handle<DeliveryCommand>,
    @Inject(INBOX_DOCUMENTS) private readonly inbox: Collection<InboxItem>,
  ) {}

  /** The delivery's id follows from event and organisation, so a redelivery finds it there. */
  @Event(routes.map(({ message }) => message), INBOX_DURABLE)
  async deliver(body: unknown, context: MessageContext): Promise<void> {
    if (!context.event) throw new Error(`${context.subject}: not an event`);
    for (const notice of noticesOf(context.subject, body, context.event)) {
      const id = deriveId(notice.eventId, notice.organisationId);
      await this.deliveries(id, { type: 'DeliverNotification', ...notice }, { ...context, causationId: notice.eventId });
    }
  }

  @Request(notificationMessages.markRead)
  markRead({ id }: Input<'markRead'>, context: MessageContext) {
    return this.deliveries(id, { type: 'MarkRead', organisationId: context.actor.organisationId }, context);
  }

  @Request(notificationMessages.listInbox)
  list(query: Input<'listInbox'>, { actor }: MessageContext) {
    return listInbox(this.inbox, query, actor);
  }
}
