import { createHash, createPublicKey, verify } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { StoredTerms } from '../negotiation/negotiation.events.js';
import { toStoredTerms, toTerms } from '../negotiation/terms-money.js';

export { toStoredTerms, toTerms };

/** SHA-256 (hex) of the canonical JSON (RFC 8785) of the terms. @example hashOfTerms(toStoredTerms(terms)) */
export const hashOfTerms = (terms: StoredTerms): string =>
  createHash('sha256')
    .update(canonicalize(toTerms(terms)) ?? '', 'utf8')
    .digest('hex');

/** What each party's key signs: contract, version and hash, so that a signature fits one text of one contract only. */
export const signingPayload = (contractId: string, version: number, hash: string): string =>
  `lastmile-contract-terms/v1\n${contractId}\n${version}\n${hash}`;

/** DER header of an Ed25519 public key (RFC 8410); the 32 raw bytes follow. */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

const publicKeyOf = (raw: string): ReturnType<typeof createPublicKey> =>
  createPublicKey({ key: Buffer.concat([spkiPrefix, Buffer.from(raw, 'base64')]), format: 'der', type: 'spki' });

/** False for a wrong signature and for bytes that are no key. */
export const isSignatureOf = (payload: string, signature: string, publicKey: string): boolean => {
  try {
    return verify(null, Buffer.from(payload, 'utf8'), publicKeyOf(publicKey), Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
};

/** Short, stable name of a key: the first 16 hex digits of the SHA-256 of its raw bytes. */
export const keyIdOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);

/** Small-order points verify anything; RFC 8032 leaves refusing them to us. */
const smallOrderPoints = new Set([
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
]);

export const isUsableKey = (publicKey: string): boolean => {
  const raw = Buffer.from(publicKey, 'base64');
  if (raw.length !== 32 || smallOrderPoints.has(raw.toString('hex'))) return false;
  try {
    return publicKeyOf(publicKey).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
};
