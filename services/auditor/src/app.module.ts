import 'reflect-metadata';
import { Controller, Get, Inject, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { followerHealth, openEventStore } from '@lastmile/eventsourcing/runtime';
import type { EventStore, Follower } from '@lastmile/eventsourcing/runtime';
import { healthController, nestLogger } from '@lastmile/telemetry';
import type { HealthCheck, Logger, RunningService } from '@lastmile/telemetry';
import { fullAudit } from './audit/full-audit.js';
import type { Config } from './config.js';
import type { Difference } from './difference.types.js';
import { startRounds } from './rounds.js';
import type { Rounds } from './rounds.js';
import { openRecord } from './record/record.js';
import type { AuditRecord } from './record/record.js';
import { runRecorder } from './record/recorder.js';
import { createWitnessSigner } from './witness/witness-key.js';
import { lookOnce } from './witness/witness.js';
import { logOverHttp } from './witness/log-over-http.js';

const RECORD = Symbol('record');

/** What anybody may see of the auditor: the checkpoints that it cosigned, and what it holds against the log. */
@Controller()
class RecordController {
  constructor(@Inject(RECORD) private readonly record: AuditRecord) {}

  @Get('checkpoint')
  checkpoint() {
    return this.record.newestCheckpoint() ?? {};
  }

  @Get('evidence')
  evidence() {
    return { items: this.record.evidence() };
  }
}

@Module({})
class AuditorModule {}

const everySecond = 1_000;

/** The first difference stays until the process is started anew: somebody has to look. */
const difference = () => {
  let first: Difference | undefined;
  return { report: (found: Difference): void => void (first ??= found), first: () => first };
};
type Findings = ReturnType<typeof difference>;

const healthOf = (record: AuditRecord, findings: Findings, follower?: Follower): HealthCheck[] => [
  ...(follower ? [followerHealth([follower])] : []),
  {
    name: 'audit',
    check: () => {
      const found = findings.first() ?? record.evidence()[0];
      const { size = 0, cosigned } = record.newestCheckpoint() ?? {};
      const detail = { checkpointSize: size, isCosigned: cosigned !== undefined };
      if (!found) return Promise.resolve({ status: 'up' as const, detail });
      const { kind, where, what } = found;
      return Promise.resolve({ status: 'down' as const, detail: { ...detail, difference: kind, where, what } });
    },
  },
];

interface Parts {
  config: Config;
  logger: Logger;
  record: AuditRecord;
  findings: Findings;
  store?: EventStore;
}

const witnessRounds = ({ config, logger, record, findings }: Parts): Rounds => {
  const { AUDITOR_NAME: name, AUDITOR_KEY: seed, LEDGER_URL, LEDGER_KEYS } = config;
  const signer = createWitnessSigner({ name, seed, now: () => Math.floor(Date.now() / 1_000) });
  logger.info({ witness: signer.verifierKey }, 'cosigns with this key');
  const keys = LEDGER_KEYS?.split(',').map((key) => key.trim());
  const clock = (): string => new Date().toISOString();
  const options = { log: logOverHttp(LEDGER_URL), record, signer, keys, report: findings.report, clock };
  return startRounds({ name: 'witness', everyMs: everySecond, round: () => lookOnce(options), logger });
};

const auditRounds = ({ config, logger, record, findings, store }: Parts): Rounds[] => {
  if (!store) return [];
  const round = async (): Promise<void> => {
    const keys = record.pinnedKeys();
    if (!keys) return;
    const { differences, events, leaves } = await fullAudit({ store, record, keys }, 1);
    differences.forEach(findings.report);
    logger.info({ events, leaves, differences: differences.length }, 'everything was compared');
  };
  return [startRounds({ name: 'audit', everyMs: config.AUDIT_EVERY_MINUTES * 60_000, round, logger })];
};

const openPages = async (parts: Parts, follower?: Follower): Promise<NestFastifyApplication> => {
  const { config, logger, record, findings } = parts;
  const health = healthController(healthOf(record, findings, follower), { metricsToken: config.METRICS_TOKEN });
  const module = {
    module: AuditorModule,
    controllers: [RecordController, health],
    providers: [{ provide: RECORD, useValue: record }],
  };
  const adapter = new FastifyAdapter({ forceCloseConnections: true });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: nestLogger(logger),
    abortOnError: false,
  });
  await app.listen(config.HTTP_PORT, config.HTTP_HOST);
  return app;
};

/** The auditor in this process: the record of every event, the witness of the log, and a full audit every so often. */
export const createAuditorApp = async (config: Config, logger: Logger): Promise<RunningService> => {
  const record = openRecord(config.AUDITOR_DB);
  const findings = difference();
  const store = config.EVENTSTORE_URL ? await openEventStore(config.EVENTSTORE_URL) : undefined;
  const parts: Parts = { config, logger, record, findings, store };
  const follower = store && runRecorder({ store, record, report: findings.report, logger });
  const app = await openPages(parts, follower);
  const rounds = [witnessRounds(parts), ...auditRounds(parts)];
  return {
    url: await app.getUrl(),
    close: async () => {
      await app.close();
      await Promise.all([...rounds.map((each) => each.stop()), follower?.stop()]);
      await store?.close();
      record.close();
    },
  };
};
