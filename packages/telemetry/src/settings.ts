import { z } from 'zod';

/** What every service's process is told: its name, where its pages listen, how much it logs, who else may read its metrics. */
export const processSettings = (service: string) =>
  ({
    SERVICE_NAME: z.string().min(1).default(service),
    /** Of the health, readiness and metrics pages. */
    HTTP_HOST: z.string().default('127.0.0.1'),
    HTTP_PORT: z.coerce.number().int().min(0).max(65_535),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    /** Lets others than the loopback interface read the metrics. */
    METRICS_TOKEN: z.string().min(16).optional(),
  }) as const;

/** Compose files and shells can only set an unset variable to the empty text. */
const withoutEmpty = (environment: Record<string, string | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));

/**
 * Reads a service's settings; throws one line that names each missing or malformed one.
 * @example readSettings(z.object({ ...processSettings('catalog'), NATS_URL: z.string() }), process.env)
 */
export const readSettings = <Schema extends z.ZodType>(
  schema: Schema,
  environment: Record<string, string | undefined>,
): z.output<Schema> => {
  const result = schema.safeParse(withoutEmpty(environment));
  if (result.success) return result.data;
  throw new Error(`settings: ${result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}`);
};
