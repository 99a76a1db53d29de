import { readFileSync, readdirSync } from 'node:fs';
import { spec } from '@lastmile/eventsourcing/testing';
import type { SigningPolicy } from '@lastmile/protocol';
import fc from 'fast-check';
import { isKeyOver, keyringDecider } from './keyring.decider.js';
import { keyringEventsCodec } from './keyring.events.js';
import type { KeyringEvent } from './keyring.events.js';
import type { CheckedKey, Keyring, KeyringCommand } from './keyring.types.js';

const now = '2026-03-02T08:00:00.000Z';
const later = '2026-03-09T08:00:00.000Z';
const keyOf = (keyId: string, change: Partial<CheckedKey> = {}): CheckedKey => ({
  keyId,
  algorithm: 'SM2',
  userId: '1234567812345678',
  publicKey: `p-${keyId}`,
  signatory: { id: 's-1', role: 'AGENT' },
  proof: `proof-${keyId}`,
  isUsable: true,
  isProven: true,
  ...change,
});
const register = (keyId: string, change: Partial<CheckedKey> = {}): KeyringCommand => ({
  type: 'RegisterKey',
  key: keyOf(keyId, change),
  now,
});
type Registered = Extract<KeyringEvent, { type: 'SigningKeyRegistered' }>;
const registered = (keyId: string, change: Partial<Registered> = {}): Registered => {
  const { isUsable: _, isProven: __, ...key } = keyOf(keyId);
  return { type: 'SigningKeyRegistered', ...key, registeredAt: now, ...change };
};
const revoked = (keyId: string): KeyringEvent => ({ type: 'SigningKeyRevoked', keyId, reason: 'LEFT', revokedAt: now });
const revoke = (keyId: string): KeyringCommand => ({ type: 'RevokeKey', keyId, reason: 'LEFT', now });
type Rotate = Extract<KeyringCommand, { type: 'RotateKey' }>;
const rotate = (keyId: string, next: string, change: Partial<Rotate> = {}): Rotate => ({
  type: 'RotateKey',
  keyId,
  key: keyOf(next),
  rotationProof: 'by-the-old',
  isRotationProven: true,
  now,
  ...change,
});
const rotated = (keyId: string, next: string, retiredFrom = now): KeyringEvent[] => [
  registered(next, { replaces: keyId, rotationProof: 'by-the-old' }),
  { type: 'SigningKeyRetired', keyId, replacedBy: next, retiredFrom, retiredAt: now },
];
const set = (policy: SigningPolicy): KeyringCommand => ({ type: 'SetSigningPolicy', policy, now });
const given = (...events: KeyringEvent[]) => spec(keyringDecider).given(events);

describe('a keyring', () => {
  it('registers a key once, with its holder, user id and proof', () => {
    given()
      .when(register('k'))
      .then([registered('k')]);
    given(registered('k')).when(register('k')).thenNothing();
    given(registered('k'))
      .when(register('l'))
      .then([registered('l')]);
  });
  it('registers a key with an end, and none whose end is past', () => {
    given()
      .when(register('k', { validUntil: later }))
      .then([registered('k', { validUntil: later })]);
    given()
      .when(register('k', { validUntil: now }))
      .thenRejects('VALIDITY_IN_THE_PAST');
  });
  it('refuses bytes that are no safe key, and a key without proof of possession', () => {
    given()
      .when(register('k', { isUsable: false }))
      .thenRejects('SIGNING_KEY_INVALID');
    given()
      .when(register('k', { isProven: false }))
      .thenRejects('KEY_PROOF_INVALID');
  });
  it.each<Partial<CheckedKey>>([{ signatory: { id: 's-2', role: 'AGENT' } }, { userId: '' }])(
    'does not give a key to somebody else, nor another user id: %j',
    (change) => given(registered('k')).when(register('k', change)).thenRejects('SIGNING_KEY_TAKEN'),
  );
  it('revokes once, and for ever', () => {
    given(registered('k'))
      .when(revoke('k'))
      .then([revoked('k')]);
    given(registered('k'), revoked('k')).when(revoke('k')).thenNothing();
    given(registered('k'), revoked('k')).when(register('k')).thenRejects('SIGNING_KEY_REVOKED');
  });
  it('does not know a foreign key', () => {
    given().when(revoke('k')).thenRejects('SIGNING_KEY_UNKNOWN');
    given().when(rotate('k', 'l')).thenRejects('SIGNING_KEY_UNKNOWN');
  });
});

