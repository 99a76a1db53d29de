import { isEqual } from '../bytes.js';
import { sha256 } from '../sha256.js';
import type { Sha256 } from '../sha256.js';
import { emptyRoot, nodeHash } from './merkle-hash.js';

/** What an inclusion proof claims: the leaf with this hash stands at `index` in the tree of `size` leaves. */
export interface InclusionClaim {
  readonly leafHash: Uint8Array;
  readonly index: number;
  readonly size: number;
  /** Sibling hashes from the leaf upwards, 32 bytes each. */
  readonly proof: readonly Uint8Array[];
}

/** What a consistency proof claims: the tree of `second` leaves begins with the tree of `first` leaves. */
export interface ConsistencyClaim {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const areHashes = (...hashes: readonly Uint8Array[]): boolean =>
  hashes.every((hash) => hash instanceof Uint8Array && hash.length === 32);

// Sizes go beyond the 32 bits of the shift operators.
const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;

/** The way up: `node` is the place in the present level, `last` the last place there. */
const climb = (node: number, last: number): [number, number] => [half(node), half(last)];

/**
 * The root that an inclusion proof leads to (RFC 9162 §2.1.3.2); undefined when the proof has not exactly the length that
 * index and size demand, or a hash not 32 bytes.
 */
export const rootFromInclusion = (claim: InclusionClaim, hash: Sha256 = sha256): Uint8Array | undefined => {
  const { index, size, proof } = claim;
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes(claim.leafHash, ...proof)) return undefined;
  let [node, last] = [index, size - 1];
  let root = claim.leafHash;
  for (const sibling of proof) {
    if (last === 0) return undefined;
    if (isOdd(node) || node === last) {
      root = nodeHash(sibling, root, hash);
      while (!isOdd(node) && node !== 0) [node, last] = climb(node, last);
    } else root = nodeHash(root, sibling, hash);
    [node, last] = climb(node, last);
  }
  return last === 0 ? root : undefined;
};

/** True only when the proof has the exact length and leads to `root`. Never throws for malformed input. */
export const verifyInclusion = (claim: InclusionClaim & { readonly root: Uint8Array }, hash: Sha256 = sha256): boolean => {
  const root = rootFromInclusion(claim, hash);
  return root !== undefined && areHashes(claim.root) && isEqual(root, claim.root);
};

/** Both roots from a proof between two different trees that are not empty (RFC 9162 §2.1.4.2, steps 2 to 8). */
const rootsFromConsistency = (claim: ConsistencyClaim, hash: Sha256): [Uint8Array, Uint8Array] | undefined => {
  let [node, last] = [claim.first - 1, claim.second - 1];
  while (isOdd(node)) [node, last] = climb(node, last);
  // A first tree that is a complete subtree of the second starts the path itself.
  const [start, ...path] = node === 0 ? [claim.firstRoot, ...claim.proof] : claim.proof;
  if (start === undefined) return undefined;
  let [older, newer] = [start, start];
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (isOdd(node) || node === last) {
      older = nodeHash(sibling, older, hash);
      newer = nodeHash(sibling, newer, hash);
      while (!isOdd(node) && node !== 0) [node, last] = climb(node, last);
    } else newer = nodeHash(newer, sibling, hash);
    [node, last] = climb(node, last);
  }
  return last === 0 ? [older, newer] : undefined;
};

/**
 * True only when the second tree begins with the first (RFC 9162 §2.1.4.2), the proof having the exact length. Equal sizes
 * need equal roots and no proof; a first tree of no leaves needs the empty root and no proof. Never throws.
 */
export const verifyConsistency = (claim: ConsistencyClaim, hash: Sha256 = sha256): boolean => {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  if (!isSize(first) || !isSize(second) || first > second || !areHashes(firstRoot, secondRoot, ...proof)) return false;
  if (first === 0 && !isEqual(firstRoot, emptyRoot)) return false;
  if (first === second) return proof.length === 0 && isEqual(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0;
  const roots = rootsFromConsistency(claim, hash);
  return roots !== undefined && isEqual(roots[0], firstRoot) && isEqual(roots[1], secondRoot);
};
