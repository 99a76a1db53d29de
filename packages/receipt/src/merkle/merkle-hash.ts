import { sha256 } from '../sha256.js';
import type { Sha256 } from '../sha256.js';

/** Root of a tree without leaves: the hash of nothing (RFC 9162 §2.1.1). */
export const emptyRoot: Uint8Array = sha256(new Uint8Array(0));

/** Hash of a leaf's bytes, kept apart from nodes by a first byte 0 (RFC 9162 §2.1.1). @example leafHash(utf8(leafText)) */
export const leafHash = (bytes: Uint8Array, hash: Sha256 = sha256): Uint8Array => {
  const prefixed = new Uint8Array(bytes.length + 1);
  prefixed.set(bytes, 1);
  return hash(prefixed);
};

/** Hash of a node over its two children's hashes, 32 bytes each, behind a first byte 1. @example nodeHash(left, right) */
export const nodeHash = (left: Uint8Array, right: Uint8Array, hash: Sha256 = sha256): Uint8Array => {
  const prefixed = new Uint8Array(65);
  prefixed[0] = 1;
  prefixed.set(left, 1);
  prefixed.set(right, 33);
  return hash(prefixed);
};