describe('rotation', () => {
  it('registers the new key and retires the old one, at once or from a moment', () => {
    given(registered('k')).when(rotate('k', 'l')).then(rotated('k', 'l'));
    given(registered('k'))
      .when(rotate('k', 'l', { retiredFrom: later }))
      .then(rotated('k', 'l', later));
  });
  it('is answered once', () =>
    given(registered('k'), ...rotated('k', 'l'))
      .when(rotate('k', 'l'))
      .thenNothing());
  it('happens once: the key that was replaced replaces no more', () =>
    given(registered('k'), ...rotated('k', 'l', later))
      .when(rotate('k', 'm'))
      .thenRejects('SIGNING_KEY_EXPIRED'));
  it('needs both proofs, a living old key, the same holder and a new key', () => {
    given(registered('k'))
      .when(rotate('k', 'l', { isRotationProven: false }))
      .thenRejects('KEY_PROOF_INVALID');
    given(registered('k'))
      .when(rotate('k', 'l', { key: keyOf('l', { isProven: false }) }))
      .thenRejects('KEY_PROOF_INVALID');
    given(registered('k'), revoked('k')).when(rotate('k', 'l')).thenRejects('SIGNING_KEY_REVOKED');
    given(registered('k', { validUntil: now }))
      .when(rotate('k', 'l'))
      .thenRejects('SIGNING_KEY_EXPIRED');
    given(registered('k'))
      .when(rotate('k', 'l', { key: keyOf('l', { signatory: { id: 's-2', role: 'AGENT' } }) }))
      .thenRejects('NOT_A_SIGNATORY');
    given(registered('k'), registered('l')).when(rotate('k', 'l')).thenRejects('SIGNING_KEY_TAKEN');
    given(registered('k'))
      .when(rotate('k', 'l', { retiredFrom: '2026-03-01T08:00:00.000Z' }))
      .thenRejects('VALIDITY_IN_THE_PAST');
  });
  it('gives a holder to a key from the time before holders', () =>
    given(registered('k', { signatory: undefined, proof: undefined }))
      .when(rotate('k', 'l'))
      .then(rotated('k', 'l')));
});

describe('a signing policy', () => {
  const two: SigningPolicy = { mode: 'IN_ORDER', signatories: ['s-1', 's-2'] };
  const holder = (id: string) => ({ signatory: { id, role: 'AGENT' as const } });

  it('names signatories who have a key in use', () => {
    given(registered('k'), registered('l', holder('s-2')))
      .when(set(two))
      .then([{ type: 'SigningPolicySet', policy: two, setAt: now }]);
    given(registered('k')).when(set(two)).thenRejects('SIGNATORY_UNKNOWN');
    given(registered('k'), registered('l', holder('s-2')), revoked('l'))
      .when(set(two))
      .thenRejects('SIGNATORY_UNKNOWN');
    given(registered('k'), registered('l', { ...holder('s-2'), validUntil: now }))
      .when(set(two))
      .thenRejects('SIGNATORY_UNKNOWN');
  });
  it('is set once; one signature of whomever is what holds without one', () => {
    given()
      .when(set({ mode: 'ONE', signatories: [] }))
      .thenNothing();
    given(registered('k'), registered('l', holder('s-2')), { type: 'SigningPolicySet', policy: two, setAt: now })
      .when(set(two))
      .thenNothing();
  });
});

