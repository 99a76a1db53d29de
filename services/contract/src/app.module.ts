import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import {
  commandHandler,
  followerHealth,
  kurrentEventStore,
  processHandler,
  publication,
  runProjection,
  runPublisher,
  storeHealth,
} from '@lastmile/eventsourcing/runtime';
import type { EventStore, Follower } from '@lastmile/eventsourcing/runtime';
import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { connectNats, jetStreamPublishPort } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import { healthController } from '@lastmile/telemetry';
import type { Logger } from '@lastmile/telemetry';
import type { Config } from './config.js';
import { ContractController, contractIdOf } from './contract/contract.controller.js';
import { contractDecider } from './contract/contract.decider.js';
import { contractEventsCodec } from './contract/contract.events.js';
import { contractPublic } from './contract/contract.public.js';
import { KeyringController } from './keyring/keyring.controller.js';
import { keyringDecider } from './keyring/keyring.decider.js';
import { keyringEventsCodec } from './keyring/keyring.events.js';
import { draftingInputs, draftingProcess } from './processes/drafting.process.js';
import { contractDetailsCollection, contractDetailsProjection } from './projections/contract-details.projection.js';
import { SERVICE } from './service.js';
import type { Service } from './service.js';

/** What lives as long as the process, in the order in which it is closed. */
export interface Wiring {
  bus: Bus;
  followers: Follower[];
  store: EventStore;
  documents: Documents;
}

/** Connects to the backing servers and starts the projection and the publisher. */
export const wire = async (config: Config, logger: Logger): Promise<Wiring> => {
  const documents = await openDocuments(config.DOCUMENTS_URL);
  await documents.ensure([contractDetailsCollection]);
  const store = kurrentEventStore(config.EVENTSTORE_URL);
  const bus = await connectNats({ url: config.NATS_URL, name: 'contract' });
  const contracts = publication({
    category: 'contract',
    codec: contractEventsCodec,
    fold: contractDecider,
    toPublic: contractPublic,
  });
  const followers = [
    runProjection({ store, documents, projection: contractDetailsProjection, codec: contractEventsCodec, logger }),
    runPublisher({
      name: 'contract-publisher',
      store,
      publications: [contracts],
      port: jetStreamPublishPort(bus, 'contract'),
      logger,
    }),
  ];
  return { bus, followers, store, documents };
};

@Module({})
export class AppModule {
  static with({ bus, followers, store, documents }: Wiring, config: Config): DynamicModule {
    const contracts = commandHandler({ store, category: 'contract', decider: contractDecider, codec: contractEventsCodec });
    const keyrings = commandHandler({ store, category: 'keyring', decider: keyringDecider, codec: keyringEventsCodec });
    const drafting = processHandler({
      store,
      process: draftingProcess,
      inputs: draftingInputs,
      execute: async (command, context) => void (await contracts(contractIdOf(command.deal.matchId), command, context)),
    });
    const service: Service = { contracts, keyrings, drafting, documents, store, clock: () => new Date().toISOString() };
    const checks = [
      storeHealth(store),
      followerHealth(followers),
      { name: 'broker', check: () => bus.ping().then(() => ({ status: 'up' as const })) },
      { name: 'documents', check: () => documents.ping().then(() => ({ status: 'up' as const })) },
    ];
    return {
      module: AppModule,
      controllers: [ContractController, KeyringController, healthController(checks, { metricsToken: config.METRICS_TOKEN })],
      providers: [{ provide: SERVICE, useValue: service }],
    };
  }
}
