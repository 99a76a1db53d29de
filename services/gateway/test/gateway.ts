import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { connectNats } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import {
  catalogMessages,
  contractMessages,
  ledgerMessages,
  matchingMessages,
  notificationMessages,
  roles,
} from '@lastmile/protocol';
import type { RequestMessage, Role } from '@lastmile/protocol';
import { createLogger } from '@lastmile/telemetry';
import { startNats, temporaryDirectory } from '@lastmile/testing';
import type { NatsServer } from '@lastmile/testing';
import { createGatewayApp } from '../src/app.module.js';
import type { GatewayApp } from '../src/app.module.js';
import { readConfig } from '../src/config.js';
import { startFakeService } from './fake-services.js';
import type { FakeService } from './fake-services.js';

export const allMessages = [catalogMessages, matchingMessages, contractMessages, ledgerMessages, notificationMessages].flatMap(
  (group) => Object.values<RequestMessage<never, unknown>>(group as never),
);

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
  text: string;
}

export interface Sent {
  method?: string;
  path: string;
  role?: Role;
  body?: unknown;
  raw?: RequestInit['body'];
  headers?: Record<string, string>;
}

export interface TestGateway {
  app: GatewayApp;
  nats: NatsServer;
  bus: Bus;
  services: FakeService;
  keys: Record<Role, string>;
  dataDir: string;
  settings: Record<string, string>;
  send(sent: Sent): Promise<Answer>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const send = async (
  url: string,
  keys: Record<Role, string>,
  { method = 'GET', path, role, body, raw, headers }: Sent,
): Promise<Answer> => {
  const response = await fetch(path.startsWith('/api') || path.startsWith('/health') ? `${url}${path}` : `${url}/api/v1${path}`, {
    method,
    headers: {
      ...(role && { authorization: `Bearer ${keys[role]}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined ? raw : JSON.stringify(body),
    duplex: 'half',
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, text, body: isJson ? (JSON.parse(text) as Answer['body']) : {} };
};

/** A real gateway over a real broker and SQLite; the services behind it are played by the test. */
export const startTestGateway = async (extra: Record<string, string> = {}): Promise<TestGateway> => {
  const folder = temporaryDirectory('lastmile-gateway');
  const nats = await startNats();
  const bus = await connectNats({ url: nats.url, name: 'fake services' });
  const services = await startFakeService(bus, allMessages);
  const keys = Object.fromEntries(roles.map((role) => [role, `lm_${randomBytes(24).toString('base64url')}`])) as Record<
    Role,
    string
  >;
  const settings = {
    HTTP_PORT: '0',
    NATS_URL: nats.url,
    DOCUMENTS_URL: `sqlite:${join(folder.path, 'gateway.db')}`,
    DEMO_API_KEYS: JSON.stringify(keys),
    IMPORT_DIR: join(folder.path, 'imports'),
    TRACES_DIR: join(folder.path, 'traces'),
    LOG_LEVEL: 'silent',
    ...extra,
  };
  const config = readConfig(settings);
  const logger = createLogger('gateway', config.LOG_LEVEL);
  const gateway: TestGateway = {
    app: await createGatewayApp(config, logger),
    nats,
    bus,
    services,
    keys,
    dataDir: folder.path,
    settings,
    send: (sent) => send(gateway.app.url, keys, sent),
    restart: async () => {
      await gateway.app.close();
      gateway.app = await createGatewayApp(config, logger);
    },
    stop: async () => {
      await gateway.app.close();
      await services.stop();
      await bus.close();
      await nats.stop();
      folder.remove();
    },
  };
  return gateway;
};
