import { randomUUID } from 'node:crypto';
import { deriveId } from '@lastmile/eventsourcing';
import { eventStreamOf, headerNames } from '@lastmile/nats';
import { contractEvents, matchingEvents, notificationEvents, notificationMessages as messages } from '@lastmile/protocol';
import type { NotificationView } from '@lastmile/protocol';
import { eventually } from '@lastmile/testing';
import type { NotificationApp } from '../src/app.module.js';
import { asker, consumer, publishAs, startNotification, startServers, traceId, whenHandled } from './platform.js';
import type { Servers } from './platform.js';

const match = (supply: string, demand: string) => ({
  matchId: randomUUID(),
  revision: 0,
  listingId: 'l-1',
  demandId: 'd-1',
  supply: { organisationId: supply, title: 'Silver paste' },
  demand: { organisationId: demand, title: 'Joining paste' },
});
const proposed = (supply: string, demand: string, level = 4) => ({
  ...match(supply, demand),
  score: 0.81,
  level,
  words: ['paste'],
});
const fresh = (name: string): string => `${name}-${randomUUID()}`;

describe.each(['sqlite', 'mongodb'] as const)('notification on %s', (kind) => {
  let servers: Servers;
  let notification: NotificationApp;

  beforeAll(async () => {
    servers = await startServers(kind);
    notification = await startNotification(servers.environment);
  });
  afterAll(async () => {
    await notification?.close();
    await servers?.stop();
  });

  const as = (organisationId: string) => asker(servers.bus, organisationId);
  const inboxOf = (organisationId: string) => as(organisationId)(messages.listInbox, { limit: 200 });
  const holding = (organisationId: string, count: number) =>
    eventually(async () => {
      const inbox = await inboxOf(organisationId);
      expect(inbox.items).toHaveLength(count);
      return inbox;
    });
  const told = async (organisationId: string): Promise<NotificationView[]> => {
    const { name } = eventStreamOf('notification');
    const { state } = await servers.bus.manager.streams.info(name);
    const found: NotificationView[] = [];
    for (let seq = 1; seq <= state.last_seq; seq += 1) {
      const message = await servers.bus.manager.streams.getMessage(name, { seq });
      expect(message?.header.get(headerNames.messageId)).toBeTruthy();
      const notice = notificationEvents.delivered.body.parse(message?.json());
      if (notice.organisationId === organisationId) found.push(notice);
    }
    return found;
  };

  it('tells both sides of a strong match, and the platform that it did', async () => {
    const [supply, demand] = [fresh('university'), fresh('enterprise')];
    const eventId = await publishAs(servers.bus, matchingEvents.matchProposed, proposed(supply, demand));
    const { items, unread } = await holding(supply, 1);
    expect(unread).toBe(1);
    expect(items[0]).toMatchObject({
      id: deriveId(eventId, supply),
      revision: 0,
      organisationId: supply,
      kind: 'match-proposed',
      facts: { listingTitle: 'Silver paste', demandTitle: 'Joining paste', side: 'SUPPLY', score: 0.81, level: 4 },
      eventId,
      traceId,
    });
    expect((await holding(demand, 1)).items[0]).toMatchObject({ facts: { side: 'DEMAND' } });
    await eventually(async () => expect(await told(supply)).toEqual(items));
  });

  it('says nothing of a weak match', async () => {
    const [supply, demand] = [fresh('university'), fresh('enterprise')];
    await publishAs(servers.bus, matchingEvents.matchProposed, proposed(supply, demand, 2));
    await whenHandled(servers.bus);
    await publishAs(servers.bus, matchingEvents.matchIntroduced, match(supply, demand));
    expect((await holding(supply, 1)).items[0]?.kind).toBe('match-introduced');
  });

  it('tells the same event once, whatever is redelivered', async () => {
    const [supply, demand] = [fresh('university'), fresh('enterprise')];
    const body = proposed(supply, demand);
    const eventId = await publishAs(servers.bus, matchingEvents.matchProposed, body);
    await publishAs(servers.bus, matchingEvents.matchProposed, body, eventId);
    await publishAs(servers.bus, matchingEvents.matchIntroduced, match(supply, demand));
    const before = await holding(supply, 2);
    await notification.close();
    for (const service of ['catalog', 'matching', 'contract'])
      await servers.bus.manager.consumers.delete(eventStreamOf(service).name, consumer);
    notification = await startNotification(servers.environment);
    await whenHandled(servers.bus);
    await publishAs(servers.bus, matchingEvents.matchIntroduced, match(supply, demand));
    const after = await holding(supply, 3);
    expect(after.items.slice(1)).toEqual(before.items);
    await eventually(async () => expect(await told(supply)).toHaveLength(3));
  });

  it('tells of closed matches and saved searches once, whatever is redelivered', async () => {
    const [supply, demand] = [fresh('university'), fresh('enterprise')];
    const constraints = [{ name: 'LICENCE_CONFLICT' as const, side: 'SUPPLY' as const, values: { mode: 'SOLE' } }];
    const closing = { ...match(supply, demand), constraints };
    const alert = {
      ...{ savedSearchId: randomUUID(), revision: 0, organisationId: demand, name: 'Pastes', kind: 'LISTING' as const },
      ...{ recordId: 'l-1', title: 'Silver paste', words: ['paste'], filters: ['field:NEW_MATERIALS'] },
    };
    const closed = await publishAs(servers.bus, matchingEvents.matchClosed, closing);
    const matched = await publishAs(servers.bus, matchingEvents.savedSearchMatched, alert);
    const before = await holding(demand, 2);
    expect(before.items).toMatchObject([
      { kind: 'saved-search-matched', subject: { type: 'LISTING', id: 'l-1' }, facts: { words: 'paste' }, eventId: matched },
      { kind: 'match-closed', facts: { side: 'DEMAND', reason: 'LICENCE_CONFLICT' }, eventId: closed },
    ]);
    await notification.close();
    await servers.bus.manager.consumers.delete(eventStreamOf('matching').name, consumer);
    notification = await startNotification(servers.environment);
    await whenHandled(servers.bus);
    await publishAs(servers.bus, matchingEvents.matchIntroduced, match(supply, demand));
    expect((await holding(demand, 3)).items.slice(1)).toEqual(before.items);
    expect((await holding(supply, 2)).items[1]).toMatchObject({ kind: 'match-closed', facts: { side: 'SUPPLY' } });
  });

  it('lets an organisation read its own notices, and nobody else', async () => {
    const [supply, demand] = [fresh('university'), fresh('enterprise')];
    await publishAs(servers.bus, matchingEvents.matchProposed, proposed(supply, demand));
    await publishAs(servers.bus, matchingEvents.matchIntroduced, match(supply, demand));
    const [newest, oldest] = (await holding(supply, 2)).items;
    const id = oldest?.id ?? '';
    await expect(as(demand)(messages.markRead, { id })).rejects.toMatchObject({ code: 'NOTIFICATION_NOT_FOUND' });
    await expect(as(supply)(messages.markRead, { id: randomUUID() })).rejects.toMatchObject({
      code: 'NOTIFICATION_NOT_FOUND',
    });
    expect(await as(supply)(messages.markRead, { id })).toEqual({ id, revision: 1 });
    expect(await as(supply)(messages.markRead, { id })).toEqual({ id, revision: 1 });
    const unread = await eventually(async () => {
      const inbox = await as(supply)(messages.listInbox, { limit: 20, unreadOnly: true });
      expect(inbox).toMatchObject({ unread: 1, items: [{ id: newest?.id }] });
      return inbox;
    });
    expect(unread.items).toHaveLength(1);
    const item = (await inboxOf(supply)).items.find((one) => one.id === id);
    expect(item).toMatchObject({ revision: 1, readAt: expect.any(String) as string, position: oldest?.position });
  });

  it('pages from the newest on, and resumes from a position', async () => {
    const parties = [
      { organisationId: fresh('university'), side: 'SUPPLY' as const },
      { organisationId: fresh('enterprise'), side: 'DEMAND' as const },
    ];
    const contract = { contractId: 'c-1', revision: 0, matchId: 'm-1', listingId: 'l-1', demandId: 'd-1', parties };
    for (const title of ['one', 'two', 'three', 'four', 'five'])
      await publishAs(servers.bus, contractEvents.contractDrafted, { ...contract, title });
    const reader = parties[0]?.organisationId ?? '';
    const titles = (inbox: { items: NotificationView[] }) => inbox.items.map(({ facts }) => facts['title']);
    const { items } = await holding(reader, 5);
    const first = await as(reader)(messages.listInbox, { limit: 2 });
    const second = await as(reader)(messages.listInbox, { limit: 2, cursor: first.nextCursor });
    expect([...titles(first), ...titles(second)]).toEqual(['five', 'four', 'three', 'two']);
    expect(first.unread).toBe(5);
    const resumed = await as(reader)(messages.listInbox, { limit: 2, after: items[3]?.position });
    expect(titles(resumed)).toEqual(['three', 'four']);
    const rest = await as(reader)(messages.listInbox, { limit: 2, after: items[3]?.position, cursor: resumed.nextCursor });
    expect(titles(rest)).toEqual(['five']);
    await expect(as(reader)(messages.listInbox, { limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({
      code: 'INVALID_MESSAGE',
    });
  });

  it('is healthy', async () => {
    const health = await fetch(`${notification.url}/health/ready`);
    expect(await health.json()).toMatchObject({ status: 'up' });
    expect(health.status).toBe(200);
  });
});
