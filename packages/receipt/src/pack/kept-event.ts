import { sha256 } from '@noble/hashes/sha2.js';
import { toHex, utf8 } from '../bytes.js';
import { canonicalJson } from '../jcs.js';
import { hashOfJson } from '../receipt/party-signature.js';

/** What the event store keeps of one event and its hash covers. */
export interface KeptEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** An event with its own hash and the one over the hashes of all events up to it, which a leaf calls `detailsHash`. */
export interface HashedEvent {
  readonly event: KeptEvent;
  readonly hash: string;
  readonly chain: string;
}

/** Canonical JSON knows no lone surrogate, a stored text may hold one: it counts as its escape. */
export const wellFormed = (value: unknown): unknown => {
  if (typeof value === 'string') return value.isWellFormed() ? value : JSON.stringify(value).slice(1, -1);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(wellFormed);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [wellFormed(name), wellFormed(field)]));
};

const keptOf = ({ id, stream, revision, type, data, metadata }: KeptEvent): KeptEvent =>
  wellFormed({ id, stream, revision, type, data, metadata }) as KeptEvent;

/** SHA-256 (hexadecimal) of the canonical JSON of what is kept of an event. */
export const hashOfEvent = (event: KeptEvent): string => hashOfJson(keptOf(event));

/** The events of a stream from its first on, each with both hashes (`chain`: over the canonical array of the hashes up to it); texts well-formed. */
export const hashedEvents = (events: readonly KeptEvent[]): HashedEvent[] => {
  const chain = sha256.create().update(utf8('['));
  return events.map((event, at) => {
    const hash = hashOfEvent(event);
    chain.update(utf8(`${at === 0 ? '' : ','}"${hash}"`));
    return { event: keptOf(event), hash, chain: toHex(chain.clone().update(utf8(']')).digest()) };
  });
};

/** The text of `history.json` and `since.json`. */
export const formatEvents = (events: readonly HashedEvent[]): string => canonicalJson({ events });
