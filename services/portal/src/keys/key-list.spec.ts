import { ownKeys, usableKeys } from './key-list.js';
import type { RegisteredKey } from './key-list.js';
import type { KeptKey } from './key-store.js';

const at = '2026-11-24T00:00:00.000Z';
const registered = (keyId: string, revokedAt?: string): RegisteredKey => ({ keyId, registeredAt: at, revokedAt });
const kept = (keyId: string): KeptKey => ({ keyId, organisationId: 'o', createdAt: at, backup: {} as KeptKey['backup'] });

describe('the keys of an organisation', () => {
  const keys = ownKeys([registered('a'), registered('b', at), registered('c')], [kept('c'), kept('b'), kept('d')]);

  it('are each named once, what waits for something first', () =>
    expect(keys.map(({ keyId, state }) => `${keyId} ${state}`)).toEqual(['d unregistered', 'a active', 'c active', 'b revoked']));

  it('sign when they are registered, not revoked and here', () =>
    expect(usableKeys(keys).map(({ keyId }) => keyId)).toEqual(['c']));
});
