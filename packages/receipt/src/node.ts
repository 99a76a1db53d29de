/** The door for Node: the same checks and hashes by its own cryptography, and SM2 signing with keys kept by it. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Sha256 } from './sha256.js';
import { strictEd25519 } from './signature/ed25519.js';
import type { SignatureChecks } from './signature/signature-checks.js';
import { fromDerSignature, toDerSignature } from './signature/sm2-der.js';
import { isSm2Key, strictSm2, verifySm2 } from './signature/sm2.js';

/** DER headers of public keys; the raw bytes follow: Ed25519 (RFC 8410), and a point of curve SM2 (GM/T 0006's identifiers). */
const ed25519Header = Buffer.from('302a300506032b6570032100', 'hex');
const sm2Header = Buffer.from('3059301306072a8648ce3d020106082a811ccf5501822d034200', 'hex');

const publicKeyOf = (header: Uint8Array, raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([header, raw]), format: 'der', type: 'spki' });

/** SHA-256 by Node, for createMerkleTree and the like. */
export const nativeSha256: Sha256 = (bytes) => createHash('sha256').update(bytes).digest();

const nativeEd25519 = strictEd25519(({ message, signature, publicKey }) =>
  verify(null, message, publicKeyOf(ed25519Header, publicKey), signature),
);

const nativeSm2 = strictSm2(({ message, signature, publicKey }) =>
  verify('sm3', message, publicKeyOf(sm2Header, publicKey), toDerSignature(signature)),
);

/** Signs by SM2 with the empty user id, the only one that Node can use: 64 bytes r ‖ s. Takes keys of `readSm2Key` only. */
const signRaw = (message: Uint8Array, key: KeyObject): Uint8Array => fromDerSignature(sign('sm3', message, key));

/** The 65 bytes of the public point. */
const rawPublicKey = (key: KeyObject): Uint8Array =>
  Uint8Array.from(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-65));

/** An SM2 key pair whose private part stays inside Node. `userId` is what note keys and party signatures must record. */
export interface NativeSm2Key {
  readonly publicKey: Uint8Array;
  readonly userId: '';
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/**
 * An SM2 key from PEM (PKCS #8). Node signs plain ECDSA with a key that it calls `ec`, even on this curve, and SM2 with one it
 * read back; so a probe is signed and verified by the other implementation before the key is given out. Throws when it fails.
 */
export const readSm2Key = (pem: string): NativeSm2Key => sm2KeyOf(createPrivateKey(pem));

/** The same for a key object. Throws for keys of type `ec`, also on curve SM2: those would sign ECDSA. */
export const sm2KeyOf = (key: KeyObject): NativeSm2Key => {
  if ((key.asymmetricKeyType as string | undefined) === 'ec') throw new TypeError('a key of type ec signs ECDSA, not SM2');
  const publicKey = rawPublicKey(key);
  const message = Buffer.from('lastmile-receipt SM2 probe');
  if (!isSm2Key(publicKey) || !verifySm2({ message, signature: signRaw(message, key), publicKey, userId: '' })) {
    throw new TypeError('this key does not sign SM2 with SM3 and an empty user id');
  }
  return { publicKey, userId: '', sign: (bytes) => signRaw(bytes, key) };
};

/** A new SM2 private key as PEM (PKCS #8), to be kept secret and read by `readSm2Key`. */
export const generateSm2Pem = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'SM2' }).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

const hasNativeSm2 = (): boolean => {
  try {
    readSm2Key(generateSm2Pem());
    return true;
  } catch {
    return false;
  }
};

/** As strict as the portable checks and several times as fast. SM2 with another than the empty user id stays portable. */
export const createNativeChecks = (): SignatureChecks => {
  const isNative = hasNativeSm2();
  return {
    Ed25519: nativeEd25519,
    SM2: (claim) => (isNative && claim.userId === '' ? nativeSm2(claim) : verifySm2(claim)),
  };
};
