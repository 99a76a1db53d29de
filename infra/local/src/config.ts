import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Settings {
  root: string;
  /** Everything the platform keeps on this machine. */
  dataDir: string;
  /** What the auditor keeps, apart from what it watches; within `dataDir` when left out. */
  auditorDir?: string;
  /** Wanted port of the API and the portal; another free one is taken when it is in use. */
  port: number;
  /** URLs of servers that are already there; each wins over starting one. */
  natsUrl?: string;
  eventStoreUrl?: string;
  mongoUrl?: string;
  otlpEndpoint?: string;
  /** An operator may advance the platform's calendar. */
  demoCalendar: boolean;
  logLevel: string;
}

const repository = join(dirname(fileURLToPath(import.meta.url)), '../../..');

const wantedPort = (text: string | undefined): number => {
  const port = Number(text ?? 4600);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT must be a number from 0 to 65535, not "${text}"`);
  return port;
};

const dataDirOf = (env: NodeJS.ProcessEnv): string => resolve(env.LASTMILE_DIR ?? join(repository, '.lastmile'));

export const readSettings = (env: NodeJS.ProcessEnv = process.env): Settings => ({
  root: repository,
  dataDir: dataDirOf(env),
  auditorDir: resolve(env.AUDITOR_DIR ?? `${dataDirOf(env)}-auditor`),
  port: wantedPort(env.PORT),
  natsUrl: env.NATS_URL,
  eventStoreUrl: env.EVENTSTORE_URL,
  mongoUrl: env.MONGODB_URL,
  otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT,
  demoCalendar: env.DEMO_CALENDAR !== 'off',
  logLevel: env.LOG_LEVEL ?? 'info',
});
