import { createHash } from 'node:crypto';

/**
 * An id that follows from others, as a UUID (version 8: our own hash). Whoever makes the same record again names it the same.
 * @example recordId('record', organisationId, idempotencyKey)
 */
export const recordId = (...parts: string[]): string => {
  const bytes = createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
