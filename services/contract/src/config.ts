import { z } from 'zod';

const schema = z.object({
  SERVICE_NAME: z.string().min(1).default('contract'),
  HTTP_HOST: z.string().default('127.0.0.1'),
  HTTP_PORT: z.coerce.number().int().min(0).max(65_535),
  NATS_URL: z.string().min(1),
  EVENTSTORE_URL: z.string().min(1),
  DOCUMENTS_URL: z.string().min(1),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  METRICS_TOKEN: z.string().min(16).optional(),
});

export type Config = z.infer<typeof schema>;

/** Throws one line that names every missing or wrong variable. */
export const readConfig = (env: NodeJS.ProcessEnv = process.env): Config => {
  // compose files and shells can only set an unset variable to the empty text
  const result = schema.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (result.success) return result.data;
  throw new Error(`contract: ${result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
};
