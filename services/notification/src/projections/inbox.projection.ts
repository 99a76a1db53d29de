import { defineCollection, InvalidCursor } from '@lastmile/documents';
import type { Collection, Page, Query } from '@lastmile/documents';
import { projection } from '@lastmile/eventsourcing';
import { reject } from '@lastmile/protocol';
import type { Actor, NotificationView } from '@lastmile/protocol';
import type { DeliveryEvent } from '../delivery/delivery.events.js';
import { toNotification } from '../delivery/delivery.public.js';

/** `isUnread` is there for its index: an absent `readAt` cannot be counted cheaply. */
export interface InboxItem extends NotificationView {
  isUnread: boolean;
}

const collection = defineCollection<InboxItem>({
  name: 'inbox',
  version: 1,
  indexes: [
    { name: 'by-organisation', fields: ['organisationId', 'position'] },
    { name: 'by-organisation-unread', fields: ['organisationId', 'isUnread', 'position'] },
  ],
});

export const inbox = projection<InboxItem, DeliveryEvent>({
  name: 'inbox',
  category: 'delivery',
  collection,
  project: (item, event, meta) => {
    if (event.type === 'NotificationDelivered') return { ...toNotification(event, meta), isUnread: true };
    return item && { ...item, isUnread: false, readAt: meta.at };
  },
});

type Inbox = Collection<InboxItem>;

export interface InboxQuery {
  limit: number;
  cursor?: string;
  unreadOnly?: boolean;
  after?: number;
}

const viewOf = ({ isUnread: _, ...view }: InboxItem): NotificationView => view;

/** A cursor comes from outside: a wrong one is the caller's mistake. */
const findPage = async (items: Inbox, query: Query<InboxItem>): Promise<Page<InboxItem>> => {
  try {
    return await items.find(query);
  } catch (error) {
    if (error instanceof InvalidCursor) throw reject('INVALID_MESSAGE', { violations: ['cursor: of another list'] });
    throw error;
  }
};

/** Newest first; with `after`, oldest first from behind that position on. */
export const listInbox = async (items: Inbox, query: InboxQuery, { organisationId }: Actor) => {
  const { after, cursor, limit, unreadOnly } = query;
  const where = {
    organisationId,
    ...(unreadOnly && { isUnread: true }),
    ...(after !== undefined && { position: { above: after } }),
  };
  const direction = after === undefined ? 'desc' : 'asc';
  const [page, unread] = await Promise.all([
    findPage(items, { where, sort: [{ path: 'position', direction }], limit, cursor }),
    items.count({ organisationId, isUnread: true }),
  ]);
  return { items: page.items.map(viewOf), nextCursor: page.nextCursor, unread };
};
