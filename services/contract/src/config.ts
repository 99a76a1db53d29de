import { z } from 'zod';

const schema = z.object({
  SERVICE_NAME: z.string().min(1).default('contract'),
  /** Of the health, readiness and metrics pages. */
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: z.coerce.number().int().min(0).max(65_535),
  NATS_URL: z.string().min(1),
  EVENTSTORE_URL: z.string().min(1),
  DOCUMENTS_URL: z.string().min(1),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Lets others than the loopback interface read the metrics. */
  METRICS_TOKEN: z.string().min(16).optional(),
});

export type Config = z.infer<typeof schema>;

/** Compose files and shells can only set an unset variable to the empty text. */
const withoutEmpty = (environment: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));

/** The only reader of the environment. Throws one line that names each missing or malformed setting. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): Config => {
  const result = schema.safeParse(withoutEmpty(environment));
  if (result.success) return result.data;
  throw new Error(`settings: ${result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
};
