import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { connectNats, eventStreamOf, headerNames, jetStreamPublishPort } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import type { Actor, EventMessage, RequestMessage } from '@lastmile/protocol';
import { createLogger } from '@lastmile/telemetry';
import { eventually, startEventStore, startMongo, startNats, temporaryDirectory } from '@lastmile/testing';
import { createCatalogApp } from '../src/app.module.js';
import type { CatalogApp } from '../src/app.module.js';
import { readConfig } from '../src/config.js';

export interface Servers {
  environment: Record<string, string>;
  bus: Bus;
  stop(): Promise<void>;
}

export const startServers = async (documents: 'sqlite' | 'mongodb'): Promise<Servers> => {
  const directory = temporaryDirectory('catalog');
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
    DOCUMENTS_URL: mongo?.url ?? `sqlite:${join(directory.path, 'catalog.db')}`,
    LOG_LEVEL: 'silent',
  };
  return { environment, bus, stop };
};

export const startCatalog = (environment: Record<string, string>): Promise<CatalogApp> =>
  createCatalogApp(readConfig(environment), createLogger('catalog', environment['LOG_LEVEL']));

export const actorOf = (organisationId: string): Actor => ({ organisationId, role: 'university', subjectId: 'someone' });

/** Asks as somebody of the organisation; each call is a new request unless it names its key. */
export const asker =
  (bus: Bus, organisationId: string) =>
  <Input, Output>(message: RequestMessage<Input, Output>, input: Input, idempotencyKey: string = randomUUID()) =>
    bus.request(message, input, { actor: actorOf(organisationId), idempotencyKey, correlationId: randomUUID() });

export interface PublicFact {
  id: string;
  subject: string;
  body: Record<string, unknown>;
}

/** Everything that the broker holds of the service's public events, in order. */
export const publicFacts = async (bus: Bus, service: string): Promise<PublicFact[]> => {
  const { name } = eventStreamOf(service);
  const { state } = await bus.manager.streams.info(name);
  const facts: PublicFact[] = [];
  for (let seq = 1; seq <= state.last_seq; seq += 1) {
    const message = await bus.manager.streams.getMessage(name, { seq });
    if (message) facts.push({ id: message.header.get(headerNames.messageId), subject: message.subject, body: message.json() });
  }
  return facts;
};

let place = 0;

/** Publishes a fact as another service would; the broker must have its stream. */
export const publishAs = async <Body>(bus: Bus, service: string, message: EventMessage<Body>, body: Body): Promise<string> => {
  const id = randomUUID();
  place += 1;
  const headers = {
    [headerNames.position]: String(place),
    [headerNames.revision]: '0',
    [headerNames.stream]: `${service}-1`,
    [headerNames.at]: '2030-01-01T00:00:00.000Z',
    [headerNames.actor]: JSON.stringify(actorOf('enterprise-1')),
    [headerNames.correlationId]: randomUUID(),
  };
  await jetStreamPublishPort(bus, service).publish([{ id, subject: message.subject, body, headers, position: place }]);
  return id;
};

/** Resolves when the durable has handled all that its stream holds. */
export const whenHandled = (bus: Bus, stream: string, durable: string): Promise<void> =>
  eventually(async () => {
    const { num_pending, num_ack_pending, delivered } = await bus.manager.consumers.info(stream, durable);
    if (num_pending + num_ack_pending > 0 || delivered.stream_seq === 0) throw new Error(`${durable} is not done`);
  });
