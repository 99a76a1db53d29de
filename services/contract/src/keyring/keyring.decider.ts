import { reject } from '@lastmile/protocol';
import type { SigningPolicy } from '@lastmile/protocol';
import type { Decider } from '@lastmile/eventsourcing';
import type { KeyringEvent } from './keyring.events.js';
import type { CheckedKey, Keyring, KeyringCommand, NewKey, SigningKey } from './keyring.types.js';

type Command<Type extends KeyringCommand['type']> = Extract<KeyringCommand, { type: Type }>;
type Registered = Extract<KeyringEvent, { type: 'SigningKeyRegistered' }>;

/** In force where an organisation has said nothing else: whoever of its signatories. */
export const policyByDefault: SigningPolicy = { mode: 'ONE', signatories: [] };

/** Over by its own end, or because another key took its place. Both moments are the first at which it signs no more. */
export const isKeyOver = ({ validUntil, retiredFrom }: SigningKey, now: string): boolean =>
  [validUntil, retiredFrom].some((end) => end !== undefined && Date.parse(end) <= Date.parse(now));

const knownKey = ({ keys }: Keyring, keyId: string): SigningKey => {
  const known = keys.find((key) => key.keyId === keyId);
  if (!known) throw reject('SIGNING_KEY_UNKNOWN', { keyId });
  return known;
};

const assertNew = ({ isUsable, isProven, keyId, validUntil }: CheckedKey, now: string): void => {
  if (!isUsable) throw reject('SIGNING_KEY_INVALID');
  if (!isProven) throw reject('KEY_PROOF_INVALID', { keyId });
  if (validUntil !== undefined && Date.parse(validUntil) <= Date.parse(now)) throw reject('VALIDITY_IN_THE_PAST');
};

const factOf = ({ keyId, algorithm, userId, publicKey, signatory, validUntil, proof }: NewKey, now: string): Registered => ({
  type: 'SigningKeyRegistered',
  keyId,
  algorithm,
  ...(userId !== undefined && { userId }),
  publicKey,
  signatory,
  ...(validUntil !== undefined && { validUntil }),
  proof,
  registeredAt: now,
});

/** A repeat is the same key for the same holder under the same user id: its signatures mean the same. */
const isRepeat = (known: SigningKey, { algorithm, userId, signatory }: NewKey): boolean =>
  known.algorithm === algorithm && known.userId === userId && known.signatory?.id === signatory.id;

const register = ({ key, now }: Command<'RegisterKey'>, keyring: Keyring): KeyringEvent[] => {
  assertNew(key, now);
  const known = keyring.keys.find(({ keyId }) => keyId === key.keyId);
  if (known?.revokedAt !== undefined) throw reject('SIGNING_KEY_REVOKED', { keyId: key.keyId });
  if (!known) return [factOf(key, now)];
  if (!isRepeat(known, key)) throw reject('SIGNING_KEY_TAKEN', { keyId: key.keyId });
  return [];
};

const rotate = (command: Command<'RotateKey'>, keyring: Keyring): KeyringEvent[] => {
  const { keyId, key, rotationProof, retiredFrom = command.now, now } = command;
  const old = knownKey(keyring, keyId);
  if (old.revokedAt !== undefined) throw reject('SIGNING_KEY_REVOKED', { keyId });
  if (old.replacedBy === key.keyId) return []; // asked twice, answered once
  if (old.replacedBy !== undefined || isKeyOver(old, now)) throw reject('SIGNING_KEY_EXPIRED', { keyId });
  assertNew(key, now);
  if (!command.isRotationProven) throw reject('KEY_PROOF_INVALID', { keyId });
  if (old.signatory && old.signatory.id !== key.signatory.id) throw reject('NOT_A_SIGNATORY', { keyId });
  if (keyring.keys.some((known) => known.keyId === key.keyId)) throw reject('SIGNING_KEY_TAKEN', { keyId: key.keyId });
  if (Date.parse(retiredFrom) < Date.parse(now)) throw reject('VALIDITY_IN_THE_PAST');
  return [
    { ...factOf(key, now), replaces: keyId, rotationProof },
    { type: 'SigningKeyRetired', keyId, replacedBy: key.keyId, retiredFrom, retiredAt: now },
  ];
};

const revoke = ({ keyId, reason, now }: Command<'RevokeKey'>, keyring: Keyring): KeyringEvent[] =>
  knownKey(keyring, keyId).revokedAt === undefined ? [{ type: 'SigningKeyRevoked', keyId, reason, revokedAt: now }] : [];

const isSame = (one: SigningPolicy, other: SigningPolicy): boolean =>
  one.mode === other.mode && one.atLeast === other.atLeast && one.signatories.join() === other.signatories.join();

const setPolicy = ({ policy, now }: Command<'SetSigningPolicy'>, { keys, policy: current }: Keyring): KeyringEvent[] => {
  const canSign = (signatoryId: string): boolean =>
    keys.some((key) => key.signatory?.id === signatoryId && key.revokedAt === undefined && !isKeyOver(key, now));
  const unknown = policy.signatories.find((signatoryId) => !canSign(signatoryId));
  if (unknown !== undefined) throw reject('SIGNATORY_UNKNOWN', { signatoryId: unknown });
  return isSame(policy, current?.policy ?? policyByDefault) ? [] : [{ type: 'SigningPolicySet', policy, setAt: now }];
};

const decide = (command: KeyringCommand, keyring: Keyring): KeyringEvent[] => {
  switch (command.type) {
    case 'RegisterKey':
      return register(command, keyring);
    case 'RotateKey':
      return rotate(command, keyring);
    case 'RevokeKey':
      return revoke(command, keyring);
    case 'SetSigningPolicy':
      return setPolicy(command, keyring);
  }
};

const withKey = (keyring: Keyring, keyId: string, change: Partial<SigningKey>): Keyring => ({
  ...keyring,
  keys: keyring.keys.map((key) => (key.keyId === keyId ? { ...key, ...change } : key)),
});

const evolve = (keyring: Keyring, event: KeyringEvent): Keyring => {
  switch (event.type) {
    case 'SigningKeyRegistered': {
      const { type: _, ...key } = event;
      return { ...keyring, keys: [...keyring.keys, key] };
    }
    case 'SigningKeyRetired':
      return withKey(keyring, event.keyId, { replacedBy: event.replacedBy, retiredFrom: event.retiredFrom });
    case 'SigningKeyRevoked':
      return withKey(keyring, event.keyId, { revokedAt: event.revokedAt, revokedFor: event.reason });
    case 'SigningPolicySet':
      return { ...keyring, policy: { policy: event.policy, setAt: event.setAt } };
  }
};

export const keyringDecider: Decider<Keyring, KeyringCommand, KeyringEvent> = {
  initialState: () => ({ keys: [] }),
  decide,
  evolve,
};
