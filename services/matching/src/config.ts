import { processSettings, readSettings } from '@lastmile/telemetry';
import { z } from 'zod';

const schema = z.object({
  ...processSettings('matching'),
  NATS_URL: z.string().min(1),
  EVENTSTORE_URL: z.string().min(1),
  DOCUMENTS_URL: z.string().min(1),
  /** File of the index's snapshot; without it every start reads all documents. */
  SNAPSHOT_PATH: z.string().min(1).optional(),
  /** A server with `POST /v1/embeddings` (OpenAI, vLLM, llama.cpp and others): its root, …/v1 or the whole address. Without it none is asked. */
  EMBEDDING_URL: z.url({ protocol: /^https?$/ }).optional(),
  EMBEDDING_MODEL: z.string().min(1).optional(),
  /** Sent as a bearer token. */
  EMBEDDING_API_KEY: z.string().min(1).optional(),
});

export type Config = z.infer<typeof schema>;

/** The only reader of the environment. */
export const readConfig = (environment: Record<string, string | undefined> = process.env): Config =>
  readSettings(schema, environment);
