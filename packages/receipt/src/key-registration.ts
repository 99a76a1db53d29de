import { fromBase64, utf8 } from './bytes.js';
import type { PartySigner } from './keys.js';
import { partyKeyId } from './receipt/party-signature.js';
import { isEd25519Key } from './signature/ed25519.js';
import { portableChecks } from './signature/signature-checks.js';
import type { SignatureAlgorithm, SignatureChecks } from './signature/signature-checks.js';
import { isSm2Key } from './signature/sm2.js';

/** Who holds a key: an id that the organisation gives and that says nothing about the person, and what that person is to it. */
export interface Signatory {
  readonly id: string;
  readonly role: string;
}

/** A party's public key. `publicKey` is base64 of 32 bytes (Ed25519) or of the 65 of an uncompressed point (SM2). */
export interface PartyKey {
  readonly algorithm: SignatureAlgorithm;
  /** SM2 only, and there always. */
  readonly userId?: string;
  readonly publicKey: string;
}

/** What an organisation registers: the key, whose it is, and until when it signs. */
export interface KeyClaim extends PartyKey {
  readonly organisationId: string;
  readonly signatory: Signatory;
  /** ISO 8601 instant. */
  readonly validUntil?: string;
}

/** What the platform takes to register a key. */
export interface KeyRegistration extends PartyKey {
  readonly signatory: Signatory;
  readonly validUntil?: string;
  /** By the key itself, over the registration text. */
  readonly proof: string;
}

/** What it takes to put a new key in the place of an old one. */
export interface KeyRotation extends KeyRegistration {
  /** By the old key, over the rotation text. */
  readonly rotationProof: string;
}

/**
 * The text that a new key signs, so that nobody registers a key that he does not have, nor for another organisation or person: its
 * name, organisation, algorithm, key, user id, signatory, role and end of validity, a line each; `-` where there is none.
 */
export const registrationPayload = ({ organisationId, algorithm, userId, publicKey, signatory, validUntil }: KeyClaim): string =>
  [
    'lastmile-signing-key/v1',
    organisationId,
    algorithm,
    publicKey,
    algorithm === 'SM2' ? `=${userId ?? ''}` : '-',
    signatory.id,
    signatory.role,
    validUntil ?? '-',
  ].join('\n');

/** The text that the old key signs when a new one takes its place. `oldKeyId` names the old key; the claim is the new one's. */
export const rotationPayload = (oldKeyId: string, claim: KeyClaim): string =>
  ['lastmile-signing-key-rotation/v1', oldKeyId, registrationPayload(claim)].join('\n');

export interface RegistrationOptions {
  readonly organisationId: string;
  readonly signatory: Signatory;
  readonly validUntil?: string;
}

const claimOf = ({ algorithm, userId, publicKey }: PartySigner, options: RegistrationOptions): KeyClaim => ({
  algorithm,
  ...(userId !== undefined && { userId }),
  publicKey,
  ...options,
});

/** The registration of a signer's key, with its proof. @example await registrationOf(signer, { organisationId, signatory: { id: 's-1', role: 'AGENT' } }) */
export const registrationOf = async (signer: PartySigner, options: RegistrationOptions): Promise<KeyRegistration> => {
  const claim = claimOf(signer, options);
  const { organisationId: _, ...body } = claim;
  return { ...body, proof: await signer.sign(registrationPayload(claim)) };
};

/** The registration of a new key in the place of an old one, with both keys' proofs. The signatory is the old key's. */
export const rotationOf = async (
  keys: { readonly old: PartySigner; readonly next: PartySigner },
  options: RegistrationOptions,
): Promise<KeyRotation> => ({
  ...(await registrationOf(keys.next, options)),
  rotationProof: await keys.old.sign(rotationPayload(keys.old.keyId, claimOf(keys.next, options))),
});

const bytesOf = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array(0);

/** First 16 hexadecimal digits of the SHA-256 of the key's bytes. */
export const keyIdOf = ({ publicKey }: Pick<PartyKey, 'publicKey'>): string => partyKeyId(bytesOf(publicKey));

/** False for bytes that are no key of this algorithm, and for keys that would verify anything. */
export const isUsableKey = ({ algorithm, publicKey }: PartyKey): boolean =>
  algorithm === 'SM2' ? isSm2Key(bytesOf(publicKey)) : isEd25519Key(bytesOf(publicKey));

/** Whether the key made this signature (base64) over the text's UTF-8. Strict; never throws. */
export const isSignatureBy = (
  { algorithm, userId, publicKey }: PartyKey,
  { text, signature }: { readonly text: string; readonly signature: string },
  checks: SignatureChecks = portableChecks,
): boolean => {
  const claim = { message: utf8(text), signature: bytesOf(signature), publicKey: bytesOf(publicKey), userId };
  return isUsableKey({ algorithm, publicKey }) && checks[algorithm](claim);
};
