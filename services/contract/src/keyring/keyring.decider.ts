import { reject } from '@lastmile/protocol';
import type { Decider } from '@lastmile/eventsourcing';
import type { KeyringEvent } from './keyring.events.js';

export interface SigningKey {
  keyId: string;
  publicKey: string;
  registeredAt: string;
  revokedAt?: string;
}

/** The public signing keys of one organisation, revoked ones included: old signatures stay verifiable. */
export interface Keyring {
  keys: SigningKey[];
}

export type KeyringCommand =
  | { type: 'RegisterKey'; keyId: string; publicKey: string; isUsable: boolean; now: string }
  | { type: 'RevokeKey'; keyId: string; now: string };

const register = (command: Extract<KeyringCommand, { type: 'RegisterKey' }>, keyring: Keyring): KeyringEvent[] => {
  const { keyId, publicKey, isUsable, now } = command;
  if (!isUsable) throw reject('SIGNING_KEY_INVALID');
  const known = keyring.keys.find((key) => key.keyId === keyId);
  if (known?.revokedAt !== undefined) throw reject('SIGNING_KEY_REVOKED', { keyId });
  return known ? [] : [{ type: 'SigningKeyRegistered', keyId, publicKey, registeredAt: now }];
};

const revoke = (command: Extract<KeyringCommand, { type: 'RevokeKey' }>, keyring: Keyring): KeyringEvent[] => {
  const known = keyring.keys.find((key) => key.keyId === command.keyId);
  if (!known) throw reject('SIGNING_KEY_UNKNOWN', { keyId: command.keyId });
  return known.revokedAt === undefined ? [{ type: 'SigningKeyRevoked', keyId: command.keyId, revokedAt: command.now }] : [];
};

const evolve = (keyring: Keyring, event: KeyringEvent): Keyring => {
  switch (event.type) {
    case 'SigningKeyRegistered': {
      const { keyId, publicKey, registeredAt } = event;
      return { keys: [...keyring.keys, { keyId, publicKey, registeredAt }] };
    }
    case 'SigningKeyRevoked':
      return { keys: keyring.keys.map((key) => (key.keyId === event.keyId ? { ...key, revokedAt: event.revokedAt } : key)) };
  }
};

export const keyringDecider: Decider<Keyring, KeyringCommand, KeyringEvent> = {
  initialState: () => ({ keys: [] }),
  decide: (command, keyring) => (command.type === 'RegisterKey' ? register(command, keyring) : revoke(command, keyring)),
  evolve,
};
