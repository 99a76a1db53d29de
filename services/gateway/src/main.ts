import { createLogger, shutdownTelemetry } from '@lastmile/telemetry';
import { createGatewayApp } from './app.module.js';
import { readConfig } from './config.js';

const longestStopMs = 10_000;

const run = async (): Promise<void> => {
  const config = readConfig();
  const logger = createLogger(config.SERVICE_NAME, config.LOG_LEVEL);
  const gateway = await createGatewayApp(config, logger);
  let isStopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), longestStopMs).unref();
    logger.info({ signal }, 'stopping');
    gateway
      .close()
      .then(() => shutdownTelemetry())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'did not stop cleanly');
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  logger.info({ url: gateway.url }, 'ready');
};

run().catch((error: unknown) => {
  createLogger('gateway').fatal({ err: error }, `cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
