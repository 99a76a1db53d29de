import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { kurrentEventStore } from '@lastmile/eventsourcing/runtime';
import type { EventStore } from '@lastmile/eventsourcing/runtime';
import { connectNats } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import { whenUp } from '@lastmile/telemetry';
import type { Logger } from '@lastmile/telemetry';
import type { Config } from './config.js';

/** The servers behind the service. */
export interface Backing {
  store: EventStore;
  documents: Documents;
  bus: Bus;
  close(): Promise<void>;
}

/** What was opened before a failure is closed again, newest first. */
export const openBacking = async (config: Config, logger: Logger): Promise<Backing> => {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne();
  };
  try {
    const store = kurrentEventStore(config.EVENTSTORE_URL);
    closers.push(() => store.close());
    await whenUp('event store', logger, () => store.ping());
    const documents = await whenUp('documents', logger, () => openDocuments(config.DOCUMENTS_URL));
    closers.push(() => documents.close());
    const bus = await connectNats({ url: config.NATS_URL, name: config.SERVICE_NAME, logger });
    closers.push(() => bus.close());
    return { store, documents, bus, close };
  } catch (error) {
    await close();
    throw error;
  }
};
