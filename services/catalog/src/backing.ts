import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { openEventStore } from '@lastmile/eventsourcing/runtime';
import type { EventStore } from '@lastmile/eventsourcing/runtime';
import { connectNats } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import { openServers } from '@lastmile/telemetry';
import type { Logger } from '@lastmile/telemetry';
import type { Config } from './config.js';

/** The servers behind the service. */
export interface Backing {
  store: EventStore;
  documents: Documents;
  bus: Bus;
  close(): Promise<void>;
}

export const openBacking = (config: Config, logger: Logger): Promise<Backing> =>
  openServers(logger, {
    store: () => openEventStore(config.EVENTSTORE_URL),
    documents: () => openDocuments(config.DOCUMENTS_URL),
    bus: () => connectNats({ url: config.NATS_URL, name: config.SERVICE_NAME, logger }),
  });
