import fc from 'fast-check';
import {
  isSignatureBy,
  isUsableKey,
  keyIdOf,
  registrationOf,
  registrationPayload,
  rotationOf,
  rotationPayload,
} from './key-registration.js';
import type { KeyClaim } from './key-registration.js';
import { generateDeviceKeys, generateKeyFile, openKeyFile, signerOfDeviceKeys } from './keys.js';
import type { PartySigner } from './keys.js';
import { createNativeChecks } from './node.js';
import { portableChecks } from './signature/signature-checks.js';

const native = createNativeChecks();
const options = { organisationId: 'org-university', signatory: { id: 's-1', role: 'LEGAL_REPRESENTATIVE' } };
const opened = (algorithm: 'Ed25519' | 'SM2', userId?: string): Promise<PartySigner> =>
  openKeyFile(generateKeyFile(algorithm, userId));

describe('the registration of a key', () => {
  it.each([
    ['Ed25519', undefined],
    ['SM2', undefined],
    ['SM2', ''],
    ['SM2', '北京某大学'],
  ] as const)('by %s with user id %p proves possession, for two implementations', async (algorithm, userId) => {
    const registration = await registrationOf(await opened(algorithm, userId), {
      ...options,
      validUntil: '2029-01-01T00:00:00.000Z',
    });
    const claim: KeyClaim = { ...registration, organisationId: options.organisationId };
    expect('userId' in registration).toBe(algorithm === 'SM2');
    const signed = { text: registrationPayload(claim), signature: registration.proof };
    for (const checks of [portableChecks, native]) expect(isSignatureBy(claim, signed, checks)).toBe(true);
  });

  it('works with a key that no script can read', async () => {
    const signer = await signerOfDeviceKeys((await generateDeviceKeys())!);
    const { proof } = await registrationOf(signer, options);
    const claim: KeyClaim = { algorithm: 'Ed25519', publicKey: signer.publicKey, ...options };
    expect(isSignatureBy(claim, { text: registrationPayload(claim), signature: proof })).toBe(true);
  });

  it('fits nothing else: organisation, algorithm, key, user id, signatory, role and end are each part of it', async () => {
    const registration = await registrationOf(await opened('SM2'), options);
    const claim: KeyClaim = { ...registration, organisationId: options.organisationId };
    const other = await opened('SM2');
    const changes: Partial<KeyClaim>[] = [
      { organisationId: 'org-enterprise' },
      { algorithm: 'Ed25519' },
      { publicKey: other.publicKey },
      { userId: '' },
      { signatory: { ...options.signatory, id: 's-2' } },
      { signatory: { ...options.signatory, role: 'AGENT' } },
      { validUntil: '2029-01-01T00:00:00.000Z' },
    ];
    for (const change of changes) {
      const changed = { ...claim, ...change };
      expect(registrationPayload(changed)).not.toBe(registrationPayload(claim));
      expect(isSignatureBy(changed, { text: registrationPayload(changed), signature: registration.proof }, native)).toBe(false);
    }
  });

  it('has one text for one claim: no two claims share one', () => {
    const word = fc.stringMatching(/^[\x21-\x7e]{1,8}$/);
    const claim = fc.record({
      organisationId: word,
      algorithm: fc.constantFrom('Ed25519' as const, 'SM2' as const),
      publicKey: word,
      userId: fc.stringMatching(/^[^\p{Cc}]{0,4}$/u),
      signatory: fc.record({ id: word, role: word }),
      validUntil: fc.option(fc.constant('2029-01-01T00:00:00.000Z'), { nil: undefined }),
    });
    const meant = ({ userId, ...rest }: KeyClaim) => JSON.stringify(rest.algorithm === 'SM2' ? { ...rest, userId } : rest);
    fc.assert(
      fc.property(claim, claim, (one, other) => {
        expect(registrationPayload(one) === registrationPayload(other)).toBe(meant(one) === meant(other));
      }),
    );
  });

  it('refuses bytes that are no key of the algorithm', async () => {
    const [ed, sm] = [await opened('Ed25519'), await opened('SM2')];
    expect(isUsableKey(ed)).toBe(true);
    expect(isUsableKey(sm)).toBe(true);
    expect(isUsableKey({ algorithm: 'SM2', publicKey: ed.publicKey })).toBe(false);
    expect(isUsableKey({ algorithm: 'Ed25519', publicKey: sm.publicKey })).toBe(false);
    for (const publicKey of ['', 'AAAA', `${'A'.repeat(43)}=`, ' ', ed.publicKey.slice(1)])
      expect(isUsableKey({ algorithm: 'Ed25519', publicKey })).toBe(false);
    expect(keyIdOf(ed)).toBe(ed.keyId);
  });
});

describe('rotation', () => {
  it.each([
    ['Ed25519', 'SM2'],
    ['SM2', 'Ed25519'],
  ] as const)('from %s to %s is signed by both keys', async (from, to) => {
    const [old, next] = [await opened(from), await opened(to)];
    const rotation = await rotationOf({ old, next }, options);
    const claim: KeyClaim = { ...rotation, organisationId: options.organisationId };
    const text = rotationPayload(old.keyId, claim);
    expect(isSignatureBy(old, { text, signature: rotation.rotationProof }, native)).toBe(true);
    expect(isSignatureBy(next, { text: registrationPayload(claim), signature: rotation.proof }, native)).toBe(true);
    expect(isSignatureBy(old, { text: rotationPayload(next.keyId, claim), signature: rotation.rotationProof }, native)).toBe(
      false,
    );
    expect(isSignatureBy(next, { text, signature: rotation.rotationProof }, native)).toBe(false);
  });
});
