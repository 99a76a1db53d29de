import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import {
  commandHandler,
  followerHealth,
  publication,
  runProjection,
  runPublisher,
  storeHealth,
} from '@lastmile/eventsourcing/runtime';
import type { Follower } from '@lastmile/eventsourcing/runtime';
import { brokerHealth, consumersHealth, ensureStreams, jetStreamPublishPort, NatsStrategy, serve } from '@lastmile/nats';
import { healthController, startOver } from '@lastmile/telemetry';
import type { HealthCheck, Logger, RunningService } from '@lastmile/telemetry';
import { openBacking } from './backing.js';
import type { Backing } from './backing.js';
import type { Config } from './config.js';
import { createEngine } from './engine/engine.js';
import { bounded } from './indexing/bounded.js';
import { loadIndex, rereadWhenForgotten } from './indexing/index-boot.js';
import { indexedCollection } from './indexing/indexed-entry.js';
import type { IndexedEntry } from './indexing/indexed-entry.js';
import { INDEX_DURABLE, IndexingController } from './indexing/indexing.controller.js';
import { identityOf } from './match/match.commands.js';
import { MatchController } from './match/match.controller.js';
import { matchDecider } from './match/match.decider.js';
import { matchEvents } from './match/match.events.js';
import { matchToPublic } from './match/match.public.js';
import { matchDetailsCollection, matchDetailsProjection } from './projections/match-details.projection.js';
import { SERVICE } from './service.js';
import type { Service } from './service.js';
import { localEngine } from './worker/local-engine.js';

const service = 'matching';

/** Facts about different records that are handled at once, and proposals that are written at once. */
const INDEXED_AT_ONCE = 8;
const WRITTEN_AT_ONCE = 16;

@Module({})
class AppModule {}

const serviceOver = async ({ documents, store, bus }: Backing, logger: Logger): Promise<Service> => {
  const engine = createEngine<IndexedEntry>();
  const loaded = await loadIndex(documents, engine);
  const isReread = await rereadWhenForgotten(documents, bus, { consumer: `${service}_${INDEX_DURABLE}`, loaded });
  logger.info({ loaded, isReread }, 'index loaded');
  const matches = commandHandler({ store, category: 'match', decider: matchDecider, codec: matchEvents, identity: identityOf });
  return {
    documents,
    engine: localEngine(engine),
    matches,
    bounded: bounded(WRITTEN_AT_ONCE),
    clock: () => new Date().toISOString(),
  };
};

const followersOf = ({ documents, store, bus }: Backing, logger: Logger): Follower[] => [
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

const checksOf = (backing: Backing, followers: Follower[], strategy: NatsStrategy): HealthCheck[] => [
  storeHealth(backing.store),
  { name: 'documents', check: () => backing.documents.ping().then(() => ({ status: 'up' as const })) },
  brokerHealth(backing.bus),
  followerHealth(followers),
  consumersHealth(strategy),
];

const start = async (config: Config, logger: Logger, backing: Backing): Promise<RunningService> => {
  const { documents, bus } = backing;
  await documents.ensure([indexedCollection, matchDetailsCollection]);
  await ensureStreams(bus);
  const value = await serviceOver(backing, logger);
  const durables = { [INDEX_DURABLE]: { concurrency: INDEXED_AT_ONCE } };
  const strategy = new NatsStrategy({ bus, service, logger, consumers: { durables } });
  const followers = followersOf(backing, logger);
  const module = moduleOf(value, checksOf(backing, followers, strategy), config.METRICS_TOKEN);
  return serve(module, { strategy, logger, host: config.HTTP_HOST, port: config.HTTP_PORT, followers });
};

/** The whole service in this process; resolves when its index is loaded and it takes messages. */
export const createMatchingApp = async (config: Config, logger: Logger): Promise<RunningService> =>
  startOver(await openBacking(config, logger), (backing) => start(config, logger, backing));
