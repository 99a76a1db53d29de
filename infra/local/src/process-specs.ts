import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { accepts, answers } from './ports.js';
import type { ProcessSpec } from './supervised-process.js';

export const serviceNames = ['catalog', 'matching', 'contract', 'notification'] as const;
export type ServiceName = (typeof serviceNames)[number] | 'gateway' | 'auditor';

/** Where everything listens in one run. A restarted process comes back at the same place. */
export interface Addresses {
  natsUrl: string;
  eventStoreUrl: string;
  httpPorts: Record<ServiceName, number>;
  /** `sqlite` or the base URL of a MongoDB server. */
  documents: string;
}

export interface SpecInput {
  root: string;
  dataDir: string;
  runId: string;
  logLevel: string;
  otlpEndpoint?: string;
  addresses: Addresses;
}

const common = (input: SpecInput, name: string): Pick<ProcessSpec, 'name' | 'cwd' | 'logFile'> => ({
  name,
  cwd: input.root,
  logFile: join(input.dataDir, 'logs', `${name}.log`),
});

export const natsSpec = (input: SpecInput, server: { binary: string; port: number }): ProcessSpec => {
  const store = join(input.dataDir, 'nats');
  mkdirSync(store, { recursive: true });
  return {
    ...common(input, 'nats'),
    command: server.binary,
    args: ['--addr', '127.0.0.1', '--port', String(server.port), '--jetstream', '--store_dir', store],
    env: { LASTMILE_RUN: input.runId },
    probe: () => accepts(server.port),
  };
};

export const eventStoreSpec = (input: SpecInput, ports: { port: number; healthPort: number }): ProcessSpec => ({
  ...common(input, 'eventstore'),
  command: process.execPath,
  args: [
    join(input.root, 'infra/embedded/eventstore/bin/lastmile-eventstore.js'),
    ...['start', '--insecure', '--db', join(input.dataDir, 'eventstore.db')],
    ...['--port', String(ports.port), '--health-port', String(ports.healthPort)],
  ],
  env: { LASTMILE_RUN: input.runId, NODE_OPTIONS: undefined },
  probe: () => answers(`http://127.0.0.1:${ports.healthPort}/health/ready`),
});

/** One database a service, so that none can read another's. */
const documentsUrl = (input: SpecInput, service: ServiceName): string =>
  input.addresses.documents === 'sqlite'
    ? `sqlite:${join(input.dataDir, `${service}.db`)}`
    : `${input.addresses.documents.replace(/\/$/, '')}/lastmile_${service}`;

export const serviceSpec = (input: SpecInput, service: ServiceName, extra: Record<string, string> = {}): ProcessSpec => {
  const port = input.addresses.httpPorts[service];
  return {
    ...common(input, service),
    command: process.execPath,
    args: ['--import', '@lastmile/telemetry/register', 'dist/main.js'],
    cwd: join(input.root, 'services', service),
    env: {
      NODE_OPTIONS: undefined,
      LASTMILE_RUN: input.runId,
      SERVICE_NAME: service,
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: String(port),
      NATS_URL: input.addresses.natsUrl,
      EVENTSTORE_URL: service === 'gateway' ? undefined : input.addresses.eventStoreUrl,
      DOCUMENTS_URL: service === 'auditor' ? undefined : documentsUrl(input, service),
      SNAPSHOT_PATH: service === 'matching' ? join(input.dataDir, 'matching-index.snapshot') : undefined,
      TRACES_DIR: join(input.dataDir, 'traces'),
      OTEL_EXPORTER_OTLP_ENDPOINT: input.otlpEndpoint,
      LOG_LEVEL: input.logLevel,
      ...extra,
    },
    // an auditor that found something is at its work, and says so: the platform starts all the same
    probe: () => answers(`http://127.0.0.1:${port}/health/${service === 'auditor' ? 'live' : 'ready'}`),
  };
};
