import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { createNoteSigner } from '@lastmile/receipt';
import type { NoteSigner } from '@lastmile/receipt';

/** DER header of an Ed25519 private key (RFC 8410); the 32 bytes of seed follow. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Cosigns under a name with the key of this seed (base64 of 32 bytes); `now` in whole seconds. */
export const createWitnessSigner = (options: { name: string; seed: string; now: () => number }): NoteSigner => {
  const { name, seed, now } = options;
  const key = createPrivateKey({
    key: Buffer.concat([pkcs8Prefix, Buffer.from(seed, 'base64')]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = Uint8Array.from(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
  return createNoteSigner({ kind: 'cosignature', name, publicKey, now, sign: (message) => sign(null, message, key) });
};
