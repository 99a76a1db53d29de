import type { SigningKey } from '../api/signing-keys.js';
import type { KeptKey } from './key-store.js';

/** What the list shows of a registered key. */
export type RegisteredKey = Pick<SigningKey, 'keyId' | 'registeredAt' | 'revokedAt' | 'signatory' | 'retiredFrom' | 'validUntil'>;

/** A key as its organisation sees it: what is registered, and what lies in this browser. */
export interface OwnKey {
  keyId: string;
  state: 'active' | 'revoked' | 'unregistered';
  registered?: RegisteredKey;
  kept?: KeptKey;
}

const stateOf = (registered: RegisteredKey | undefined): OwnKey['state'] => {
  if (!registered) return 'unregistered';
  return registered.revokedAt ? 'revoked' : 'active';
};

const order = ['unregistered', 'active', 'revoked'];

/** Every key once; those that wait for something come first. */
export const ownKeys = (registered: readonly RegisteredKey[], kept: readonly KeptKey[]): OwnKey[] => {
  const ids = [...new Set([...registered, ...kept].map(({ keyId }) => keyId))];
  const keys = ids.map((keyId): OwnKey => {
    const key = registered.find((one) => one.keyId === keyId);
    return { keyId, state: stateOf(key), registered: key, kept: kept.find((one) => one.keyId === keyId) };
  });
  return keys.sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
};

/** The keys that can sign here and now. */
export const usableKeys = (keys: readonly OwnKey[]): (OwnKey & { kept: KeptKey })[] =>
  keys.filter((key): key is OwnKey & { kept: KeptKey } => key.state === 'active' && key.kept !== undefined);
