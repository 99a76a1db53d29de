import type { CollectionDefinition, Document, Documents } from '@lastmile/documents';
import type { Logger } from '@lastmile/telemetry';
import { sessionsCollection } from './access/sessions.js';
import { takenKeys } from './idempotency/idempotency.js';
import type { Clock } from './tokens.js';

interface Expiry {
  collection: CollectionDefinition;
  path: string;
  keepMs: number;
}

const day = 86_400_000;

/** How long what is only for a while is kept. */
const expiries: readonly Expiry[] = [
  { collection: takenKeys, path: 'at', keepMs: 30 * day },
  { collection: sessionsCollection, path: 'expiresAt', keepMs: 0 },
];

const sweep = async (documents: Documents, { collection, path, keepMs }: Expiry, now: Date): Promise<number> => {
  const below = new Date(now.getTime() - keepMs).toISOString();
  const items = documents.collection<Document>(collection);
  let removed = 0;
  for await (const page of items.pages({ where: { [path]: { below } }, limit: 200 })) {
    for (const { id } of page) await items.delete(id);
    removed += page.length;
  }
  return removed;
};

/** Removes idempotency keys after 30 days, and sessions whose time is over. */
export const sweepExpired = async (documents: Documents, now: Date): Promise<number> => {
  let removed = 0;
  for (const expiry of expiries) removed += await sweep(documents, expiry, now);
  return removed;
};

const everyMs = 3_600_000;

/** Once at the start and then every hour; answers how to end it. */
export const keepHouse = (documents: Documents, logger: Logger, clock: Clock): (() => void) => {
  const run = (): void => {
    sweepExpired(documents, clock()).catch((error: unknown) => logger.warn({ err: error }, 'nothing could be swept'));
  };
  run();
  const timer = setInterval(run, everyMs);
  return () => clearInterval(timer);
};
