import 'reflect-metadata';
import { Module } from '@nestjs/common';
import {
  commandHandler,
  followerHealth,
  publication,
  runProjection,
  runPublisher,
  storeHealth,
} from '@lastmile/eventsourcing/runtime';
import type { Follower } from '@lastmile/eventsourcing/runtime';
import { brokerHealth, consumersHealth, jetStreamPublishPort, NatsStrategy, serve } from '@lastmile/nats';
import { healthController, startOver } from '@lastmile/telemetry';
import type { HealthCheck, Logger } from '@lastmile/telemetry';
import { AchievementController } from './achievement/achievement.controller.js';
import { achievementDecider } from './achievement/achievement.decider.js';
import { achievementEvents } from './achievement/achievement.events.js';
import { achievementToPublic } from './achievement/achievement.public.js';
import { openBacking } from './backing.js';
import type { Backing } from './backing.js';
import { ConclusionController } from './conclusion/conclusion.controller.js';
import type { Config } from './config.js';
import { DemandController } from './demand/demand.controller.js';
import { demandDecider } from './demand/demand.decider.js';
import { demandEvents } from './demand/demand.events.js';
import { demandToPublic } from './demand/demand.public.js';
import { ListingController } from './listing/listing.controller.js';
import { listingDecider } from './listing/listing.decider.js';
import { listingEvents } from './listing/listing.events.js';
import { listingToPublic } from './listing/listing.public.js';
import { achievementDetails } from './projections/achievement-details.projection.js';
import { demandDetails } from './projections/demand-details.projection.js';
import { listingDetails } from './projections/listing-details.projection.js';
import {
  ACHIEVEMENT_COMMANDS,
  ACHIEVEMENT_DOCUMENTS,
  CLOCK,
  DEMAND_COMMANDS,
  DEMAND_DOCUMENTS,
  LISTING_COMMANDS,
  LISTING_DOCUMENTS,
} from './tokens.js';
import type { Clock } from './tokens.js';

const service = 'catalog';
const clock: Clock = () => new Date().toISOString();

@Module({})
class CatalogModule {}

const moduleOf = ({ store, documents }: Backing, health: ReturnType<typeof healthController>) => {
  const achievements = commandHandler({
    store,
    category: 'achievement',
    decider: achievementDecider,
    codec: achievementEvents,
  });
  const listings = commandHandler({ store, category: 'listing', decider: listingDecider, codec: listingEvents });
  const demands = commandHandler({ store, category: 'demand', decider: demandDecider, codec: demandEvents });
  return {
    module: CatalogModule,
    controllers: [AchievementController, ListingController, DemandController, ConclusionController, health],
    providers: [
      { provide: CLOCK, useValue: clock },
      { provide: ACHIEVEMENT_COMMANDS, useValue: achievements },
      { provide: ACHIEVEMENT_DOCUMENTS, useValue: documents.collection(achievementDetails.collection) },
      { provide: LISTING_COMMANDS, useValue: listings },
      { provide: LISTING_DOCUMENTS, useValue: documents.collection(listingDetails.collection) },
      { provide: DEMAND_COMMANDS, useValue: demands },
      { provide: DEMAND_DOCUMENTS, useValue: documents.collection(demandDetails.collection) },
    ],
  };
};

const startFollowers = ({ store, documents, bus }: Backing, logger: Logger): Follower[] => [
  runProjection({ store, documents, projection: achievementDetails, codec: achievementEvents, logger }),
  runProjection({ store, documents, projection: listingDetails, codec: listingEvents, logger }),
  runProjection({ store, documents, projection: demandDetails, codec: demandEvents, logger }),
  runPublisher({
    name: 'catalog-publisher',
    store,
    publications: [
      publication({ category: 'achievement', codec: achievementEvents, toPublic: achievementToPublic }),
      publication({ category: 'listing', codec: listingEvents, toPublic: listingToPublic }),
      publication({ category: 'demand', codec: demandEvents, toPublic: demandToPublic }),
    ],
    port: jetStreamPublishPort(bus, service),
    logger,
  }),
];

const checksOf = (backing: Backing, followers: Follower[], strategy: NatsStrategy): HealthCheck[] => [
  storeHealth(backing.store),
  { name: 'documents', check: () => backing.documents.ping().then(() => ({ status: 'up' as const })) },
  brokerHealth(backing.bus),
  followerHealth(followers),
  consumersHealth(strategy),
];

export interface CatalogApp {
  /** Where health and metrics are answered. */
  url: string;
  followers: readonly Follower[];
  /** Takes nothing new, finishes what is under way, then closes what was opened. */
  close(): Promise<void>;
}

const start = async (config: Config, logger: Logger, backing: Backing): Promise<CatalogApp> => {
  const { documents, bus } = backing;
  await documents.ensure([achievementDetails.collection, listingDetails.collection, demandDetails.collection]);
  const strategy = new NatsStrategy({ bus, service, logger });
  const followers = startFollowers(backing, logger);
  const health = healthController(checksOf(backing, followers, strategy), { metricsToken: config.METRICS_TOKEN });
  const served = await serve(moduleOf(backing, health), {
    strategy,
    logger,
    host: config.HTTP_HOST,
    port: config.HTTP_PORT,
    followers,
  });
  return { ...served, followers };
};

/** The whole service in this process, against the servers that the settings name. */
export const createCatalogApp = async (config: Config, logger: Logger): Promise<CatalogApp> =>
  startOver(await openBacking(config, logger), (backing) => start(config, logger, backing));
