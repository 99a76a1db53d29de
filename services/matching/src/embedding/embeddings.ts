import type { HealthCheck, Logger } from '@lastmile/telemetry';
import { createCircuit } from './circuit.js';
import type { EmbeddingProvider } from './embedding-provider.js';
import { EmbeddingFailure } from './embedding-provider.js';
import { vectorCache } from './vector-cache.js';

/** Vectors of texts as long as their server answers. */
export interface Embeddings {
  /** The model, for explanations. */
  readonly model: string;
  /** One vector a text, in their order; undefined when the server does not answer in time: then everything goes on without. */
  vectorsOf(texts: readonly string[]): Promise<Float32Array[] | undefined>;
  /** Never down: the service works without. */
  check: HealthCheck;
  /** Ends what is under way. */
  close(): void;
}

export interface EmbeddingsOptions {
  provider: EmbeddingProvider;
  logger: Pick<Logger, 'warn' | 'info'>;
  /** Of one question with all its attempts, milliseconds. */
  deadlineMs?: number;
  /** After so many failures nothing is asked for a while. */
  failures?: number;
  restMs?: number;
  mostBytes?: number;
  /** Monotonic, milliseconds. */
  clock?(): number;
}

const defaults = { deadlineMs: 4_000, failures: 3, restMs: 30_000, mostBytes: 64 * 2 ** 20, clock: () => performance.now() };

/** Says once that it began to fail, and once that it works again. */
const createVoice = ({ provider: { name }, logger }: Pick<EmbeddingsOptions, 'provider' | 'logger'>) => {
  let reason: string | undefined;
  return {
    failed: (error: EmbeddingFailure): void => {
      if (reason === undefined)
        logger.warn({ model: name, reason: error.message }, 'embeddings fail, ratings go on without them');
      reason = error.code;
    },
    succeeded: (): void => {
      if (reason !== undefined) logger.info({ model: name }, 'embeddings are there again');
      reason = undefined;
    },
    reason: (): string | undefined => reason,
  };
};

/** What the deadline or the end of the service cut off failed like everything else. */
const failureOf = (error: unknown, signal: AbortSignal): EmbeddingFailure => {
  if (error instanceof EmbeddingFailure) return error;
  if (signal.aborted) return new EmbeddingFailure('TIMEOUT', 'not within the deadline');
  throw error;
};

export const createEmbeddings = (given: EmbeddingsOptions): Embeddings => {
  const options = { ...defaults, ...given };
  const { provider, deadlineMs, mostBytes } = options;
  const cache = vectorCache(mostBytes);
  const circuit = createCircuit(options);
  const voice = createVoice(options);
  const closing = new AbortController();

  const ask = async (texts: readonly string[]): Promise<Float32Array[] | undefined> => {
    if (!circuit.enter()) return undefined;
    const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(deadlineMs)]);
    try {
      const vectors = await provider.embed(texts, signal);
      circuit.succeeded();
      voice.succeeded();
      return vectors;
    } catch (error) {
      circuit.failed();
      voice.failed(failureOf(error, signal));
      return undefined;
    }
  };
  return {
    model: provider.name,
    vectorsOf: async (texts) => {
      const known = new Map(texts.map((text) => [text, cache.get(text)]));
      const unknown = [...known].flatMap(([text, vector]) => (vector ? [] : [text]));
      const found = unknown.length > 0 ? await ask(unknown) : [];
      if (!found) return undefined;
      unknown.forEach((text, at) => {
        const vector = found[at];
        if (!vector) return;
        cache.set(text, vector);
        known.set(text, vector);
      });
      const vectors = texts.flatMap((text) => known.get(text) ?? []);
      return vectors.length === texts.length ? vectors : undefined;
    },
    check: {
      name: 'embeddings',
      check: async () => {
        const reason = voice.reason();
        const detail = { model: provider.name, working: reason === undefined, ...(reason === undefined ? {} : { reason }) };
        return { status: 'up', detail: { ...detail, isResting: circuit.isOpen } };
      },
    },
    close: () => closing.abort(),
  };
};
