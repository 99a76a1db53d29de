import { createHash } from 'node:crypto';
import { problem } from '../problems/problem.js';

const allowed = /^[\x21-\x7e]{1,128}$/;

/** The client's key, or `made` when it sent none. Throws INVALID_IDEMPOTENCY_KEY. */
export const idempotencyKeyOf = (header: string | string[] | undefined, made: string): string => {
  if (header === undefined) return made;
  if (typeof header !== 'string' || !allowed.test(header)) throw problem('INVALID_IDEMPOTENCY_KEY');
  return header;
};

/** Two organisations may choose the same key: what the services see is told apart. */
export const commandKey = (organisationId: string, key: string): string =>
  createHash('sha256')
    .update(JSON.stringify([organisationId, key]))
    .digest('hex');

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, sorted(part)]));
};

/** What makes two requests the same: method, address and body; the order of members does not count. */
export const fingerprintOf = (request: { method: string; url: string; body: unknown }): string =>
  createHash('sha256')
    .update(JSON.stringify([request.method, request.url, sorted(request.body ?? {})]))
    .digest('hex');
