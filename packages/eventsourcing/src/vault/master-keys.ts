import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

export interface BoxInput {
  /** 32 bytes. */
  key: Uint8Array;
  /** What the box belongs to; it opens with the same text only. */
  aad: string;
  nonce?: Uint8Array;
}

/** AES-256-GCM: nonce (12 bytes), ciphertext, tag (16 bytes) in one piece. */
export const sealBox = (plaintext: Uint8Array, { key, aad, nonce = randomBytes(nonceBytes) }: BoxInput): Buffer => {
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(aad));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
};

/** Throws when a single bit of box, key or aad is another. */
export const openBox = (box: Uint8Array, { key, aad }: Omit<BoxInput, 'nonce'>): Buffer => {
  const end = box.length - tagBytes;
  if (end < nonceBytes) throw new Error('too short for a sealed box');
  const decipher = createDecipheriv(algorithm, key, box.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(aad)).setAuthTag(box.subarray(end));
  return Buffer.concat([decipher.update(box.subarray(nonceBytes, end)), decipher.final()]);
};

/** A data key under the master key `kid`; `wrapped` is base64. */
export interface WrappedKey {
  kid: string;
  wrapped: string;
}

export interface MasterKeys {
  wrap(dataKey: Uint8Array, aad: string): WrappedKey;
  /** Throws when the master key is not known any more, or when what was wrapped is not what was kept. */
  unwrap(wrapped: WrappedKey, aad: string): Buffer;
}

const entry = /^([a-z0-9-]{1,32}):([A-Za-z0-9+/]{43}=)$/;

/** Master keys from `id:base64 of 32 bytes`, separated by commas: the first wraps, all unwrap. Says nothing of the keys when it refuses. */
export const masterKeysFrom = (text: string): MasterKeys => {
  const parsed = text.split(',').map((part) => entry.exec(part.trim()));
  const keys = new Map(parsed.map((match) => [match?.[1] ?? '', Buffer.from(match?.[2] ?? '', 'base64')]));
  const [current] = keys.keys();
  if (current === undefined || keys.has('') || keys.size !== parsed.length)
    throw new Error('master keys are written id:base64 of 32 bytes, each id once');
  const keyOf = (kid: string): Buffer => {
    const key = keys.get(kid);
    if (!key) throw new Error(`no master key ${kid}`);
    return key;
  };
  return {
    wrap: (dataKey, aad) => ({ kid: current, wrapped: sealBox(dataKey, { key: keyOf(current), aad }).toString('base64') }),
    unwrap: ({ kid, wrapped }, aad) => openBox(Buffer.from(wrapped, 'base64'), { key: keyOf(kid), aad }),
  };
};
