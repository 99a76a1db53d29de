import 'reflect-metadata';
import { createLogger, shutdownTelemetry } from '@lastmile/telemetry';
import type { Logger } from '@lastmile/telemetry';
import { createMatchingApp } from './app.module.js';
import type { MatchingApp } from './app.module.js';
import { readConfig } from './config.js';

const STOP_WITHIN_MS = 10_000;

const stopOn = (signal: NodeJS.Signals, app: MatchingApp, logger: Logger): void => {
  process.once(signal, () => {
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    app
      .close()
      .then(() => shutdownTelemetry())
      .then(
        () => {
          logger.info('stopped');
          process.exit(0);
        },
        (error: unknown) => {
          logger.error({ err: error }, 'did not stop cleanly');
          process.exit(1);
        },
      );
  });
};

const start = async (): Promise<void> => {
  const config = readConfig();
  const logger = createLogger('matching', config.LOG_LEVEL);
  const app = await createMatchingApp(config, logger);
  stopOn('SIGTERM', app, logger);
  stopOn('SIGINT', app, logger);
  logger.info({ url: app.url }, 'ready');
};

start().catch((error: unknown) => {
  createLogger('matching').fatal({ err: error }, 'cannot start');
  process.exit(1);
});
