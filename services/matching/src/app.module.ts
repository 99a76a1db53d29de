import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentsUnavailable, openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import {
  commandHandler,
  followerHealth,
  kurrentEventStore,
  publication,
  runProjection,
  runPublisher,
  storeHealth,
} from '@lastmile/eventsourcing/runtime';
import type { EventStore, Follower } from '@lastmile/eventsourcing/runtime';
import { brokerHealth, connectNats, consumersHealth, ensureStreams, jetStreamPublishPort, NatsStrategy } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import { healthController, nestLogger } from '@lastmile/telemetry';
import type { HealthCheck, Logger } from '@lastmile/telemetry';
import type { Config } from './config.js';
import { createEngine } from './engine/engine.js';
import { bounded } from './indexing/bounded.js';
import { loadIndex, rereadWhenForgotten } from './indexing/index-boot.js';
import { indexedCollection } from './indexing/indexed-entry.js';
import type { IndexedEntry } from './indexing/indexed-entry.js';
import { INDEX_DURABLE, IndexingController } from './indexing/indexing.controller.js';
import { MatchController } from './match/match.controller.js';
import { matchDecider } from './match/match.decider.js';
import type { MatchCommand } from './match/match.decider.js';
import { matchEvents } from './match/match.events.js';
import { matchToPublic } from './match/match.public.js';
import { matchDetailsCollection, matchDetailsProjection } from './projections/match-details.projection.js';
import { SERVICE } from './service.js';
import type { Service } from './service.js';

const service = 'matching';

/** Facts about different records that are handled at once, and proposals that are written at once. */
const INDEXED_AT_ONCE = 8;
const WRITTEN_AT_ONCE = 16;
/** What a killed process had taken comes again after this long; a living one reports its work three times in it. */
const TAKE_OVER_MS = 10_000;
const PATIENCE_MS = 60_000;

@Module({})
class AppModule {}

/** What lives as long as the process. */
interface Servers {
  documents: Documents;
  store: EventStore;
  bus: Bus;
}

/** Waits for the documents' server at the start; any other error is final. */
const patiently = async (open: () => Promise<Documents>): Promise<Documents> => {
  const deadline = performance.now() + PATIENCE_MS;
  for (let pause = 100; ; pause = Math.min(pause * 2, 2_000)) {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof DocumentsUnavailable) || performance.now() + pause > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
};

const connect = async (config: Config, logger: Logger): Promise<Servers> => {
  const documents = await patiently(() => openDocuments(config.DOCUMENTS_URL));
  await documents.ensure([indexedCollection, matchDetailsCollection]);
  const bus = await connectNats({ url: config.NATS_URL, name: service, waitMs: PATIENCE_MS, logger });
  await ensureStreams(bus);
  return { documents, bus, store: kurrentEventStore(config.EVENTSTORE_URL) };
};

/** A proposal is the same request when it is for the same pair and fact: a rating made anew may differ by what was indexed since. */
const identity = ({ now: _, ...command }: MatchCommand): unknown =>
  command.type === 'ProposeMatch' ? [command.listingId, command.demandId] : command;

const serviceOver = async ({ documents, store, bus }: Servers, logger: Logger): Promise<Service> => {
  const engine = createEngine<IndexedEntry>();
  const loaded = await loadIndex(documents, engine);
  const isReread = await rereadWhenForgotten(documents, bus, { consumer: `${service}_${INDEX_DURABLE}`, loaded });
  logger.info({ loaded, isReread }, 'index loaded');
  const matches = commandHandler({ store, category: 'match', decider: matchDecider, codec: matchEvents, identity });
  return { documents, engine, matches, bounded: bounded(WRITTEN_AT_ONCE), clock: () => new Date().toISOString() };
};

const followersOf = ({ documents, store, bus }: Servers, logger: Logger): Follower[] => [
  runProjection({ store, documents, projection: matchDetailsProjection, codec: matchEvents, logger }),
  runPublisher({
    name: 'matching-publisher',
    store,
    publications: [publication({ category: 'match', codec: matchEvents, fold: matchDecider, toPublic: matchToPublic })],
    port: jetStreamPublishPort(bus, service),
    logger,
  }),
];

const moduleOf = (value: Service, checks: readonly HealthCheck[], metricsToken: string | undefined): DynamicModule => ({
  module: AppModule,
  controllers: [IndexingController, MatchController, healthController(checks, { metricsToken })],
  providers: [{ provide: SERVICE, useValue: value }],
});

export interface MatchingApp {
  /** Address of the health and metrics pages. */
  url: string;
  /** Takes nothing new, finishes what is under way, then lets go of the servers. */
  close(): Promise<void>;
}

/** Starts the whole service and resolves when its index is loaded and it takes messages. */
export const createMatchingApp = async (config: Config, logger: Logger): Promise<MatchingApp> => {
  const servers = await connect(config, logger);
  const value = await serviceOver(servers, logger);
  const followers = followersOf(servers, logger);
  const durables = { [INDEX_DURABLE]: { concurrency: INDEXED_AT_ONCE, ackWaitMs: TAKE_OVER_MS } };
  const strategy = new NatsStrategy({ bus: servers.bus, service, logger, consumers: { durables } });
  const checks = [
    storeHealth(servers.store),
    followerHealth(followers),
    brokerHealth(servers.bus),
    consumersHealth(strategy),
    { name: 'documents', check: () => servers.documents.ping().then(() => ({ status: 'up' as const })) },
  ];
  const module = moduleOf(value, checks, config.METRICS_TOKEN);
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), { logger: nestLogger(logger) });
  app.connectMicroservice({ strategy });
  await app.startAllMicroservices();
  await app.listen(config.HTTP_PORT, config.HTTP_HOST);
  const close = async (): Promise<void> => {
    await app.close();
    await Promise.all(followers.map((follower) => follower.stop()));
    await servers.bus.close();
    await Promise.all([servers.store.close(), servers.documents.close()]);
  };
  return { url: await app.getUrl(), close };
};
