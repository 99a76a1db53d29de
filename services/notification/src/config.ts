import { processSettings, readSettings } from '@lastmile/telemetry';
import { z } from 'zod';

const schema = z.object({
  ...processSettings('notification'),
  NATS_URL: z.string().min(1),
  EVENTSTORE_URL: z.string().min(1),
  DOCUMENTS_URL: z.string().min(1),
});

export type Config = z.infer<typeof schema>;

/** The only reader of the environment. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): Config =>
  readSettings(schema, environment);
