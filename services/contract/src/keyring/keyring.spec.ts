import { readFileSync, readdirSync } from 'node:fs';
import { spec } from '@lastmile/eventsourcing/testing';
import { keyringDecider } from './keyring.decider.js';
import type { KeyringCommand } from './keyring.decider.js';
import { keyringEventsCodec } from './keyring.events.js';
import type { KeyringEvent } from './keyring.events.js';

const now = '2026-03-02T08:00:00.000Z';
const register = (keyId: string, isUsable = true): KeyringCommand => ({
  type: 'RegisterKey',
  keyId,
  publicKey: `p-${keyId}`,
  isUsable,
  now,
});
const registered = (keyId: string): KeyringEvent => ({
  type: 'SigningKeyRegistered',
  keyId,
  publicKey: `p-${keyId}`,
  registeredAt: now,
});
const revoked = (keyId: string): KeyringEvent => ({ type: 'SigningKeyRevoked', keyId, revokedAt: now });

describe('a keyring', () => {
  it('registers a key once', () => {
    spec(keyringDecider)
      .given([])
      .when(register('k'))
      .then([registered('k')]);
    spec(keyringDecider)
      .given([registered('k')])
      .when(register('k'))
      .thenNothing();
    spec(keyringDecider)
      .given([registered('k')])
      .when(register('l'))
      .then([registered('l')]);
  });
  it('refuses bytes that are no safe key', () =>
    spec(keyringDecider).given([]).when(register('k', false)).thenRejects('SIGNING_KEY_INVALID'));
  it('revokes once, and for ever', () => {
    spec(keyringDecider)
      .given([registered('k')])
      .when({ type: 'RevokeKey', keyId: 'k', now })
      .then([revoked('k')]);
    spec(keyringDecider)
      .given([registered('k'), revoked('k')])
      .when({ type: 'RevokeKey', keyId: 'k', now })
      .thenNothing();
    spec(keyringDecider)
      .given([registered('k'), revoked('k')])
      .when(register('k'))
      .thenRejects('SIGNING_KEY_REVOKED');
  });
  it('does not know a foreign key', () =>
    spec(keyringDecider).given([]).when({ type: 'RevokeKey', keyId: 'k', now }).thenRejects('SIGNING_KEY_UNKNOWN'));
});

describe('stored events', () => {
  const folder = new URL('./fixtures/', import.meta.url);
  it.each(readdirSync(folder))('%s still decodes', (file) => {
    const data: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    expect(keyringEventsCodec.decode({ type: file.replace('.json', ''), data })).toMatchObject(data as object);
  });
});
