export { canonicalJson } from './jcs.js';
export { sha256 } from './sha256.js';
export type { Sha256 } from './sha256.js';
export { emptyRoot, leafHash, nodeHash } from './merkle/merkle-hash.js';
export { rootFromInclusion, verifyConsistency, verifyInclusion } from './merkle/merkle-proof.js';
export type { ConsistencyClaim, InclusionClaim } from './merkle/merkle-proof.js';
export { createMerkleTree } from './merkle/merkle-tree.js';
export type { MerkleTree } from './merkle/merkle-tree.js';
