import { setTimeout as timer } from 'node:timers/promises';
import { z } from 'zod';
import type { EmbeddingProvider } from './embedding-provider.js';
import { EmbeddingFailure } from './embedding-provider.js';

export interface HttpEmbeddingsOptions {
  /** Of a server with `POST /v1/embeddings`: its root, …/v1 or the whole address. */
  url: string;
  model: string;
  key?: string;
  /** Texts in one call. */
  batch?: number;
  /** Of one call, all attempts and waiting not counted. */
  deadlineMs?: number;
  attempts?: number;
  firstWaitMs?: number;
  /** Also the most that a Retry-After is obeyed; a longer one ends the attempts. */
  longestWaitMs?: number;
  /** 0 ≤ random < 1 */
  random?: () => number;
  pause?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await timer(milliseconds, undefined, { signal });
};

const defaults = {
  batch: 32,
  deadlineMs: 10_000,
  attempts: 3,
  firstWaitMs: 250,
  longestWaitMs: 5_000,
  random: Math.random,
  pause,
};
type Options = HttpEmbeddingsOptions & typeof defaults;

const answerSchema = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(1).max(65_536) })),
});

const endpointOf = (url: string): string => {
  const plain = url.replace(/\/+$/, '');
  if (plain.endsWith('/embeddings')) return plain;
  return plain.endsWith('/v1') ? `${plain}/embeddings` : `${plain}/v1/embeddings`;
};

/** Seconds or a date; undefined when the header is neither. */
const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
};

type Outcome = { vectors: Float32Array[] } | { failure: EmbeddingFailure; isFinal: boolean; waitMs?: number };

const failed = (failure: EmbeddingFailure, isFinal: boolean, waitMs?: number): Outcome => ({ failure, isFinal, waitMs });

/** One vector a text in the order of the texts, or undefined where the answer is not that. */
const vectorsOf = (body: unknown, count: number): Float32Array[] | undefined => {
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success || parsed.data.data.length !== count) return undefined;
  const vectors = new Map(parsed.data.data.map(({ index, embedding }) => [index, Float32Array.from(embedding)]));
  const ordered = Array.from({ length: count }, (_, i) => vectors.get(i)).filter((vector) => vector !== undefined);
  const length = ordered[0]?.length ?? 0;
  const isWhole =
    ordered.length === count && ordered.every((vector) => vector.length === length && vector.every(Number.isFinite));
  return isWhole ? ordered : undefined;
};

const readAnswer = async (response: Response, count: number): Promise<Outcome> => {
  const { status } = response;
  if (status === 429 || status >= 500) {
    await response.body?.cancel();
    const waitMs = retryAfterMs(response.headers.get('retry-after'), Date.now());
    return failed(new EmbeddingFailure('UNAVAILABLE', `status ${status}`), false, waitMs);
  }
  if (!response.ok) {
    await response.body?.cancel();
    return failed(new EmbeddingFailure('REFUSED', `status ${status}`), true);
  }
  const text = await response.text();
  const vectors = vectorsOf(parsedJson(text), count);
  return vectors ? { vectors } : failed(new EmbeddingFailure('MALFORMED', 'not one vector a text'), true);
};

const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** fetch throws the same TypeError for a closed door and a broken connection; its cause tells which. */
const isNoConnection = (error: unknown): error is { cause: unknown } =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'TypeError' && 'cause' in error;

const callOnce = async (options: Options, texts: readonly string[], signal: AbortSignal): Promise<Outcome> => {
  const deadline = AbortSignal.timeout(options.deadlineMs);
  const headers: Record<string, string> = { 'content-type': 'application/json', accept: 'application/json' };
  if (options.key !== undefined) headers['authorization'] = `Bearer ${options.key}`;
  try {
    const body = JSON.stringify({ model: options.model, input: texts, encoding_format: 'float' });
    const combined = AbortSignal.any([signal, deadline]);
    return await readAnswer(
      await fetch(endpointOf(options.url), { method: 'POST', headers, body, signal: combined }),
      texts.length,
    );
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted) return failed(new EmbeddingFailure('TIMEOUT', `no answer in ${options.deadlineMs} ms`), false);
    if (isNoConnection(error)) return failed(new EmbeddingFailure('UNAVAILABLE', 'no connection', { cause: error.cause }), false);
    throw error;
  }
};

/** Grows with each attempt; a random part of up to a half keeps many callers from coming back at once. */
const waitBefore = (attempt: number, { firstWaitMs, longestWaitMs, random }: Options): number =>
  Math.min(longestWaitMs, firstWaitMs * 2 ** attempt) * (1 - random() / 2);

const callBatch = async (options: Options, texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> => {
  for (let attempt = 0; ; attempt++) {
    const outcome = await callOnce(options, texts, signal);
    if ('vectors' in outcome) return outcome.vectors;
    const isTooLong = outcome.waitMs !== undefined && outcome.waitMs > options.longestWaitMs;
    if (outcome.isFinal || isTooLong || attempt + 1 >= options.attempts) throw outcome.failure;
    await options.pause(Math.max(outcome.waitMs ?? 0, waitBefore(attempt, options)), signal);
  }
};

/**
 * A provider behind `POST /v1/embeddings` as OpenAI, vLLM, llama.cpp, TEI and others speak it. Texts go out in batches, one call after the
 * other; each call has a deadline, and is tried again when the server is busy (429, 5xx, with Retry-After) or does not answer.
 */
export const httpEmbeddings = (given: HttpEmbeddingsOptions): EmbeddingProvider => {
  const options: Options = { ...defaults, ...given };
  let dimensions: number | undefined;
  return {
    name: options.model,
    get dimensions() {
      return dimensions;
    },
    embed: async (texts, signal) => {
      const vectors: Float32Array[] = [];
      for (let from = 0; from < texts.length; from += options.batch)
        vectors.push(...(await callBatch(options, texts.slice(from, from + options.batch), signal)));
      const length = vectors[0]?.length;
      dimensions ??= length;
      if (vectors.some((vector) => vector.length !== dimensions))
        throw new EmbeddingFailure('MALFORMED', 'vectors of different lengths');
      return vectors;
    },
  };
};
