import { ed25519 } from '@noble/curves/ed25519.js';
import { toHex } from '../bytes.js';

/** A signature together with all that it is checked against; raw bytes. `userId` is SM2's distinguishing id, there only. */
export interface SignatureClaim {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly userId?: string;
}

/** How one algorithm is checked: false for a wrong signature and for bytes that are no key or no signature; never throws. */
export type SignatureCheck = (claim: SignatureClaim) => boolean;

/** The field's prime 2^255 - 19 and the group's order, as numbers; encodings are little-endian. */
const prime = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;

const littleEndian = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes.slice().reverse())}`);

/** The y coordinates, in their only canonical encoding, of the eight points that verify signatures over anything. */
const smallOrder = new Set([
  0n,
  1n,
  prime - 1n,
  littleEndian(Uint8Array.from(atob('JuiVj8KyJ7BFw/SJ8u+Y8NXfrAXTxjM5sTgCiG1T/AU='), (c) => c.charCodeAt(0))),
  littleEndian(Uint8Array.from(atob('xxdqcD1N2E+6PAt2DRBnDyogU/osOczGTsf9d5KsA3o='), (c) => c.charCodeAt(0))),
]);

/** The y coordinate that 32 bytes encode, its sign bit left aside; undefined when another encoding of it is the canonical one. */
const yOf = (encoded: Uint8Array): bigint | undefined => {
  const y = littleEndian(encoded) % 2n ** 255n;
  return y < prime ? y : undefined;
};

/** True for 32 bytes that encode a point canonically and not one of small order. Whether it is on the curve shows in verifying. */
const isStrictKey = (publicKey: Uint8Array): boolean => {
  const y = publicKey.length === 32 ? yOf(publicKey) : undefined;
  return y !== undefined && !smallOrder.has(y);
};

/** True for 64 bytes with a canonical point and a scalar below the group's order. */
const isStrictSignature = (signature: Uint8Array): boolean =>
  signature.length === 64 && yOf(signature.subarray(0, 32)) !== undefined && littleEndian(signature.subarray(32)) < order;

/** Makes a plain Ed25519 check strict: no key of small order, no second encoding of a point or scalar. */
export const strictEd25519 =
  (check: SignatureCheck): SignatureCheck =>
  (claim) => {
    if (!isStrictKey(claim.publicKey) || !isStrictSignature(claim.signature)) return false;
    try {
      return check(claim);
    } catch {
      return false;
    }
  };

/** Ed25519 (RFC 8032), strict, in plain JavaScript. */
export const verifyEd25519: SignatureCheck = strictEd25519(({ signature, message, publicKey }) =>
  ed25519.verify(signature, message, publicKey, { zip215: false }),
);

/** True for the 32 bytes of a usable Ed25519 public key: on the curve, canonical, not of small order. */
export const isEd25519Key = (publicKey: Uint8Array): boolean =>
  isStrictKey(publicKey) && ed25519.utils.isValidPublicKey(publicKey, false);

/** 64 bytes of signature; the secret key is the 32 bytes of seed. */
export const signEd25519 = (message: Uint8Array, secretKey: Uint8Array): Uint8Array => ed25519.sign(message, secretKey);
