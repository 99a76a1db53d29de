import { sha256 } from '../sha256.js';
import type { Sha256 } from '../sha256.js';
import { createHashColumn } from './hash-column.js';
import type { HashColumn } from './hash-column.js';
import { emptyRoot, nodeHash } from './merkle-hash.js';

/**
 * An append-only Merkle tree (RFC 9162 §2.1) that keeps the hash of every complete subtree in typed memory, 64 bytes a leaf,
 * so that each root and proof, of the present and of any earlier size, takes O(log size). Sizes and indexes outside the tree
 * throw RangeError. Hashes that come out are copies.
 */
export interface MerkleTree {
  /** Takes the 32 bytes that `leafHash` gives; answers the leaf's index. */
  readonly append: (leafHash: Uint8Array) => number;
  readonly size: () => number;
  /** Root of the first `size` leaves; of all when left out. */
  readonly root: (size?: number) => Uint8Array;
  /** Siblings from the leaf upwards; `size` defaults to the present one. */
  readonly inclusionProof: (index: number, size?: number) => Uint8Array[];
  /** Empty when `from` is 0 or equals `to`; `to` defaults to the present size. */
  readonly consistencyProof: (from: number, to?: number) => Uint8Array[];
}

/** The largest power of two smaller than n; n is at least 2. */
const splitOf = (n: number): number => {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
};

const checkSize = (size: number, most: number): void => {
  if (!Number.isSafeInteger(size) || size < 0 || size > most)
    throw new RangeError(`the tree has no size ${size}, it has ${most}`);
};

const appendTo = (levels: HashColumn[], leaf: Uint8Array, hash: Sha256): number => {
  const index = levels[0]?.length() ?? 0;
  let node = leaf;
  for (let level = 0, place = index; ; level += 1, place = (place - 1) / 2) {
    const column = (levels[level] ??= createHashColumn());
    column.push(node);
    if (place % 2 === 0) return index;
    node = nodeHash(column.at(place - 1), node, hash);
  }
};

/** Root of the `count` leaves from `start` on, which stands where a complete subtree of at least that many leaves begins. */
const rangeRoot = (levels: readonly HashColumn[], range: { start: number; count: number }, hash: Sha256): Uint8Array => {
  const peaks: Uint8Array[] = [];
  let { start, count } = range;
  while (count > 0) {
    const width = splitOf(count + 1);
    const column = levels[Math.log2(width)];
    if (column === undefined) throw new RangeError(`the tree has no subtree of ${width} leaves`);
    peaks.push(column.at(start / width));
    start += width;
    count -= width;
  }
  return peaks.reduceRight((right, left) => nodeHash(left, right, hash)).slice();
};

/** An empty tree. The hash function may be a native one. @example createMerkleTree().append(leafHash(bytes)) */
export const createMerkleTree = (options: { readonly sha256?: Sha256 } = {}): MerkleTree => {
  const hash = options.sha256 ?? sha256;
  const levels: HashColumn[] = [];
  const size = (): number => levels[0]?.length() ?? 0;
  const rootOf = (start: number, count: number): Uint8Array => rangeRoot(levels, { start, count }, hash);

  /** Down from the root to the leaf or complete subtree that `isReached` names, noting the sibling left behind at each step. */
  const descend = (
    goLeft: (split: number, start: number) => boolean,
    isReached: (start: number, count: number) => boolean,
    to: number,
  ) => {
    const siblings: Uint8Array[] = [];
    let [start, count] = [0, to];
    while (!isReached(start, count)) {
      const split = splitOf(count);
      const left = goLeft(split, start);
      siblings.push(left ? rootOf(start + split, count - split) : rootOf(start, split));
      [start, count] = left ? [start, split] : [start + split, count - split];
    }
    return { siblings: siblings.reverse(), start, count };
  };

  return {
    size,
    append(leaf) {
      if (leaf.length !== 32) throw new RangeError('a leaf hash has 32 bytes');
      return appendTo(levels, leaf, hash);
    },
    root(of = size()) {
      checkSize(of, size());
      return of === 0 ? emptyRoot.slice() : rootOf(0, of);
    },
    inclusionProof(index, of = size()) {
      checkSize(of, size());
      if (!Number.isSafeInteger(index) || index < 0 || index >= of) throw new RangeError(`no leaf ${index} among ${of}`);
      return descend(
        (split, start) => index < start + split,
        (_, count) => count === 1,
        of,
      ).siblings;
    },
    consistencyProof(from, to = size()) {
      checkSize(to, size());
      checkSize(from, to);
      if (from === 0 || from === to) return [];
      const { siblings, start, count } = descend(
        (split, start) => from <= start + split,
        (start, count) => start + count === from,
        to,
      );
      // The older tree's own root is known to whoever holds it, so it is left out when the way ends there.
      return start === 0 ? siblings : [rootOf(start, count), ...siblings];
    },
  };
};
