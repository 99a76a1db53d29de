import type { Decider } from '@lastmile/eventsourcing';
import { reject } from '@lastmile/protocol';
import type { DeliveryEvent, Notice } from './delivery.events.js';

export type Delivery = { status: 'NONE' } | { status: 'UNREAD' | 'READ'; organisationId: string };

export type DeliveryCommand = ({ type: 'DeliverNotification' } & Notice) | { type: 'MarkRead'; organisationId: string };

/** The stream's id follows from event and organisation: a delivery that is there already is this one. */
const deliver = ({ type: _, ...notice }: { type: 'DeliverNotification' } & Notice, delivery: Delivery): DeliveryEvent[] =>
  delivery.status === 'NONE' ? [{ type: 'NotificationDelivered', ...notice }] : [];

const markRead = (organisationId: string, delivery: Delivery): DeliveryEvent[] => {
  if (delivery.status === 'NONE' || delivery.organisationId !== organisationId) throw reject('NOTIFICATION_NOT_FOUND');
  return delivery.status === 'READ' ? [] : [{ type: 'NotificationRead', organisationId }];
};

export const deliveryDecider: Decider<Delivery, DeliveryCommand, DeliveryEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide: (command, delivery) =>
    command.type === 'DeliverNotification' ? deliver(command, delivery) : markRead(command.organisationId, delivery),
  evolve: (_, { type, organisationId }) => ({ status: type === 'NotificationRead' ? 'READ' : 'UNREAD', organisationId }),
};
