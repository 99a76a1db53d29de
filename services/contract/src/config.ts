import { processSettings, readSettings } from '@lastmile/telemetry';
import { z } from 'zod';

/** 32 bytes as base64; shown by no message, not even when it does not fit. */
const secret = z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'base64 of 32 bytes');

const schema = z.object({
  ...processSettings('contract'),
  NATS_URL: z.string().min(1),
  EVENTSTORE_URL: z.string().min(1),
  DOCUMENTS_URL: z.string().min(1),
  /** The name of the contract log, in every checkpoint and receipt; it never changes. */
  LEDGER_ORIGIN: z.string().regex(/^[^\s+]{1,100}$/, 'a name without blanks and plus signs'),
  /** The log's private keys: Ed25519 seed and SM2 scalar. */
  LEDGER_KEY: secret,
  LEDGER_SM2_KEY: secret,
  /** Public keys of the witnesses whose cosignatures are taken, apart by commas. */
  LEDGER_WITNESSES: z.string().default(''),
  /** SM2's distinguishing id (GB/T 32918); this one unless the log's keeper agreed on another. */
  LEDGER_SM2_USER_ID: z.string().min(1).max(85).default('1234567812345678'),
  /** Master keys of attachments and of what is sealed about persons: `id:base64 of 32 bytes`, the current one first; without them neither is taken. */
  VAULT_KEYS: z.string().default(''),
  /** Where both are kept; a folder that every instance of the service shares. */
  VAULT_DIR: z.string().default(''),
  /** An operator may advance the platform's calendar: for demonstrations on one machine, never where contracts count. */
  DEMO_CALENDAR: z.enum(['on', 'off']).default('off'),
});

export type Config = z.infer<typeof schema>;

/** The only reader of the environment. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): Config =>
  readSettings(schema, environment);
