import { processSettings, readSettings } from '@lastmile/telemetry';
import { z } from 'zod';

const schema = z.object({
  ...processSettings('auditor'),
  /** Root of the log's public routes, such as https://lastmile.example/api/v1/ledger. */
  LEDGER_URL: z.url({ protocol: /^https?$/ }),
  /** Without it leaves and events are not compared with the store, only the log with itself. */
  EVENTSTORE_URL: z.string().min(1).optional(),
  /** File of the auditor's own record; to be kept apart from what it watches. */
  AUDITOR_DB: z.string().min(1),
  /** Name under which checkpoints are cosigned, such as witness.example/1. */
  AUDITOR_NAME: z.string().min(1),
  /** Seed of the Ed25519 key, base64 of 32 bytes. */
  AUDITOR_KEY: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  /** Public keys of the log, apart by commas; without them those that it shows first are kept. */
  LEDGER_KEYS: z.string().optional(),
  /** How often everything is compared anew. */
  AUDIT_EVERY_MINUTES: z.coerce.number().positive().default(60),
});

export type Config = z.infer<typeof schema>;

/** The only reader of the environment. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): Config =>
  readSettings(schema, environment);
