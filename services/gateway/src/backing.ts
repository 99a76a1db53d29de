import { setTimeout as pause } from 'node:timers/promises';
import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { connectNats } from '@lastmile/nats';
import type { Bus } from '@lastmile/nats';
import type { Logger } from '@lastmile/telemetry';
import type { Config } from './config.js';

/** The servers behind the gateway. */
export interface Backing {
  documents: Documents;
  bus: Bus;
  close(): Promise<void>;
}

const patienceMs = 60_000;
const longestPauseMs = 2_000;

/** The store may start later than the gateway: tried again with growing pauses until the patience is over. */
const openWhenUp = async (url: string, logger: Logger): Promise<Documents> => {
  const deadline = performance.now() + patienceMs;
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    try {
      return await openDocuments(url);
    } catch (error) {
      if (error instanceof TypeError || performance.now() + pauseMs >= deadline) throw error;
      logger.warn({ err: error }, 'waiting for the documents');
      await pause(pauseMs);
    }
  }
};

export const openBacking = async (config: Config, logger: Logger): Promise<Backing> => {
  const documents = await openWhenUp(config.DOCUMENTS_URL, logger);
  try {
    const bus = await connectNats({ url: config.NATS_URL, name: config.SERVICE_NAME, waitMs: patienceMs, logger });
    let closing: Promise<void> | undefined;
    const closeAll = async (): Promise<void> => {
      await bus.close();
      await documents.close();
    };
    const close = (): Promise<void> => (closing ??= closeAll());
    return { documents, bus, close };
  } catch (error) {
    await documents.close();
    throw error;
  }
};
