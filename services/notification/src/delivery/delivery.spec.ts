import { spec } from '@lastmile/eventsourcing/testing';
import { deliveryDecider } from './delivery.decider.js';
import type { DeliveryCommand } from './delivery.decider.js';
import type { DeliveryEvent, Notice } from './delivery.events.js';

const notice: Notice = {
  organisationId: 'university-1',
  kind: 'contract-drafted',
  subject: { type: 'CONTRACT', id: 'c-1' },
  facts: { title: 'Paste' },
  eventId: 'e-1',
};
const deliver: DeliveryCommand = { type: 'DeliverNotification', ...notice };
const markRead: DeliveryCommand = { type: 'MarkRead', organisationId: 'university-1' };
const delivered: DeliveryEvent = { type: 'NotificationDelivered', ...notice };
const read: DeliveryEvent = { type: 'NotificationRead', organisationId: 'university-1' };
const delivery = spec(deliveryDecider);

describe('delivering', () => {
  it('records who is told what, and why', () => delivery.given([]).when(deliver).then([delivered]));
  it('happens once', () => delivery.given([delivered]).when(deliver).thenNothing());
  it('does not make a read one unread', () => delivery.given([delivered, read]).when(deliver).thenNothing());
});

describe('reading', () => {
  it('is recorded', () => delivery.given([delivered]).when(markRead).then([read]));
  it('asked twice, answered once', () => delivery.given([delivered, read]).when(markRead).thenNothing());
  it('refuses what is not there', () => delivery.given([]).when(markRead).thenRejects('NOTIFICATION_NOT_FOUND'));
  it('refuses a stranger as if it were not there', () =>
    delivery
      .given([delivered])
      .when({ ...markRead, organisationId: 'enterprise-1' })
      .thenRejects('NOTIFICATION_NOT_FOUND'));
});
