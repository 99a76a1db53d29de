import { join } from 'node:path';
import type { Actor, BodyOf, EventMessage, RequestMessage } from '@lastmile/protocol';
import { catalogEvents, demandContentSchema, listingContentSchema, systemActor } from '@lastmile/protocol';
import { connectNats, ensureStreams, eventStreamOf, jetStreamPublishPort } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import { createLogger } from '@lastmile/telemetry';
import type { RunningService } from '@lastmile/telemetry';
import { startEventStore, startNats, temporaryDirectory } from '@lastmile/testing';
import { createMatchingApp } from '../src/app.module.js';

export const university: Actor = { organisationId: 'university', role: 'university', subjectId: 'u-1' };
export const enterprise: Actor = { organisationId: 'enterprise', role: 'enterprise', subjectId: 'e-1' };
export const stranger: Actor = { organisationId: 'stranger', role: 'enterprise', subjectId: 's-1' };
export const operator: Actor = { organisationId: 'platform', role: 'operator', subjectId: 'o-1' };
export const broker: Actor = { organisationId: 'agency', role: 'broker', subjectId: 'b-1' };

/** A fact of the catalogue with the id of its event. */
export interface Fact {
  eventId: string;
  stream: string;
  revision: number;
  subject: string;
  body: unknown;
}

type Content<M extends EventMessage> = Partial<BodyOf<M> extends { content: infer C } ? C : never>;

export const listingPublished = (
  id: string,
  title: string,
  content: Content<typeof catalogEvents.listingPublished> = {},
  { revision = 1, organisationId = university.organisationId } = {},
): Fact => {
  const message = revision === 1 ? catalogEvents.listingPublished : catalogEvents.listingRevised;
  const body = { listingId: id, revision, organisationId, content: listingContentSchema.parse({ title, ...content }) };
  return { eventId: `listing-${id}-${revision}`, stream: `listing-${id}`, revision, subject: message.subject, body };
};

export const demandPublished = (
  id: string,
  title: string,
  content: Content<typeof catalogEvents.demandPublished> = {},
  { revision = 1, organisationId = enterprise.organisationId } = {},
): Fact => {
  const message = revision === 1 ? catalogEvents.demandPublished : catalogEvents.demandRevised;
  const body = { demandId: id, revision, organisationId, content: demandContentSchema.parse({ title, ...content }) };
  return { eventId: `demand-${id}-${revision}`, stream: `demand-${id}`, revision, subject: message.subject, body };
};

export const listingWithdrawn = (id: string, revision = 2, reason = 'Sold'): Fact => ({
  eventId: `listing-${id}-${revision}`,
  stream: `listing-${id}`,
  revision,
  subject: catalogEvents.listingWithdrawn.subject,
  body: { listingId: id, revision, title: 'Gone', organisationId: university.organisationId, reason },
});

export interface Servers {
  bus: Bus;
  /** The service's settings for these servers. */
  environment: { NATS_URL: string; EVENTSTORE_URL: string; DOCUMENTS_URL: string; SNAPSHOT_PATH: string };
  /** Publishes as the catalogue does. */
  publish(...facts: Fact[]): Promise<void>;
  /** Delivers facts once more under other message ids, as after a loss in the broker. */
  publishAgain(...facts: Fact[]): Promise<void>;
  /** Loses the catalogue's stream with its consumers, and fills it again from the first fact, as its publisher does. */
  loseStream(): Promise<void>;
  request<Input, Output>(
    message: RequestMessage<Input, Output>,
    input: Input,
    actor: Actor,
    more?: { key?: string },
  ): Promise<Output>;
  /** All public facts that the service has published, in order. */
  published(): Promise<{ id: string; subject: string; body: Record<string, unknown> }[]>;
  stop(): Promise<void>;
}

export const startServers = async (): Promise<Servers> => {
  const directory = temporaryDirectory('matching');
  const [nats, store] = await Promise.all([startNats(), startEventStore()]);
  const bus = await connectNats({ url: nats.url, name: 'matching-spec' });
  await ensureStreams(bus);
  let port = jetStreamPublishPort(bus, 'catalog');
  const sent: Fact[] = [];
  let position = 0;
  let keys = 0;
  const send = (facts: Fact[], isRepeat: boolean): Promise<void> =>
    port.publish(
      facts.map(({ eventId, stream, revision, subject, body }) => ({
        id: isRepeat ? `${eventId}-again-${(keys += 1)}` : eventId,
        subject,
        body,
        position: (position += 1),
        headers: {
          'Lastmile-Actor': JSON.stringify(systemActor('spec')),
          'Lastmile-Correlation': `correlation-${eventId}`,
          'Lastmile-Stream': stream,
          'Lastmile-Revision': String(revision),
          'Lastmile-At': '2030-05-20T10:00:00.000Z',
          ...(isRepeat ? { 'Lastmile-Event': eventId } : {}),
        },
      })),
    );
  return {
    bus,
    environment: {
      NATS_URL: nats.url,
      EVENTSTORE_URL: store.url,
      DOCUMENTS_URL: `sqlite:${join(directory.path, 'documents.db')}`,
      SNAPSHOT_PATH: join(directory.path, 'index.snapshot'),
    },
    publish: (...facts) => {
      sent.push(...facts);
      return send(facts, false);
    },
    loseStream: async () => {
      await bus.manager.streams.delete(eventStreamOf('catalog').name);
      await ensureStreams(bus);
      port = jetStreamPublishPort(bus, 'catalog');
      await send(sent, false);
    },
    publishAgain: (...facts) => send(facts, true),
    request: (message, input, actor, { key = `key-${(keys += 1)}` } = {}) =>
      bus.request(message, input, { actor, idempotencyKey: key, correlationId: 'spec' }),
    published: async () => {
      const { name } = eventStreamOf('matching');
      const { state } = await bus.manager.streams.info(name);
      const messages = [];
      for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
        const message = await bus.manager.streams.getMessage(name, { seq });
        if (message) messages.push(message);
      }
      return messages.map((message) => ({
        id: message.header.get('Nats-Msg-Id'),
        subject: message.subject,
        body: message.json<Record<string, unknown>>(),
      }));
    },
    stop: async () => {
      await bus.close();
      await Promise.all([nats.stop(), store.stop()]);
      directory.remove();
    },
  };
};

export interface Platform extends Servers {
  /** Where the running service shows its health. */
  url(): string;
  stopService(): Promise<void>;
  /** With `forget` the read models are erased first; with `now` the service's clock stands still there. */
  startService(options?: { forget?: boolean; now?: string }): Promise<void>;
}

/** The servers with the service inside this process. */
export const startPlatform = async (): Promise<Platform> => {
  const servers = await startServers();
  const logger = createLogger('matching', 'error');
  let databases = 0;
  let app: RunningService | undefined;
  const startService: Platform['startService'] = async ({ forget = false, now } = {}) => {
    if (forget) databases += 1;
    const { environment } = servers;
    const DOCUMENTS_URL = `${environment.DOCUMENTS_URL}.${databases}`;
    app = await createMatchingApp(
      { ...environment, SERVICE_NAME: 'matching', DOCUMENTS_URL, HTTP_HOST: '127.0.0.1', HTTP_PORT: 0, LOG_LEVEL: 'error' },
      logger,
      { clock: () => now ?? new Date().toISOString() },
    );
  };
  const stopService = async (): Promise<void> => {
    await app?.close();
    app = undefined;
  };
  await startService();
  return {
    ...servers,
    url: () => app?.url ?? '',
    startService,
    stopService,
    stop: async () => {
      await stopService();
      await servers.stop();
    },
  };
};
