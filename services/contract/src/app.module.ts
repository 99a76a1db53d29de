import { Module } from '@nestjs/common';
import {
  commandHandler,
  followerHealth,
  processHandler,
  publication,
  runProjection,
  runPublisher,
  storeHealth,
} from '@lastmile/eventsourcing/runtime';
import type { Follower } from '@lastmile/eventsourcing/runtime';
import { brokerHealth, consumersHealth, jetStreamPublishPort, NatsStrategy, serve } from '@lastmile/nats';
import { healthController, startOver } from '@lastmile/telemetry';
import type { HealthCheck, Logger, RunningService } from '@lastmile/telemetry';
import { openBacking } from './backing.js';
import type { Backing } from './backing.js';
import type { Config } from './config.js';
import { ContractController, contractIdOf } from './contract/contract.controller.js';
import type { ContractCommand } from './contract/contract.types.js';
import { contractDecider } from './contract/contract.decider.js';
import { contractEventsCodec } from './contract/contract.events.js';
import { contractPublic } from './contract/contract.public.js';
import { createCalendar, calendarHealth } from './calendar/calendar.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { calendarDecider } from './calendar/calendar.decider.js';
import { calendarEventsCodec } from './calendar/calendar.events.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { openVault } from './attachments/vault.js';
import type { Vault } from './attachments/vault.js';
import { erasureDecider } from './subjects/erasure.decider.js';
import { erasureCodec } from './subjects/erasure.events.js';
import { SubjectsController } from './subjects/subjects.controller.js';
import { DossierController } from './dossier/dossier.controller.js';
import { closeDueNotices } from './pricing/notice-end.commands.js';
import { PricingController } from './pricing/pricing.controller.js';
import { filingDecider } from './filing/filing.decider.js';
import { filingCodec } from './filing/filing.events.js';
import { IncomeController } from './income/income.controller.js';
import { takeEffect } from './performance/effect.commands.js';
import { PerformanceController } from './performance/performance.controller.js';
import { RegistrationController } from './registration/registration.controller.js';
import { rightsDecider } from './rights/rights.decider.js';
import { rightsEventsCodec } from './rights/rights.events.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { runLedgerAudit } from './ledger/ledger.audit.js';
import { runLedger } from './ledger/ledger.follower.js';
import { ledgerHealth } from './ledger/ledger.health.js';
import { ledgerPublication } from './ledger/ledger.publication.js';
import { createCosignatures } from './ledger/cosignatures.js';
import { createLedger } from './ledger/ledger.recorder.js';
import type { Ledger } from './ledger/ledger.recorder.js';
import { createLedgerSigner } from './ledger/ledger.signer.js';
import { remindOfDeadlines } from './deadlines/deadlines.commands.js';
import { DeadlinesController } from './deadlines/deadlines.controller.js';
import { runTimer } from './deadlines/timer.js';
import type { Timer } from './deadlines/timer.js';
import { threadPrinter } from './document/printer.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import { KeyringController } from './keyring/keyring.controller.js';
import { keyringDecider } from './keyring/keyring.decider.js';
import { keyringEventsCodec } from './keyring/keyring.events.js';
import { draftingInputs, draftingProcess } from './processes/drafting.process.js';
import { contractDetailsCollection, contractDetailsProjection } from './projections/contract-details.projection.js';
import { RulesController } from './rules/rules.controller.js';
import { assertSound } from './rules/soundness.js';
import { SERVICE } from './service.js';
import type { Service } from './service.js';

const service = 'contract';

@Module({})
class ContractModule {}

const clock = (): string => new Date().toISOString();

const ledgerOver = ({ store }: Backing, config: Config): Ledger => {
  const { LEDGER_ORIGIN: origin, LEDGER_KEY: ed25519, LEDGER_SM2_KEY: sm2, LEDGER_SM2_USER_ID: sm2UserId } = config;
  return createLedger({ store, signer: createLedgerSigner({ origin, ed25519, sm2, sm2UserId }), clock });
};

/** What was gathered for a command is no part of what was asked: a repeat may find it changed. */
const asked = (command: ContractCommand): unknown =>
  command.type === 'PassChecks' ? { ...command, now: undefined, liveLicences: undefined } : { ...command, now: undefined };

