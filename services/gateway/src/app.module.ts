import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { Provider, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { brokerHealth } from '@lastmile/nats';
import { healthController, nestLogger } from '@lastmile/telemetry';
import type { HealthCheck, Logger } from '@lastmile/telemetry';
import type { FastifyInstance } from 'fastify';
import { guardAccess } from './access/access.guard.js';
import { apiKeysCollection } from './access/api-keys.js';
import { sessionsCollection } from './access/sessions.js';
import { openBacking } from './backing.js';
import type { Backing } from './backing.js';
import { AchievementsHttp } from './catalogue/achievements.http.js';
import { DemandsHttp } from './catalogue/demands.http.js';
import { ListingsHttp } from './catalogue/listings.http.js';
import type { Config } from './config.js';
import { ContractsHttp } from './contracts/contracts.http.js';
import { CallInterceptor } from './http/call.interceptor.js';
import { watchRoutes } from './http/routes-seen.js';
import { acceptBodies, newRequestId, observeRequests } from './http/server.js';
import { idempotencyOver, takenKeys } from './idempotency/idempotency.js';
import { MatchPreviewHttp } from './matches/match-preview.http.js';
import { MatchesHttp } from './matches/matches.http.js';
import { NotificationsHttp } from './notifications/notifications.http.js';
import { ApiKeysHttp } from './organisations/api-keys.http.js';
import { seedDemoOrganisations } from './organisations/demo-organisations.js';
import { organisationsCollection } from './organisations/organisations.js';
import { OrganisationsHttp } from './organisations/organisations.http.js';
import { SigningKeysHttp } from './organisations/signing-keys.http.js';
import { refusalOf } from './problems/problem-body.js';
import { ProblemFilter, sendProblem } from './problems/problem.filter.js';
import { SessionHttp } from './session/session.http.js';
import { BUS, CLOCK, CONFIG, DOCUMENTS, IDEMPOTENCY, LOGGER } from './tokens.js';
import type { Clock } from './tokens.js';

/** One for each noun of the API. */
export const controllers: Type<unknown>[] = [
  AchievementsHttp,
  ListingsHttp,
  DemandsHttp,
  MatchesHttp,
  MatchPreviewHttp,
  ContractsHttp,
  OrganisationsHttp,
  ApiKeysHttp,
  SigningKeysHttp,
  NotificationsHttp,
  SessionHttp,
];

const collections = [organisationsCollection, apiKeysCollection, sessionsCollection, takenKeys];
const bodyLimit = 1024 * 1024;
const clock: Clock = () => new Date();

interface Parts {
  config: Config;
  logger: Logger;
  backing: Backing;
}

const providersOf = ({ config, logger, backing }: Parts): Provider[] => [
  { provide: CONFIG, useValue: config },
  { provide: LOGGER, useValue: logger },
  { provide: CLOCK, useValue: clock },
  { provide: BUS, useValue: backing.bus },
  { provide: DOCUMENTS, useValue: backing.documents },
  { provide: IDEMPOTENCY, useValue: idempotencyOver({ documents: backing.documents, clock, logger }) },
  CallInterceptor,
  ProblemFilter,
];

const checksOf = ({ documents, bus }: Backing): HealthCheck[] => [
  { name: 'documents', check: () => documents.ping().then(() => ({ status: 'up' as const })) },
  brokerHealth(bus),
];

const moduleOf = (parts: Parts): Type<unknown> => {
  const health = healthController(checksOf(parts.backing), { metricsToken: parts.config.METRICS_TOKEN });
  @Module({ controllers: [...controllers, health], providers: providersOf(parts) })
  class GatewayModule {}
  return GatewayModule;
};

const createApp = async (parts: Parts): Promise<NestFastifyApplication> => {
  const { config, logger, backing } = parts;
  const adapter = new FastifyAdapter({
    bodyLimit,
    trustProxy: config.TRUST_PROXY,
    genReqId: newRequestId,
    requestIdHeader: false,
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => sendProblem(refusalOf(error, false), request, reply),
    routerOptions: { maxParamLength: 500 },
  });
  const server: FastifyInstance = adapter.getInstance();
  watchRoutes(server);
  observeRequests(server, logger);
  guardAccess(server, { documents: backing.documents, config, clock });
  acceptBodies(server);
  const app = await NestFactory.create<NestFastifyApplication>(moduleOf(parts), adapter, {
    logger: nestLogger(logger),
    abortOnError: false,
    bodyParser: false,
  });
  app.useGlobalInterceptors(app.get(CallInterceptor));
  app.useGlobalFilters(app.get(ProblemFilter));
  return app;
};

export interface GatewayApp {
  /** Where the API and the portal are answered. */
  url: string;
  server: FastifyInstance;
  /** Takes nothing new, finishes what is under way, then closes what was opened. */
  close(): Promise<void>;
}

const start = async (parts: Parts): Promise<GatewayApp> => {
  const { config, backing } = parts;
  await backing.documents.ensure(collections);
  await seedDemoOrganisations(backing.documents, config.DEMO_API_KEYS, clock());
  const app = await createApp(parts);
  const close = async (): Promise<void> => {
    await app.close();
    await backing.close();
  };
  try {
    await app.listen(config.HTTP_PORT, config.HTTP_HOST);
    return { url: await app.getUrl(), server: app.getHttpAdapter().getInstance(), close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The whole gateway in this process, against the servers that the settings name. */
export const createGatewayApp = async (config: Config, logger: Logger): Promise<GatewayApp> => {
  const backing = await openBacking(config, logger);
  try {
    return await start({ config, logger, backing });
  } catch (error) {
    await backing.close();
    throw error;
  }
};
