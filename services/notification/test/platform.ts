import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { connectNats, eventStreamOf, headerNames, jetStreamPublishPort } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import type { Actor, EventMessage, RequestMessage } from '@lastmile/protocol';
import { createLogger } from '@lastmile/telemetry';
import { eventually, startEventStore, startMongo, startNats, temporaryDirectory } from '@lastmile/testing';
import { createNotificationApp } from '../src/app.module.js';
import type { NotificationApp } from '../src/app.module.js';
import { readConfig } from '../src/config.js';

export interface Servers {
  environment: Record<string, string>;
  bus: Bus;
  stop(): Promise<void>;
}

export const startServers = async (documents: 'sqlite' | 'mongodb'): Promise<Servers> => {
  const directory = temporaryDirectory('notification');
  const [nats, store] = await Promise.all([startNats(), startEventStore()]);
  const mongo = documents === 'mongodb' ? await startMongo({ replicaSet: true }) : undefined;
  const bus = await connectNats({ url: nats.url, name: 'spec' });
  const stop = async (): Promise<void> => {
    await bus.close();
    await Promise.all([nats.stop(), store.stop(), mongo?.stop()]);
    directory.remove();
  };
  const environment = {
    HTTP_PORT: '0',
    NATS_URL: nats.url,
    EVENTSTORE_URL: store.url,
    DOCUMENTS_URL: mongo?.url ?? `sqlite:${join(directory.path, 'notification.db')}`,
    LOG_LEVEL: 'silent',
  };
  return { environment, bus, stop };
};

export const startNotification = (environment: Record<string, string>): Promise<NotificationApp> =>
  createNotificationApp(readConfig(environment), createLogger('notification', environment['LOG_LEVEL']));

export const actorOf = (organisationId: string): Actor => ({ organisationId, role: 'university', subjectId: 'someone' });

/** Asks as somebody of the organisation; each call is a new request. */
export const asker =
  (bus: Bus, organisationId: string) =>
  <Input, Output>(message: RequestMessage<Input, Output>, input: Input) =>
    bus.request(message, input, {
      actor: actorOf(organisationId),
      idempotencyKey: randomUUID(),
      correlationId: randomUUID(),
    });

export const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
let place = 0;

/** Publishes a fact as another service would. The message is always a new one, also when it brings an old event again. */
export const publishAs = async <Body>(bus: Bus, message: EventMessage<Body>, body: Body, eventId: string = randomUUID()) => {
  const service = message.subject.split('.')[0] ?? '';
  place += 1;
  const headers = {
    [headerNames.eventId]: eventId,
    [headerNames.position]: String(place),
    [headerNames.revision]: '0',
    [headerNames.stream]: `${service}-1`,
    [headerNames.at]: '2030-01-01T00:00:00.000Z',
    [headerNames.actor]: JSON.stringify(actorOf('enterprise-1')),
    [headerNames.correlationId]: randomUUID(),
    [headerNames.traceparent]: `00-${traceId}-00f067aa0ba902b7-01`,
  };
  const { subject } = message;
  await jetStreamPublishPort(bus, service).publish([{ id: randomUUID(), subject, body, headers, position: place }]);
  return eventId;
};

export const consumer = 'notification_notification-inbox';

/** Resolves when everything that other services published was handled. */
export const whenHandled = (bus: Bus): Promise<void> =>
  eventually(async () => {
    for (const service of ['catalog', 'matching', 'contract']) {
      const { num_pending, num_ack_pending } = await bus.manager.consumers.info(eventStreamOf(service).name, consumer);
      if (num_pending + num_ack_pending > 0) throw new Error(`${service}: ${num_pending + num_ack_pending} not handled yet`);
    }
  });
