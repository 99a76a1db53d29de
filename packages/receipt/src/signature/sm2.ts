import { sm2 } from 'sm-crypto-v2';
import { fromHex, toHex } from '../bytes.js';
import type { SignatureCheck } from './ed25519.js';

/** Order of the group of curve SM2 (GB/T 32918.5). */
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

const isScalar = (bytes: Uint8Array): boolean => {
  const value = BigInt(`0x${toHex(bytes)}`);
  return value > 0n && value < order;
};

/** Makes a plain SM2 check strict: an uncompressed key of 65 bytes, a signature r ‖ s of 64 with both from 1 to order - 1. */
export const strictSm2 =
  (check: SignatureCheck): SignatureCheck =>
  (claim) => {
    const { publicKey, signature } = claim;
    if (publicKey.length !== 65 || publicKey[0] !== 4 || claim.userId === undefined) return false;
    if (signature.length !== 64 || !isScalar(signature.subarray(0, 32)) || !isScalar(signature.subarray(32))) return false;
    try {
      return check(claim);
    } catch {
      return false;
    }
  };

/** SM2 with SM3 (GB/T 32918.2), strict, in plain JavaScript. The user id is never assumed: the claim must name it. */
export const verifySm2: SignatureCheck = strictSm2(
  ({ message, signature, publicKey, userId }) =>
    isSm2Key(publicKey) && sm2.doVerifySignature(message, toHex(signature), toHex(publicKey), { hash: true, userId }),
);

/** True for the 65 bytes (4 ‖ x ‖ y) of a point of the curve. */
export const isSm2Key = (publicKey: Uint8Array): boolean => {
  if (publicKey.length !== 65 || publicKey[0] !== 4) return false;
  try {
    return sm2.verifyPublicKey(toHex(publicKey));
  } catch {
    return false;
  }
};

export interface Sm2Signing {
  readonly message: Uint8Array;
  /** The scalar, 32 bytes. */
  readonly secretKey: Uint8Array;
  readonly userId: string;
}

/** 64 bytes r ‖ s. */
export const signSm2 = ({ message, secretKey, userId }: Sm2Signing): Uint8Array => {
  const signature = fromHex(sm2.doSignature(message, toHex(secretKey), { hash: true, userId }));
  if (signature?.length !== 64) throw new Error('SM2 gave no signature');
  return signature;
};