const serviceOver = (
  { store, documents }: Backing,
  ledger: Ledger,
  { isDemonstration, vault, witnesses }: { isDemonstration: boolean; vault?: Vault; witnesses: readonly string[] },
): Service => {
  const erasures = commandHandler({ store, category: 'subject', decider: erasureDecider, codec: erasureCodec });
  const contracts = commandHandler({
    store,
    category: 'contract',
    decider: contractDecider,
    codec: contractEventsCodec,
    identity: asked,
  });
  const rights = commandHandler({ store, category: 'rights', decider: rightsDecider, codec: rightsEventsCodec, retries: 10 });
  const calendars = commandHandler({ store, category: 'calendar', decider: calendarDecider, codec: calendarEventsCodec });
  const calendar = createCalendar({ calendars, clock, isDemonstration });
  const keyrings = commandHandler({ store, category: 'keyring', decider: keyringDecider, codec: keyringEventsCodec });
  const drafting = processHandler({
    store,
    process: draftingProcess,
    inputs: draftingInputs,
    execute: async (command, context) => void (await contracts(contractIdOf(command.deal.matchId), command, context)),
  });
  const filings = commandHandler({ store, category: 'filing', decider: filingDecider, codec: filingCodec });
  const cosignatures = createCosignatures({ store, ledger, witnesses, clock });
  const others = { cosignatures, vault, erasures, rights, filings, calendars, calendar, clock: () => calendar.now() };
  return { contracts, keyrings, drafting, ledger, documents, store, printer: threadPrinter(), ...others };
};

const controllers = [
  ContractController,
  KeyringController,
  LedgerController,
  RulesController,
  DeadlinesController,
  EvidenceController,
  PricingController,
  DossierController,
  AttachmentsController,
  SubjectsController,
  CalendarController,
  RegistrationController,
  PerformanceController,
  IncomeController,
];

const moduleOf = (service: Service, health: ReturnType<typeof healthController>) => ({
  module: ContractModule,
  controllers: [...controllers, health],
  providers: [{ provide: SERVICE, useValue: service }],
});

const startFollowers = ({ store, documents, bus }: Backing, ledger: Ledger, logger: Logger): Follower[] => [
  runLedger({ store, ledger, logger }),
  runLedgerAudit({ store, ledger, logger }),
  runProjection({ store, documents, projection: contractDetailsProjection, codec: contractEventsCodec, logger }),
  runPublisher({
    name: 'contract-publisher',
    store,
    publications: [
      publication({ category: 'contract', codec: contractEventsCodec, fold: contractDecider, toPublic: contractPublic }),
      ledgerPublication,
    ],
    port: jetStreamPublishPort(bus, service),
    logger,
  }),
];

/** What happens by itself when its day comes. */
const startTimers = (running: Service, logger: Logger): Timer[] => [
  runTimer({ name: 'notices', everyMs: 5_000, round: () => closeDueNotices(running), logger }),
  ...(running.calendar.isDemonstration
    ? [runTimer({ name: 'calendar', everyMs: 1_000, round: () => running.calendar.refresh(), logger })]
    : []),
  runTimer({ name: 'cosignatures', everyMs: 2_000, round: () => running.cosignatures.open(), logger }),
  runTimer({ name: 'uploads', everyMs: 60_000, round: async () => running.vault?.files.cleanUploads(), logger }),
  runTimer({ name: 'effect', everyMs: 5_000, round: () => takeEffect(running), logger }),
  runTimer({ name: 'deadlines', everyMs: 10_000, round: () => remindOfDeadlines(running), logger }),
];

const checksOf = (
  backing: Backing,
  { ledger, calendar }: Service,
  { followers, strategy }: { followers: Follower[]; strategy: NatsStrategy },
): HealthCheck[] => [
  storeHealth(backing.store),
  { name: 'documents', check: () => backing.documents.ping().then(() => ({ status: 'up' as const })) },
  brokerHealth(backing.bus),
  followerHealth(followers),
  ledgerHealth(ledger),
  calendarHealth(calendar),
  consumersHealth(strategy),
];

const start = async (config: Config, logger: Logger, backing: Backing): Promise<RunningService> => {
  const { documents, bus } = backing;
  await documents.ensure([contractDetailsCollection]);
  const strategy = new NatsStrategy({ bus, service, logger });
  const ledger = ledgerOver(backing, config);
  const followers = startFollowers(backing, ledger, logger);
  const running = serviceOver(backing, ledger, {
    isDemonstration: config.DEMO_CALENDAR === 'on',
    vault: openVault(config.VAULT_DIR, config.VAULT_KEYS),
    witnesses: config.LEDGER_WITNESSES.split(',').flatMap((key) => key.trim() || []),
  });
  await running.calendar.refresh();
  const health = healthController(checksOf(backing, running, { followers, strategy }), { metricsToken: config.METRICS_TOKEN });
  const timers = startTimers(running, logger);
  return serve(moduleOf(running, health), {
    strategy,
    logger,
    host: config.HTTP_HOST,
    port: config.HTTP_PORT,
    followers: [...timers, running.printer, ...followers],
  });
};

/** The whole service in this process, against the servers that the settings name. */
export const createContractApp = async (config: Config, logger: Logger): Promise<RunningService> => {
  assertSound();
  return startOver(await openBacking(config, logger), (backing) => start(config, logger, backing));
};
