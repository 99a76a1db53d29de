import { createHash } from 'node:crypto';
import { canonicalJson } from '@lastmile/receipt';
import type { RecordedEvent } from '@lastmile/eventsourcing/runtime';

/** SHA-256 of a UTF-8 text, lower-case hex. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Canonical JSON knows no lone surrogate, a stored title may hold one: it counts as its escape. */
const wellFormed = (value: unknown): unknown => {
  if (typeof value === 'string') return value.isWellFormed() ? value : JSON.stringify(value).slice(1, -1);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(wellFormed);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [wellFormed(name), wellFormed(field)]));
};

/** SHA-256 of what the store keeps of an event: canonical JSON of id, stream, revision, type, data and metadata. */
export const hashOfStored = ({ id, stream, revision, type, data, metadata }: RecordedEvent): string =>
  sha256Hex(canonicalJson(wellFormed({ id, stream, revision, type, data, metadata })));

/** SHA-256 over the hashes of a stream's events in order: it changes with any byte of any of them. */
export const hashOfHistory = (history: readonly RecordedEvent[]): string => sha256Hex(canonicalJson(history.map(hashOfStored)));
