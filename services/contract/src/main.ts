import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NatsStrategy } from '@lastmile/nats';
import { createLogger, nestLogger, shutdownTelemetry } from '@lastmile/telemetry';
import type { Logger } from '@lastmile/telemetry';
import { AppModule, wire } from './app.module.js';
import type { Wiring } from './app.module.js';
import { readConfig } from './config.js';
import type { Config } from './config.js';

const service = 'contract';

/** Takes nothing new, finishes what is under way, then lets go of the servers; never longer than 10 s. */
const stopInOrder = async (app: NestFastifyApplication, { bus, followers, store, documents }: Wiring): Promise<void> => {
  await app.close();
  await Promise.all(followers.map((follower) => follower.stop()));
  await bus.close();
  await Promise.all([store.close(), documents.close()]);
  await shutdownTelemetry();
};

const start = async (config: Config, logger: Logger): Promise<void> => {
  const wiring = await wire(config, logger);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(wiring, config), new FastifyAdapter(), {
    logger: nestLogger(logger),
  });
  app.connectMicroservice({ strategy: new NatsStrategy({ bus: wiring.bus, service, logger }) });
  await app.startAllMicroservices();
  await app.listen(config.HTTP_PORT, config.HTTP_HOST);
  logger.info({ port: config.HTTP_PORT }, 'ready');
  const stop = (signal: string): void => {
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), 10_000).unref();
    stopInOrder(app, wiring).then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
};

const run = async (): Promise<void> => {
  const config = readConfig();
  await start(config, createLogger(config.SERVICE_NAME, config.LOG_LEVEL));
};

run().catch((error: unknown) => {
  createLogger(service).fatal({ err: error }, 'cannot start');
  process.exit(1);
});