describe('whatever is commanded', () => {
  const keyId = fc.constantFrom('k', 'l', 'm');
  const holder = fc.constantFrom('s-1', 's-2').map((id) => ({ signatory: { id, role: 'AGENT' as const } }));
  const command: fc.Arbitrary<KeyringCommand> = fc.oneof(
    fc.tuple(keyId, holder).map(([id, by]) => register(id, by)),
    fc.tuple(keyId, keyId, holder).map(([old, next, by]) => rotate(old, next, { key: keyOf(next, by) })),
    keyId.map(revoke),
    fc.subarray(['s-1', 's-2'], { minLength: 1 }).map((signatories) => set({ mode: 'ALL', signatories })),
  );
  const after = (commands: KeyringCommand[]): { events: KeyringEvent[]; keyring: Keyring } =>
    commands.reduce(
      ({ events, keyring }, one) => {
        try {
          const fresh = keyringDecider.decide(one, keyring);
          return { events: [...events, ...fresh], keyring: fresh.reduce(keyringDecider.evolve, keyring) };
        } catch (error) {
          if ((error as Error).name !== 'Rejection') throw error;
          return { events, keyring };
        }
      },
      { events: [] as KeyringEvent[], keyring: keyringDecider.initialState() },
    );

  it('each key is there once, keeps its holder, and what is over stays over', () =>
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), fc.array(command, { maxLength: 6 }), (first, second) => {
        const early = after(first).keyring;
        const late = after([...first, ...second]).keyring;
        expect(new Set(late.keys.map((key) => key.keyId)).size).toBe(late.keys.length);
        for (const key of early.keys) {
          const known = late.keys.find((one) => one.keyId === key.keyId);
          expect(known?.signatory).toEqual(key.signatory);
          if (key.revokedAt !== undefined) expect(known?.revokedAt).toBe(key.revokedAt);
          if (isKeyOver(key, now)) expect(known && isKeyOver(known, now)).toBe(true);
        }
      }),
    ));
  it('one signatory’s chain of keys has one end at most', () =>
    fc.assert(
      fc.property(fc.array(command, { maxLength: 16 }), (commands) => {
        const { keys } = after(commands).keyring;
        for (const key of keys.filter(({ replaces }) => replaces !== undefined)) {
          const old = keys.find(({ keyId: id }) => id === key.replaces);
          expect(old?.replacedBy).toBe(key.keyId);
          expect(old?.signatory?.id).toBe(key.signatory?.id);
        }
      }),
    ));
  it('events survive the store', () =>
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
        for (const event of after(commands).events) {
          const kept = JSON.parse(JSON.stringify(keyringEventsCodec.encode(event))) as { type: string; data: unknown };
          expect(keyringEventsCodec.decode(kept)).toEqual(JSON.parse(JSON.stringify(event)));
        }
      }),
    ));
});

describe('stored events', () => {
  const folder = new URL('./fixtures/', import.meta.url);
  const files = readdirSync(folder);
  /** A second shape of the same name stands behind a `+`. */
  const nameOf = (file: string): string => file.replace(/(\+\w+)?\.json$/, '');
  it.each(files)('%s still decodes', (file) => {
    const data: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    expect(keyringEventsCodec.decode({ type: nameOf(file), data })).toMatchObject(data as object);
  });
  it('have a fixture for each name', () =>
    expect([...new Set(files.map(nameOf))].sort()).toEqual([...keyringEventsCodec.storedNames].sort()));
  it('without an algorithm and a reason mean Ed25519 and OTHER', () => {
    const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
    const types = ['SigningKeyRegistered.v1', 'SigningKeyRevoked.v1'];
    expect(types.map((type) => keyringEventsCodec.decode({ type, data: read(type) }))).toMatchObject([
      { algorithm: 'Ed25519' },
      { reason: 'OTHER' },
    ]);
  });
});
