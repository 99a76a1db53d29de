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
import { embeddedDoor } from './embedding/embedded-door.js';
import { createEmbeddings } from './embedding/embeddings.js';
import type { Embeddings } from './embedding/embeddings.js';
import { httpEmbeddings } from './embedding/http-embeddings.js';
import { FeedbackController } from './feedback/feedback.controller.js';
import { blockedPairsCollection } from './match/blocked-pairs.js';
import { followHourly } from './match/calendar.js';
import { followCalendar } from './match/expiry.commands.js';
import { createOpenMatches } from './match/open-matches.js';
import { matchOutcomesCollection, matchOutcomesProjection } from './outcomes/match-outcomes.projection.js';
import { OutcomesController } from './outcomes/outcomes.controller.js';
import { retiredTextsCollection } from './outcomes/retired-texts.js';
import { bounded } from './indexing/bounded.js';
import { DriftController } from './indexing/drift.controller.js';
import { healDrift } from './indexing/drift.js';
import { rereadWhenForgotten } from './indexing/index-boot.js';
import { indexedCollection } from './indexing/indexed-entry.js';
import { INDEX_DURABLE, IndexingController } from './indexing/indexing.controller.js';
import { openIndex } from './indexing/open-index.js';
import type { OpenIndex } from './indexing/open-index.js';
import { identityOf } from './match/match.commands.js';
import { MatchController } from './match/match.controller.js';
import { matchDecider } from './match/match.decider.js';
import { matchEvents } from './match/match.events.js';
import { matchToPublic } from './match/match.public.js';
import { matchDetailsCollection, matchDetailsProjection } from './projections/match-details.projection.js';
import { QualityController } from './quality/quality.controller.js';
import { alertEvents } from './search/alert.events.js';
import { alertToPublic } from './search/alert.public.js';
import { savedSearchCollection, savedSearchProjection } from './search/saved-search-details.projection.js';
import { holdStandingSearches } from './search/saved-search.commands.js';
import { savedSearchEvents } from './search/saved-search.events.js';
import { SearchController } from './search/search.controller.js';
import { searchParts } from './search/search-parts.js';
import { SERVICE } from './service.js';
import type { Service } from './service.js';

const service = 'matching';

/** Facts about different records that are handled at once, and proposals that are written at once. */
const INDEXED_AT_ONCE = 8;
const WRITTEN_AT_ONCE = 16;

const collections = [
  indexedCollection,
  matchDetailsCollection,
  matchOutcomesCollection,
  blockedPairsCollection,
  retiredTextsCollection,
  savedSearchCollection,
];

const controllers = [
  IndexingController,
  DriftController,
  MatchController,
  FeedbackController,
  OutcomesController,
  QualityController,
  SearchController,
];

@Module({})
class AppModule {}

/** What the world outside tells the service besides its messages. */
interface Surroundings {
  /** The present instant, ISO, UTC. */
  clock(): string;
}

const serviceOver = async (
  { documents, store, bus }: Backing,
  { engine, sequences, last }: OpenIndex,
  surroundings: Pick<Service, 'clock' | 'caughtUp'>,
): Promise<Service> => {
  await rereadWhenForgotten(documents, bus, { service, durable: INDEX_DURABLE, last });
  const matches = commandHandler({ store, category: 'match', decider: matchDecider, codec: matchEvents, identity: identityOf });
  return {
    documents,
    engine,
    sequences,
    matches,
    openMatches: createOpenMatches(documents),
    ...searchParts(store),
    bounded: bounded(WRITTEN_AT_ONCE),
    ...surroundings,
  };
};

const projectionsOf = ({ documents, store }: Backing, logger: Logger): Follower[] => [
  runProjection({ store, documents, projection: matchDetailsProjection, codec: matchEvents, logger }),
  runProjection({ store, documents, projection: matchOutcomesProjection, codec: matchEvents, logger }),
  runProjection({ store, documents, projection: savedSearchProjection, codec: savedSearchEvents, logger }),
];

const publisherOf = ({ store, bus }: Backing, logger: Logger): Follower =>
  runPublisher({
    name: 'matching-publisher',
    store,
    publications: [
      publication({ category: 'match', codec: matchEvents, fold: matchDecider, toPublic: matchToPublic }),
      publication({ category: 'alert', codec: alertEvents, toPublic: alertToPublic }),
    ],
    port: jetStreamPublishPort(bus, service),
    logger,
  });

