/** Makes vectors of sentences. Whatever stands behind it may be slow or gone: callers do without when it throws. */
export interface EmbeddingProvider {
  /** For explanations and measurements: the model, never an address or a key. */
  readonly name: string;
  /** Known when the first answer was there. */
  readonly dimensions?: number;
  /** One vector a text, in their order, all of the same length. Throws EmbeddingFailure, or the signal's reason. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>;
}

/** TIMEOUT: no answer in time. UNAVAILABLE: it answered that it cannot now, or not at all. REFUSED: it will not. MALFORMED: not the protocol. */
export type EmbeddingFailureCode = 'TIMEOUT' | 'UNAVAILABLE' | 'REFUSED' | 'MALFORMED';

/** Says what happened, never with which text or key. */
export class EmbeddingFailure extends Error {
  constructor(
    readonly code: EmbeddingFailureCode,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`embeddings: ${code}: ${detail}`, options);
    this.name = 'EmbeddingFailure';
  }
}

/** Cosine of two vectors of one length, −1 to 1; 0 when one of them is zero. */
export const cosine = (a: Float32Array, b: Float32Array): number => {
  if (a.length !== b.length) throw new RangeError(`cosine of ${a.length} and ${b.length} dimensions`);
  let [product, left, right] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    product += x * y;
    left += x * x;
    right += y * y;
  }
  return left === 0 || right === 0 ? 0 : Math.max(-1, Math.min(1, product / Math.sqrt(left * right)));
};
