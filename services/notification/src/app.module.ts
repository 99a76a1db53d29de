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
import { openBacking } from './backing.js';
import type { Backing } from './backing.js';
import type { Config } from './config.js';
import { DeliveryController, INBOX_DURABLE } from './delivery/delivery.controller.js';
import { deliveryDecider } from './delivery/delivery.decider.js';
import type { DeliveryCommand } from './delivery/delivery.decider.js';
import { deliveryEvents } from './delivery/delivery.events.js';
import { deliveryToPublic } from './delivery/delivery.public.js';
import { inbox } from './projections/inbox.projection.js';
import { DELIVERY_COMMANDS, INBOX_DOCUMENTS } from './tokens.js';

const service = 'notification';
/** Facts about different records; those of one record stay in order. */
const deliveredAtOnce = 16;

@Module({})
class NotificationModule {}

/** The event makes a delivery the same one, also when a newer table words it differently. */
const identity = (command: DeliveryCommand): unknown =>
  command.type === 'DeliverNotification' ? [command.type, command.eventId] : command;

const moduleOf = ({ store, documents }: Backing, health: ReturnType<typeof healthController>) => {
  const deliveries = commandHandler({
    store,
    category: 'delivery',
    decider: deliveryDecider,
    codec: deliveryEvents,
    identity,
  });
  return {
    module: NotificationModule,
    controllers: [DeliveryController, health],
    providers: [
      { provide: DELIVERY_COMMANDS, useValue: deliveries },
      { provide: INBOX_DOCUMENTS, useValue: documents.collection(inbox.collection) },
    ],
  };
};

const startFollowers = ({ store, documents, bus }: Backing, logger: Logger): Follower[] => [
  runProjection({ store, documents, projection: inbox, codec: deliveryEvents, logger }),
  runPublisher({
    name: 'notification-publisher',
    store,
    publications: [publication({ category: 'delivery', codec: deliveryEvents, toPublic: deliveryToPublic })],
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

export interface NotificationApp {
  /** Where health and metrics are answered. */
  url: string;
  followers: readonly Follower[];
  /** Takes nothing new, finishes what is under way, then closes what was opened. */
  close(): Promise<void>;
}

const start = async (config: Config, logger: Logger, backing: Backing): Promise<NotificationApp> => {
  const { documents, bus } = backing;
  await documents.ensure([inbox.collection]);
  const durables = { [INBOX_DURABLE]: { concurrency: deliveredAtOnce } };
  const strategy = new NatsStrategy({ bus, service, logger, consumers: { durables } });
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
export const createNotificationApp = async (config: Config, logger: Logger): Promise<NotificationApp> =>
  startOver(await openBacking(config, logger), (backing) => start(config, logger, backing));