const moduleOf = (value: Service, checks: readonly HealthCheck[], metricsToken: string | undefined): DynamicModule => ({
  module: AppModule,
  controllers: [...controllers, healthController(checks, { metricsToken })],
  providers: [{ provide: SERVICE, useValue: value }],
});

interface Running {
  followers: Follower[];
  strategy: NatsStrategy;
  index: OpenIndex;
  embeddings: Embeddings | undefined;
}

const checksOf = (backing: Backing, { followers, strategy, index, embeddings }: Running): HealthCheck[] => [
  storeHealth(backing.store),
  index.check,
  { name: 'documents', check: () => backing.documents.ping().then(() => ({ status: 'up' as const })) },
  brokerHealth(backing.bus),
  followerHealth(followers),
  consumersHealth(strategy),
  ...(embeddings ? [embeddings.check] : []),
];

/** Without its thread the service can do nothing: it ends, and whoever watches over it starts it again. */
const endProcess =
  (logger: Logger) =>
  (error: Error): void => {
    logger.fatal({ err: error }, 'the engine has ended');
    process.exit(1);
  };

/** Done at the first call; one that failed is done again at the next. */
const onceDone = (run: () => Promise<unknown>): (() => Promise<unknown>) => {
  let done: Promise<unknown> | undefined;
  return () =>
    (done ??= run().catch((error: unknown) => {
      done = undefined;
      throw error;
    }));
};

/** Facts are indexed one after the other behind these calls: better without an answer than late. */
const IN_TIME = { batch: 16, deadlineMs: 2_000, attempts: 2, firstWaitMs: 100, longestWaitMs: 1_000 };

const embeddingsOf = (
  { EMBEDDING_URL: url, EMBEDDING_MODEL: model = 'default', EMBEDDING_API_KEY: key }: Config,
  logger: Logger,
): Embeddings | undefined =>
  url === undefined ? undefined : createEmbeddings({ provider: httpEmbeddings({ url, model, key, ...IN_TIME }), logger });

const startOverIndex = async (
  config: Config,
  logger: Logger,
  { backing, clock, index }: { backing: Backing; index: OpenIndex } & Surroundings,
): Promise<RunningService> => {
  const { bus } = backing;
  const read = Promise.withResolvers<unknown>();
  const embeddings = embeddingsOf(config, logger);
  const engine = embeddings ? embeddedDoor(index.engine, embeddings) : index.engine;
  const value = await serviceOver(
    backing,
    { ...index, engine },
    {
      clock,
      caughtUp: onceDone(() => read.promise.then(() => holdStandingSearches(value))),
    },
  );
  const durables = { [INDEX_DURABLE]: { concurrency: INDEXED_AT_ONCE } };
  const strategy = new NatsStrategy({ bus, service, logger, consumers: { durables } });
  const projections = projectionsOf(backing, logger);
  read.resolve(Promise.all(projections.map(({ ready }) => ready)));
  const followers = [...projections, publisherOf(backing, logger)];
  const calendar = followHourly(() => followCalendar(value), logger);
  const drift = followHourly(() => healDrift(value, logger), logger);
  const module = moduleOf(value, checksOf(backing, { followers, strategy, index, embeddings }), config.METRICS_TOKEN);
  const { HTTP_HOST: host, HTTP_PORT: port } = config;
  const running = await serve(module, { strategy, logger, host, port, followers: [...followers, calendar, drift] });
  return {
    ...running,
    close: () => {
      embeddings?.close();
      return running.close();
    },
  };
};

const start = async (
  config: Config,
  logger: Logger,
  { backing, clock }: { backing: Backing } & Surroundings,
): Promise<RunningService> => {
  const { documents, bus } = backing;
  await documents.ensure(collections);
  await ensureStreams(bus);
  const index = await openIndex({ documents, logger, snapshotPath: config.SNAPSHOT_PATH, onEnd: endProcess(logger) });
  try {
    const running = await startOverIndex(config, logger, { backing, clock, index });
    return { ...running, close: () => running.close().finally(() => index.close()) };
  } catch (error) {
    await index.close();
    throw error;
  }
};

const systemClock = (): string => new Date().toISOString();

/** The whole service in this process; resolves when its index is loaded and it takes messages. */
export const createMatchingApp = async (
  config: Config,
  logger: Logger,
  { clock }: Surroundings = { clock: systemClock },
): Promise<RunningService> =>
  startOver(await openBacking(config, logger), (backing) => start(config, logger, { backing, clock }));
