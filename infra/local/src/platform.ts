import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from './config.js';
import { provideNatsServer } from './nats-binary.js';
import { pickPorts } from './ports.js';
import { eventStoreSpec, natsSpec, serviceNames, serviceSpec } from './process-specs.js';
import type { Addresses, SpecInput } from './process-specs.js';
import { endOrphans, isRunning, readRunRecord, removeRunRecord, writeRunRecord } from './run-record.js';
import { auditorSettings, witnessKeyOf } from './auditor.js';
import { demoKeys, ledgerSecrets, vaultSecrets, writeDemoEnv } from './secrets.js';
import type { DemoKeys } from './secrets.js';
import { SupervisedProcess } from './supervised-process.js';
import type { ProcessNews, ProcessSpec } from './supervised-process.js';

export interface Platform {
  apiUrl: string;
  keys: DemoKeys;
  demoEnvFile: string;
  processes: readonly SupervisedProcess[];
  /** In order: doors first, then services, then the backing servers. */
  stop(): Promise<void>;
}

export class AlreadyRunning extends Error {
  constructor(readonly apiUrl: string) {
    super(`The platform is already running at ${apiUrl}`);
  }
}

type Say = (line: string) => void;

interface Ports {
  nats: number;
  store: number;
  storeHealth: number;
  http: Addresses['httpPorts'];
}

/** Two starts on one folder would fight over it; a killed supervisor's children would, too. */
const claimFolder = async (dataDir: string, say: Say): Promise<void> => {
  const record = readRunRecord(dataDir);
  if (!record) return;
  if (isRunning(record)) throw new AlreadyRunning(record.apiUrl);
  const ended = await endOrphans(record);
  if (ended.length > 0) say(`· ended what an earlier run left behind: ${ended.join(', ')}`);
  removeRunRecord(dataDir);
};

const choosePorts = async (wantedGateway: number): Promise<Ports> => {
  const wishes = [4222, 0, 0, 0, wantedGateway, ...serviceNames.map(() => 0)];
  const [nats = 0, store = 0, storeHealth = 0, auditor = 0, gateway = 0, ...others] = await pickPorts(wishes);
  const [catalog = 0, matching = 0, contract = 0, notification = 0] = others;
  return { nats, store, storeHealth, http: { catalog, matching, contract, notification, gateway, auditor } };
};

const addressesOf = (settings: Settings, ports: Ports): Addresses => ({
  natsUrl: settings.natsUrl ?? `nats://127.0.0.1:${ports.nats}`,
  eventStoreUrl: settings.eventStoreUrl ?? `esdb://127.0.0.1:${ports.store}?tls=false`,
  httpPorts: ports.http,
  documents: settings.mongoUrl ?? 'sqlite',
});

/** Only what no URL in the environment names; `binary` is there when the broker is ours to start. */
const backingSpecs = (
  settings: Settings,
  input: SpecInput,
  { ports, binary }: { ports: Ports; binary?: string },
): ProcessSpec[] => [
  ...(binary ? [natsSpec(input, { binary, port: ports.nats })] : []),
  ...(settings.eventStoreUrl ? [] : [eventStoreSpec(input, { port: ports.store, healthPort: ports.storeHealth })]),
];

const announce = (say: Say, news: ProcessNews): void => {
  if (news.kind === 'exited') say(`! ${news.name} ended (${news.how}); restarting in ${news.restartInMs} ms`);
  else if (news.kind === 'stuck') say(`! ${news.why}`);
  else if (news.restarts > 0) say(`✓ ${news.name} is back`);
};

/** One machine with demo organisations: its calendar may be advanced, unless the environment says that it is not. */
const contractSettings = (settings: Settings): Record<string, string> => ({
  ...ledgerSecrets(settings.dataDir),
  ...vaultSecrets(settings.dataDir),
  LEDGER_WITNESSES: witnessKeyOf(settings),
  DEMO_CALENDAR: settings.demoCalendar ? 'on' : 'off',
});

/** Each layer is ready before the next one starts. */
const startLayers = async (layers: SupervisedProcess[][], say: Say): Promise<void> => {
  for (const layer of layers.filter((processes) => processes.length > 0)) {
    const since = Date.now();
    await Promise.all(layer.map((one) => one.start()));
    say(`✓ ${layer.map((one) => one.name).join(', ')} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
  }
};

const stopLayers = async (layers: SupervisedProcess[][]): Promise<void> => {
  for (const layer of [...layers].reverse()) await Promise.all(layer.map((one) => one.stop()));
};

/**
 * Starts the backing servers that no URL names, then the services, then the gateway, and keeps each alive.
 * Rejects, with everything stopped again, when one of them cannot be made ready.
 */
export const startPlatform = async (settings: Settings, say: Say): Promise<Platform> => {
  const { root, dataDir, logLevel, otlpEndpoint } = settings;
  for (const folder of ['logs', 'traces']) mkdirSync(join(dataDir, folder), { recursive: true });
  await claimFolder(dataDir, say);
  const binary = settings.natsUrl ? undefined : await provideNatsServer(say);
  const ports = await choosePorts(settings.port);
  const addresses = addressesOf(settings, ports);
  const input: SpecInput = {
    root,
    dataDir,
    runId: process.env.LASTMILE_RUN ?? randomBytes(8).toString('hex'),
    logLevel,
    otlpEndpoint,
    addresses,
  };
  const apiUrl = `http://127.0.0.1:${addresses.httpPorts.gateway}`;
  const keys = demoKeys(dataDir);
  const specs = [
    backingSpecs(settings, input, { ports, binary }),
    serviceNames.map((name) => serviceSpec(input, name, name === 'contract' ? contractSettings(settings) : {})),
    [
      serviceSpec(input, 'gateway', {
        PUBLIC_URL: apiUrl,
        DEMO_API_KEYS: JSON.stringify(keys),
        PORTAL_DIR: join(root, 'services/portal/dist'),
        IMPORT_DIR: join(dataDir, 'imports'),
      }),
      serviceSpec(input, 'auditor', auditorSettings(settings, apiUrl)),
    ],
  ];
  const tell = (news: ProcessNews): void => {
    announce(say, news);
    writeRunRecord(dataDir, {
      runId: input.runId,
      supervisorPid: process.pid,
      apiUrl,
      eventStoreUrl: addresses.eventStoreUrl,
      processes: layers.flat().map(({ name, pid }) => ({ name, pid })),
    });
  };
  const layers = specs.map((layer) => layer.map((spec) => new SupervisedProcess(spec, tell)));
  try {
    await startLayers(layers, say);
  } catch (error) {
    await stopLayers(layers);
    throw error;
  }
  const stop = async (): Promise<void> => {
    await stopLayers(layers);
    removeRunRecord(dataDir);
  };
  return { apiUrl, keys, demoEnvFile: writeDemoEnv(dataDir, apiUrl, keys), processes: layers.flat(), stop };
};
