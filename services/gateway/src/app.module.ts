import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { Provider, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { brokerHealth } from '@lastmile/nats';
import { healthController, nestLogger } from '@lastmile/telemetry';
import type { HealthCheck, Logger } from '@lastmile/telemetry';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { guardAccess } from './access/access.guard.js';
import { apiKeysCollection } from './access/api-keys.js';
import { sessionsCollection } from './access/sessions.js';
import { stillValid } from './access/still-valid.js';
import { openBacking } from './backing.js';
import type { Backing } from './backing.js';
import { AchievementsHttp } from './catalogue/achievements.http.js';
import { DemandsHttp } from './catalogue/demands.http.js';
import { ListingsHttp } from './catalogue/listings.http.js';
import type { Config } from './config.js';
import { AttachmentsHttp } from './contracts/attachments.http.js';
import { SubjectsHttp } from './contracts/subjects.http.js';
import { DossierHttp } from './contracts/dossier.http.js';
import { NoticesHttp } from './contracts/notices.http.js';
import { PricingHttp } from './contracts/pricing.http.js';
import { CalendarHttp } from './ops/calendar.http.js';
import { DeadlinesHttp } from './contracts/deadlines.http.js';
import { IncomeHttp } from './contracts/income.http.js';
import { PerformanceHttp } from './contracts/performance.http.js';
import { RegistrationHttp } from './contracts/registration.http.js';
import { ContractsHttp } from './contracts/contracts.http.js';
import { CallInterceptor } from './http/call.interceptor.js';
import { routesIn } from './http/serve.http.js';
import { drainingOf } from './http/draining.js';
import type { Draining } from './http/draining.js';
import { watchRoutes } from './http/routes-seen.js';
import { acceptBodies, newRequestId, observeRequests, securityHeaders } from './http/server.js';
import { idempotencyOver, takenKeys } from './idempotency/idempotency.js';
import { keepHouse } from './housekeeping.js';
import { importsCollection } from './imports/import-jobs.js';
import { ImportsHttp } from './imports/imports.http.js';
import { importsOver } from './imports/imports.js';
import type { Imports } from './imports/imports.js';
import { openSpool } from './imports/spool.js';
import { EvidenceHttp } from './contracts/evidence.http.js';
import { LedgerHttp } from './ledger/ledger.http.js';
import { liveFeed } from './live/live-feed.js';
import type { LiveFeed } from './live/live-feed.js';
import { StreamHttp } from './live/stream.http.js';
import { MatchPreviewHttp } from './matches/match-preview.http.js';
import { MatchInsightHttp } from './matches/match-insight.http.js';
import { MatchesHttp } from './matches/matches.http.js';
import { NotificationsHttp } from './notifications/notifications.http.js';
import { docsPage } from './openapi/docs-page.js';
import { DocsHttp } from './openapi/docs.http.js';
import type { ApiReference } from './openapi/docs.http.js';
import { apiDocument } from './openapi/document.js';
import { probes } from './openapi/probes.js';
import { DeadLettersHttp } from './ops/dead-letters.http.js';
import { MatchingOpsHttp } from './ops/matching-ops.http.js';
import { OpsHttp } from './ops/ops.http.js';
import { ApiKeysHttp } from './organisations/api-keys.http.js';
import { seedDemoOrganisations } from './organisations/demo-organisations.js';
import { organisationsCollection } from './organisations/organisations.js';
import { OrganisationsHttp } from './organisations/organisations.http.js';
import { SigningKeysHttp } from './organisations/signing-keys.http.js';
import { SigningPolicyHttp } from './organisations/signing-policy.http.js';
import { servePortal } from './portal/portal.js';
import { refusalOf } from './problems/problem-body.js';
import { ProblemFilter, sendProblem } from './problems/problem.filter.js';
import { QualityHttp } from './quality/quality.http.js';
import { RulesHttp } from './rules/rules.http.js';
import { SavedSearchesHttp } from './search/saved-searches.http.js';
import { SearchHttp } from './search/search.http.js';
import { SessionHttp } from './session/session.http.js';
import { API_REFERENCE, BUS, CHECKS, CLOCK, CONFIG, DOCUMENTS, IDEMPOTENCY, IMPORTS, LIVE, LOGGER } from './tokens.js';
import type { Clock } from './tokens.js';

/** One for each noun of the API. */
export const controllers: Type<unknown>[] = [
  AchievementsHttp,
  ListingsHttp,
  DemandsHttp,
  QualityHttp,
  SearchHttp,
  SavedSearchesHttp,
  MatchesHttp,
  MatchInsightHttp,
  MatchPreviewHttp,
  ContractsHttp,
  DeadlinesHttp,
  RegistrationHttp,
  PerformanceHttp,
  IncomeHttp,
  AttachmentsHttp,
  SubjectsHttp,
  DossierHttp,
  NoticesHttp,
  PricingHttp,
  CalendarHttp,
  LedgerHttp,
  EvidenceHttp,
  RulesHttp,
  OrganisationsHttp,
  ApiKeysHttp,
  SigningKeysHttp,
  SigningPolicyHttp,
  NotificationsHttp,
  SessionHttp,
  ImportsHttp,
  StreamHttp,
  OpsHttp,
  MatchingOpsHttp,
  DeadLettersHttp,
  DocsHttp,
];

const collections = [organisationsCollection, apiKeysCollection, sessionsCollection, takenKeys, importsCollection];
const bodyLimit = 1024 * 1024;
const clock: Clock = () => new Date();

interface Parts {
  config: Config;
  logger: Logger;
  backing: Backing;
  imports: Imports;
  live: LiveFeed;
  checks: readonly HealthCheck[];
}

const referenceOf = (config: Config): ApiReference => {
  const routes = [...routesIn(controllers), ...probes];
  return { document: apiDocument(routes, config.PUBLIC_URL), page: docsPage(routes) };
};

const providersOf = ({ config, logger, backing, imports, live, checks }: Parts): Provider[] => [
  { provide: CONFIG, useValue: config },
  { provide: LOGGER, useValue: logger },
  { provide: CLOCK, useValue: clock },
  { provide: BUS, useValue: backing.bus },
  { provide: DOCUMENTS, useValue: backing.documents },
  { provide: IDEMPOTENCY, useValue: idempotencyOver({ documents: backing.documents, clock, logger }) },
  { provide: IMPORTS, useValue: imports },
  { provide: LIVE, useValue: live },
  { provide: CHECKS, useValue: checks },
  { provide: API_REFERENCE, useValue: referenceOf(config) },
  CallInterceptor,
  ProblemFilter,
];

const checksOf = ({ documents, bus }: Backing): HealthCheck[] => [
  { name: 'documents', check: () => documents.ping().then(() => ({ status: 'up' as const })) },
  brokerHealth(bus),
];

const moduleOf = (parts: Parts): Type<unknown> => {
  const health = healthController(parts.checks, { metricsToken: parts.config.METRICS_TOKEN });
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
    requestTimeout: 120_000,
    return503OnClosing: false,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(refusalOf(error, false), request, reply.headers(securityHeaders)),
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
  await servePortal(server, config.PORTAL_DIR);
  return app;
};

export interface GatewayApp {
  /** Where the API and the portal are answered. */
  url: string;
  server: FastifyInstance;
  /** Takes nothing new, finishes what is under way, then closes what was opened. */
  close(): Promise<void>;
}

interface Started {
  config: Config;
  logger: Logger;
  backing: Backing;
}

const prepare = async ({ config, logger, backing }: Started): Promise<Parts> => {
  const { documents, bus } = backing;
  await documents.ensure(collections);
  await seedDemoOrganisations(documents, config.DEMO_API_KEYS, clock());
  const spool = await openSpool(config.IMPORT_DIR, config.IMPORT_MAX_BYTES);
  const { HOST_NAME: host, IMPORT_CONCURRENCY: concurrency } = config;
  const imports = importsOver({ documents, bus, spool, logger, clock, host, concurrency });
  const live = liveFeed({ bus, logger, isValid: stillValid(documents, clock) });
  return { config, logger, backing, imports, live, checks: checksOf(backing) };
};

const start = async (started: Started): Promise<GatewayApp> => {
  const { config, logger, backing } = started;
  const parts = await prepare(started);
  const endHousekeeping = keepHouse(backing.documents, logger, clock);
  let app: NestFastifyApplication | undefined;
  let draining: Draining | undefined;
  const close = async (): Promise<void> => {
    endHousekeeping();
    parts.live.close();
    await Promise.all([draining?.during(app?.close()), parts.imports.stop()]);
    await backing.close();
  };
  try {
    app = await createApp(parts);
    draining = drainingOf(app.getHttpServer());
    await app.listen(config.HTTP_PORT, config.HTTP_HOST);
    await parts.imports.resume();
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
