import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { roleSchema } from '@lastmile/protocol';
import { processSettings, readSettings } from '@lastmile/telemetry';
import { z } from 'zod';

/** API keys of the seeded demo organisations, by role; none are seeded without it. */
const demoKeys = z
  .string()
  .transform((text, problem) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      problem.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.partialRecord(roleSchema, z.string().min(16)));

const schema = z.object({
  ...processSettings('gateway'),
  NATS_URL: z.string().min(1),
  DOCUMENTS_URL: z.string().min(1),
  /** How browsers reach the gateway; its origin may send commands with a cookie. */
  PUBLIC_URL: z.url().optional(),
  DEMO_API_KEYS: demoKeys.default({}),
  /** The built web application. */
  PORTAL_DIR: z.string().optional(),
  TRACES_DIR: z.string().optional(),
  /** Received imports lie here until their last row is done. */
  IMPORT_DIR: z.string().default(join(tmpdir(), 'lastmile-imports')),
  IMPORT_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(50 * 1024 * 1024),
  /** Rows of one import under way at once. */
  IMPORT_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(64),
  /** Requests a minute: without a key by address, with a key by key. */
  RATE_ANONYMOUS: z.coerce.number().int().min(1).default(600),
  RATE_KEY: z.coerce.number().int().min(1).default(6_000),
  SESSION_HOURS: z.coerce.number().int().min(1).max(720).default(12),
  /** `true` behind a proxy that sets X-Forwarded-For. */
  TRUST_PROXY: z.stringbool().default(false),
  /** Names this machine in the records of imports, whose files only it holds. */
  HOST_NAME: z.string().default(hostname()),
});

export type Config = z.infer<typeof schema>;

/** The only reader of the environment. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): Config =>
  readSettings(schema, environment);
