import { connect as connectSocket } from 'node:net';
import { jetStreamPublishPort } from '@lastmile/nats';
import { notificationEvents, notificationMessages } from '@lastmile/protocol';
import type { NotificationView } from '@lastmile/protocol';
import { eventually, startNats } from '@lastmile/testing';
import { startTestGateway } from './gateway.js';
import type { TestGateway } from './gateway.js';

let gateway: TestGateway;
let inbox: NotificationView[];
beforeEach(async () => {
  gateway = await startTestGateway();
  inbox = [];
  gateway.services.answer(notificationMessages.listInbox, ({ after, limit }, { actor }) => {
    const own = inbox.filter(({ organisationId }) => organisationId === actor.organisationId);
    const items = after === undefined ? own.toReversed() : own.filter(({ position }) => position > after);
    return { items: items.slice(0, limit), unread: own.length };
  });
});
afterEach(() => gateway.stop());

const notice = (position: number, organisationId = 'demo-university'): NotificationView => ({
  id: `n-${position}`,
  revision: 0,
  organisationId,
  kind: 'match-proposed',
  subject: { type: 'MATCH', id: 'm-1' },
  facts: { listingTitle: '成果' },
  eventId: `e-${position}`,
  position,
  deliveredAt: new Date(0).toISOString(),
});

/** As the notification service does: first in its inbox, then published. */
const deliver = async (...items: NotificationView[]): Promise<void> => {
  inbox.push(...items);
  await jetStreamPublishPort(gateway.bus, 'notification').publish(
    items.map((body) => ({
      id: body.eventId,
      subject: notificationEvents.delivered.subject,
      body,
      headers: {
        'Lastmile-Actor': JSON.stringify({ organisationId: 'platform', role: 'system', subjectId: 'spec' }),
        'Lastmile-Stream': `delivery-${body.id}`,
        'Lastmile-Revision': '0',
        'Lastmile-At': body.deliveredAt,
      },
      position: body.position,
    })),
  );
};

interface Client {
  positions: number[];
  text(): string;
  isEnded(): boolean;
  close(): void;
}

const connect = async (role: 'university' | 'enterprise', lastEventId?: string): Promise<Client> => {
  const stopping = new AbortController();
  const response = await fetch(`${gateway.app.url}/api/v1/stream`, {
    headers: {
      authorization: `Bearer ${gateway.keys[role]}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    },
    signal: stopping.signal,
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  let text = '';
  let isEnded = false;
  const positions: number[] = [];
  const read = async (): Promise<void> => {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      text += new TextDecoder().decode(chunk);
      const frames = [...text.matchAll(/^id: (\d+)\nevent: notification\ndata: (.+)\n\n/gm)];
      positions.splice(
        0,
        positions.length,
        ...frames.map(([, id, data]) => {
          expect((JSON.parse(data ?? '') as NotificationView).position).toBe(Number(id));
          return Number(id);
        }),
      );
    }
  };
  read().then(
    () => (isEnded = true),
    () => (isEnded = true),
  );
  await eventually(() => expect(text).toContain(': connected'));
  return { positions, text: () => text, isEnded: () => isEnded, close: () => stopping.abort() };
};

/** The stream has asked the inbox for its start, so what comes now comes live. */
const isLive = (times: number): Promise<void> =>
  eventually(() =>
    expect(gateway.services.asked.filter(({ subject }) => subject === 'notification.request.list-inbox.v1')).toHaveLength(times),
  );

it('sends an organisation its own notifications as they come, and no other’s', async () => {
  inbox.push(notice(1));
  const university = await connect('university');
  const enterprise = await connect('enterprise');
  await isLive(2);
  const alert = { ...notice(4), kind: 'saved-search-matched', subject: { type: 'LISTING' as const, id: 'l-1' } };
  const closed = { ...notice(3, 'demo-enterprise'), kind: 'match-closed' };
  await deliver(notice(2), closed, alert);
  await eventually(() => expect(university.positions).toEqual([2, 4]));
  await eventually(() => expect(enterprise.positions).toEqual([3]));
  expect(university.text()).toContain('saved-search-matched');
  expect(enterprise.text()).toContain('match-closed');
  expect(enterprise.text()).not.toContain('demo-university');
  university.close();
  enterprise.close();
});

it('goes on behind the last event that a client has seen', async () => {
  await deliver(...Array.from({ length: 450 }, (_, index) => notice(index + 1)));
  const client = await connect('university', '20');
  await eventually(() => expect(client.positions).toHaveLength(430));
  expect(client.positions).toEqual(Array.from({ length: 430 }, (_, index) => index + 21));
  await deliver(notice(451));
  await eventually(() => expect(client.positions.at(-1)).toBe(451));
  expect(client.positions).toHaveLength(431);
  client.close();
});

it('misses nothing when the broker was away', async () => {
  const client = await connect('university', '0');
  await deliver(notice(1));
  await eventually(() => expect(client.positions).toEqual([1]));
  await gateway.nats.kill();
  inbox.push(notice(2));
  const back = await startNats({ port: gateway.nats.port, storeDir: gateway.nats.storeDir });
  try {
    await eventually(() => expect(client.positions).toEqual([1, 2]), 30_000);
    client.close();
  } finally {
    gateway.nats.stop = () => back.stop();
  }
});

it.each(['x', '-1', '1.5', '99999999999999999'])('refuses to go on behind %s', async (lastEventId) => {
  const { status, body } = await gateway.send({ path: '/stream', role: 'university', headers: { 'last-event-id': lastEventId } });
  expect([status, body['code']]).toEqual([400, 'INVALID_LAST_EVENT_ID']);
});

it('ends when the gateway stops, so that clients come back', async () => {
  const client = await connect('university');
  await isLive(1);
  await gateway.restart();
  await eventually(() => expect(client.isEnded()).toBe(true));
  const again = await connect('university', '0');
  await deliver(notice(1));
  await eventually(() => expect(again.positions).toEqual([1]));
  again.close();
});

it('lets a key hold so many streams and no more', async () => {
  const clients = [];
  for (let count = 0; count < 20; count += 1) clients.push(await connect('university'));
  const { status, body } = await gateway.send({ path: '/stream', role: 'university' });
  expect([status, body['code']]).toEqual([429, 'TOO_MANY_REQUESTS']);
  clients.forEach((client) => client.close());
  const next = await eventually(() => connect('university'));
  next.close();
});

it('drops a client that does not read, and serves the others', async () => {
  const { port } = new URL(gateway.app.url);
  const idle = connectSocket(Number(port), '127.0.0.1');
  idle.pause();
  idle.on('error', () => undefined);
  const authorization = `Bearer ${gateway.keys.university}`;
  idle.write(`GET /api/v1/stream HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\n\r\n`);
  await isLive(1);
  const reader = await connect('university');
  await isLive(2);
  const count = 60;
  for (let position = 1; position <= count; position += 1) {
    const item = notice(position);
    await deliver({ ...item, facts: { listingTitle: '长'.repeat(100_000) } });
  }
  await eventually(() => expect(reader.positions).toHaveLength(count), 30_000);
  const connections = (): Promise<number> =>
    new Promise((resolve, reject) =>
      gateway.app.server.server.getConnections((error, open) => (error ? reject(error) : resolve(open))),
    );
  await eventually(async () => expect(await connections()).toBe(1), 20_000);
  idle.destroy();
  reader.close();
});
