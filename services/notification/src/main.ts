import { createLogger, shutdownTelemetry } from '@lastmile/telemetry';
import { createNotificationApp } from './app.module.js';
import { readConfig } from './config.js';

const longestStopMs = 10_000;

const run = async (): Promise<void> => {
  const config = readConfig();
  const logger = createLogger(config.SERVICE_NAME, config.LOG_LEVEL);
  const notification = await createNotificationApp(config, logger);
  let isStopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), longestStopMs).unref();
    logger.info({ signal }, 'stopping');
    const stopped = notification.close().then(() => shutdownTelemetry());
    stopped.then(
      () => {
        logger.info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        logger.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  logger.info({ url: notification.url }, 'ready');
};

run().catch((error: unknown) => {
  createLogger('notification').fatal({ err: error }, `cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
