import { emptyRoot, nodeHash } from '@lastmile/receipt';
import type { Sha256 } from '@lastmile/receipt';

/** The right edge of a Merkle tree: the roots of its complete subtrees, largest first. Enough to foresee the next roots. */
export interface Frontier {
  readonly size: number;
  readonly peaks: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, peaks: [] };

/** The frontier with further leaf hashes behind it; the one given stays as it is. */
export const extended = (frontier: Frontier, leafHashes: readonly Uint8Array[], sha256: Sha256): Frontier => {
  const peaks = [...frontier.peaks];
  let { size } = frontier;
  for (const leaf of leafHashes) {
    let node = leaf;
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(peaks.pop() ?? node, node, sha256);
    peaks.push(node);
    size += 1;
  }
  return { size, peaks };
};

/** RFC 9162's root of the tree. */
export const rootOf = ({ peaks }: Frontier, sha256: Sha256): Uint8Array =>
  peaks.length === 0 ? emptyRoot : peaks.reduceRight((right, left) => nodeHash(left, right, sha256));
