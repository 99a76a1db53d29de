import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { connectNats } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import { openServers } from '@lastmile/telemetry';
import type { Logger } from '@lastmile/telemetry';
import type { Config } from './config.js';

/** The servers behind the gateway. */
export interface Backing {
  documents: Documents;
  bus: Bus;
  close(): Promise<void>;
}

export const openBacking = (config: Config, logger: Logger): Promise<Backing> =>
  openServers(logger, {
    documents: () => openDocuments(config.DOCUMENTS_URL),
    bus: () => connectNats({ url: config.NATS_URL, name: config.SERVICE_NAME, logger }),
  });
