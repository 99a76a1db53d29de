import { createHash } from 'node:crypto';

/** Vectors of texts by a hash of the text, those asked for last; no text is kept. */
export interface VectorCache {
  get(text: string): Float32Array | undefined;
  set(text: string, vector: Float32Array): void;
  readonly bytes: number;
}

const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** Beside the vector itself: key and place. */
const OVERHEAD = 200;

export const vectorCache = (mostBytes: number): VectorCache => {
  const kept = new Map<string, Float32Array>();
  let bytes = 0;
  const sizeOf = (vector: Float32Array): number => vector.byteLength + OVERHEAD;
  const drop = (key: string): void => {
    const known = kept.get(key);
    if (!known) return;
    kept.delete(key);
    bytes -= sizeOf(known);
  };
  return {
    get: (text) => {
      const key = keyOf(text);
      const known = kept.get(key);
      if (!known) return undefined;
      kept.delete(key);
      kept.set(key, known);
      return known;
    },
    set: (text, vector) => {
      const key = keyOf(text);
      drop(key);
      kept.set(key, vector);
      bytes += sizeOf(vector);
      for (const [oldest] of kept) {
        if (bytes <= mostBytes) break;
        drop(oldest);
      }
    },
    get bytes() {
      return bytes;
    },
  };
};
