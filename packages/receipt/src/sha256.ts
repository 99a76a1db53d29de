import { sha256 as noble } from '@noble/hashes/sha2.js';

/** SHA-256 of bytes: 32 bytes. A server may hand in its native one. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array;

export const sha256: Sha256 = (bytes) => noble(bytes);
