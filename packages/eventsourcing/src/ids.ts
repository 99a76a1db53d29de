import { createHash } from 'node:crypto';

const eventNamespace = '2c0c1d9e-7a53-5b0f-9c58-5e6f1f0a7d31';
const entityNamespace = '8f4b7c16-0d2e-5a84-b3a7-61c0e9d25f48';

/** RFC 9562 version 5: SHA-1 over the namespace's 16 bytes and the name, cut to 16 bytes, with version and variant set. */
export const uuidV5 = (namespace: string, name: string): string => {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

/** The id of the `index`-th event that the command with this idempotency key writes to the stream: a repeat makes the same ids. */
export const eventId = (stream: string, idempotencyKey: string, index: number): string =>
  uuidV5(eventNamespace, JSON.stringify([stream, idempotencyKey, index]));

/**
 * The id of an entity that follows from others, so that whoever creates it twice creates it once. Order counts.
 * @example deriveId(listingId, demandId) // the id of their match
 */
export const deriveId = (...parts: string[]): string => uuidV5(entityNamespace, JSON.stringify(parts));
