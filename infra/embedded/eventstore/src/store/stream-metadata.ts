import { hidesEverything } from './model.js';

/** The part of a stream's metadata that hides events. */
export interface Retention {
  truncateBefore: number;
  maxCount: number | null;
  maxAgeSeconds: number | null;
}

const none: Retention = { truncateBefore: 0, maxCount: null, maxAgeSeconds: null };

const wholeNumber = (value: unknown): number | null =>
  typeof value === 'number' && value > 0 ? Math.min(Math.floor(value), hidesEverything) : null;

const parsed = (data: Uint8Array): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

/** Reads `$tb`, `$maxCount` and `$maxAge` (seconds) from the data of a metadata event; anything else hides nothing. */
export const readRetention = (data: Uint8Array): Retention => {
  const json = parsed(data);
  if (!json) return none;
  return {
    truncateBefore: wholeNumber(json.$tb) ?? 0,
    maxCount: wholeNumber(json.$maxCount),
    maxAgeSeconds: wholeNumber(json.$maxAge),
  };
};

/** The data of the metadata event that deletes a stream: every revision lies before the largest 64-bit number. */
export const deletedMetadata = (): Uint8Array => Buffer.from('{"$tb":9223372036854775807}');

/** The metadata of a stream that starts again: all of the old, and nothing before `revision` is shown. */
export const restartedMetadata = (old: Uint8Array | undefined, revision: number): Uint8Array =>
  Buffer.from(JSON.stringify({ ...(old && parsed(old)), $tb: revision }));
