import { setTimeout as pause } from 'node:timers/promises';
import { createLogger } from './logger.js';
import type { Logger } from './logger.js';
import { shutdownTelemetry } from './state.js';

/** A service that runs in this process. */
export interface RunningService {
  /** Where it answers over HTTP. */
  url: string;
  /** Takes nothing new, finishes what is under way, then closes what was opened. */
  close(): Promise<void>;
}

export interface ServiceProcess<Config extends { SERVICE_NAME: string; LOG_LEVEL: string }> {
  service: string;
  readConfig(): Config;
  start(config: Config, logger: Logger): Promise<RunningService>;
}

const longestStopMs = 10_000;

const stopOn = (signal: NodeJS.Signals, running: RunningService, logger: Logger): void => {
  process.once(signal, () => {
    logger.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), longestStopMs).unref();
    running
      .close()
      .then(() => {
        logger.info('stopped');
        return shutdownTelemetry();
      })
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error({ err: error }, 'did not stop cleanly');
          process.exit(1);
        },
      );
  });
};

/**
 * The life of a service's process: settings, logger, start, a `ready` line, and an ordered stop on SIGTERM or SIGINT that
 * never takes longer than 10 s. A service that cannot start says why in one line and exits with 1.
 * @example runService({ service: 'catalog', readConfig, start: createCatalogApp });
 */
export const runService = <Config extends { SERVICE_NAME: string; LOG_LEVEL: string }>(life: ServiceProcess<Config>): void => {
  const run = async (): Promise<void> => {
    const config = life.readConfig();
    const logger = createLogger(config.SERVICE_NAME, config.LOG_LEVEL);
    const running = await life.start(config, logger);
    stopOn('SIGTERM', running, logger);
    stopOn('SIGINT', running, logger);
    logger.info({ url: running.url }, 'ready');
  };
  run().catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    createLogger(life.service).fatal({ err: error }, `cannot start: ${why}`);
    process.exit(1);
  });
};

const patienceMs = 60_000;
const longestPauseMs = 2_000;

/** A `TypeError` (a malformed URL) is final at once. */
const whenUp = async <T>(server: string, logger: Logger, open: () => Promise<T>): Promise<T> => {
  const deadline = performance.now() + patienceMs;
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await open();
    } catch (error) {
      if (error instanceof TypeError || performance.now() + pauseMs >= deadline) throw error;
      logger.warn({ server, err: error }, 'waiting for a server');
      await pause(pauseMs);
    }
  }
};

interface Closable {
  close(): Promise<void>;
}

/**
 * Opens the servers behind a service in the given order. One that is not up yet is tried again with growing pauses for
 * a minute. `close` closes them, the last one first; so does a failure on the way.
 * @example const { documents, bus, close } = await openServers(logger, { documents: () => openDocuments(url), bus: () => … });
 */
export const openServers = async <Servers extends Record<string, Closable>>(
  logger: Logger,
  openings: { [Name in keyof Servers]: () => Promise<Servers[Name]> },
): Promise<Servers & Closable> => {
  const opened: [string, Closable][] = [];
  const close = async (): Promise<void> => {
    for (const [, server] of opened.splice(0).reverse()) await server.close();
  };
  try {
    const names: (keyof Servers & string)[] = Object.keys(openings);
    for (const name of names) opened.push([name, await whenUp(name, logger, openings[name])]);
  } catch (error) {
    await close();
    throw error;
  }
  // the names and types are those of `openings`
  return { ...(Object.fromEntries(opened) as Servers), close };
};

/**
 * Starts a service over its opened servers: they are closed when it cannot start, and after it when it is closed.
 * @example startOver(await openBacking(config, logger), (backing) => start(config, logger, backing))
 */
export const startOver = async <Servers extends Closable, Running extends RunningService>(
  servers: Servers,
  start: (servers: Servers) => Promise<Running>,
): Promise<Running> => {
  try {
    const running = await start(servers);
    const close = async (): Promise<void> => {
      await running.close();
      await servers.close();
    };
    return { ...running, close };
  } catch (error) {
    await servers.close();
    throw error;
  }
};
