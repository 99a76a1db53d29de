import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { fromHex, toHex, utf8 } from '../bytes.js';
import { emptyRoot, leafHash, nodeHash } from './merkle-hash.js';
import { rootFromInclusion, verifyConsistency, verifyInclusion } from './merkle-proof.js';
import { createMerkleTree } from './merkle-tree.js';

const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array(0);
const native = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** The tree of eight leaves that implementations of the standard test themselves with. */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const node01to02 = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const leaf1 = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const leaf4 = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const right = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';
const node67 = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const node45 = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';

const treeOf = (leaves: readonly Uint8Array[], sha256 = native) => {
  const tree = createMerkleTree({ sha256 });
  for (const leaf of leaves) tree.append(leafHash(leaf, sha256));
  return tree;
};

/** The standard's recursive definitions, word for word and slow. */
const split = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);
const naiveRoot = (leaves: readonly Uint8Array[]): Uint8Array => {
  if (leaves.length === 0) return emptyRoot;
  if (leaves.length === 1) return leafHash(leaves[0]!, native);
  const k = split(leaves.length);
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)), native);
};
const naivePath = (m: number, leaves: readonly Uint8Array[]): Uint8Array[] => {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
};
const naiveSubproof = (m: number, leaves: readonly Uint8Array[], isWhole: boolean): Uint8Array[] => {
  if (m === leaves.length) return isWhole ? [] : [naiveRoot(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...naiveSubproof(m, leaves.slice(0, k), isWhole), naiveRoot(leaves.slice(k))]
    : [...naiveSubproof(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
};

const numbered = (count: number): Uint8Array[] => Array.from({ length: count }, (_, at) => utf8(`leaf ${at}`));
const damaged = (bytes: Uint8Array, bit: number): Uint8Array =>
  bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));

describe('known answers', () => {
  const tree = treeOf(inputs.map(hex));

  it.each(roots.map((root, size) => [size, root] as const))('root of %i leaves', (size, root) =>
    expect(toHex(tree.root(size))).toBe(root),
  );

  it.each([
    [0, 1, []],
    [0, 8, [leaf1, node01to02, right]],
    [5, 8, [leaf4, node67, roots[4]!]],
    [2, 3, [roots[2]!]],
    [1, 5, [roots[1]!, node01to02, leaf4]],
  ])('inclusion of leaf %i in %i', (index, size, proof) => {
    expect(tree.inclusionProof(index, size).map(toHex)).toEqual(proof);
    const claim = { leafHash: leafHash(hex(inputs[index]!)), index, size, proof: proof.map(hex), root: hex(roots[size]!) };
    expect(verifyInclusion(claim)).toBe(true);
  });

  it.each([
    [1, 1, []],
    [1, 8, [leaf1, node01to02, right]],
    [6, 8, [node45, node67, roots[4]!]],
    [2, 5, [node01to02, leaf4]],
  ])('consistency of %i with %i', (first, second, proof) => {
    expect(tree.consistencyProof(first, second).map(toHex)).toEqual(proof);
    const [firstRoot, secondRoot] = [hex(roots[first]!), hex(roots[second]!)];
    expect(verifyConsistency({ first, second, firstRoot, secondRoot, proof: proof.map(hex) })).toBe(true);
  });

  it('is the same with the built-in hash function', () =>
    expect(toHex(treeOf(inputs.map(hex), undefined).root())).toBe(roots[8]));
});

describe('against the recursive definition', () => {
  const leaves = numbered(130);
  const tree = treeOf(leaves);

  it('every root, and every inclusion proof of every size', () => {
    for (let size = 0; size <= 40; size += 1) {
      const some = leaves.slice(0, size);
      expect(tree.root(size)).toEqual(Uint8Array.from(naiveRoot(some)));
      for (let index = 0; index < size; index += 1) {
        expect(tree.inclusionProof(index, size).map(toHex)).toEqual(naivePath(index, some).map(toHex));
      }
    }
  });

  it('every consistency proof', () => {
    for (let to = 1; to <= 40; to += 1)
      for (let from = 1; from <= to; from += 1) {
        expect(tree.consistencyProof(from, to).map(toHex)).toEqual(naiveSubproof(from, leaves.slice(0, to), true).map(toHex));
      }
  });

  it('any size, leaf and earlier size verify, and with one bit changed anywhere they do not', () => {
    const place = fc.record({
      size: fc.integer({ min: 1, max: 130 }),
      a: fc.nat(),
      b: fc.nat(),
      bit: fc.nat(255),
      node: fc.nat(),
    });
    fc.assert(
      fc.property(place, ({ size, a, b, bit, node }) => {
        const index = a % size;
        const claim = {
          leafHash: leafHash(leaves[index]!),
          index,
          size,
          proof: tree.inclusionProof(index, size),
          root: tree.root(size),
        };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leafHash: damaged(claim.leafHash, bit) })).toBe(false);
        expect(verifyInclusion({ ...claim, root: damaged(claim.root, bit) })).toBe(false);
        const hit = claim.proof.map((hash, at) => (at === node % claim.proof.length ? damaged(hash, bit) : hash));
        if (hit.length > 0) expect(verifyInclusion({ ...claim, proof: hit })).toBe(false);

        const first = 1 + (b % size);
        const proof = tree.consistencyProof(first, size);
        const grown = { first, second: size, firstRoot: tree.root(first), secondRoot: claim.root, proof };
        expect(verifyConsistency(grown)).toBe(true);
        expect(verifyConsistency({ ...grown, firstRoot: damaged(grown.firstRoot, bit) })).toBe(false);
        expect(verifyConsistency({ ...grown, secondRoot: damaged(grown.secondRoot, bit) })).toBe(false);
        const hitProof = proof.map((hash, at) => (at === node % proof.length ? damaged(hash, bit) : hash));
        if (hitProof.length > 0) expect(verifyConsistency({ ...grown, proof: hitProof })).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});

describe('strictness', () => {
  const leaves = numbered(70);
  const tree = treeOf(leaves);
  const claimOf = (index: number, size: number) => ({
    leafHash: leafHash(leaves[index]!),
    index,
    size,
    proof: tree.inclusionProof(index, size),
    root: tree.root(size),
  });

  it('an inclusion proof fits one index and one size only', () => {
    for (let size = 1; size <= 33; size += 1)
      for (let index = 0; index < size; index += 1) {
        const claim = claimOf(index, size);
        for (let other = 0; other < 36; other += 1) {
          expect(verifyInclusion({ ...claim, index: other })).toBe(other === index);
        }
        const other = { ...claim, size: size + 1, root: tree.root(size + 1) };
        expect(verifyInclusion(other)).toBe(false);
      }
  });

  it('a proof that is longer, shorter or turned is refused', () => {
    for (let size = 2; size <= 33; size += 1)
      for (let index = 0; index < size; index += 1) {
        const claim = claimOf(index, size);
        const { proof } = claim;
        for (const other of [[...proof, proof[0]!], [proof[0]!, ...proof], proof.slice(1), proof.slice(0, -1)]) {
          expect(verifyInclusion({ ...claim, proof: other })).toBe(false);
        }
        if (proof.length > 1) expect(verifyInclusion({ ...claim, proof: [...proof].reverse() })).toBe(false);
      }
  });

  it('a consistency proof fits one pair of sizes only, at its exact length', () => {
    for (let second = 2; second <= 33; second += 1)
      for (let first = 1; first < second; first += 1) {
        const proof = tree.consistencyProof(first, second);
        const claim = { first, second, firstRoot: tree.root(first), secondRoot: tree.root(second), proof };
        expect(verifyConsistency(claim)).toBe(true);
        for (const other of [[...proof, proof[0]!], [proof[0]!, ...proof], proof.slice(1), proof.slice(0, -1), []]) {
          if (other.length !== proof.length) expect(verifyConsistency({ ...claim, proof: other })).toBe(false);
        }
        expect(verifyConsistency({ ...claim, first: second, second: first })).toBe(false);
        expect(verifyConsistency({ ...claim, firstRoot: tree.root(first - 1) })).toBe(false);
      }
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53, Infinity])('no index, size or number of leaves %p', (odd) => {
    const claim = claimOf(0, 1);
    expect(verifyInclusion({ ...claim, index: odd })).toBe(false);
    expect(verifyInclusion({ ...claim, size: odd })).toBe(false);
    const same = { first: 1, second: 1, firstRoot: claim.root, secondRoot: claim.root, proof: [] };
    expect(verifyConsistency(same)).toBe(true);
    expect(verifyConsistency({ ...same, first: odd })).toBe(false);
    expect(verifyConsistency({ ...same, second: odd })).toBe(false);
    expect(() => tree.root(odd)).toThrow(RangeError);
    expect(() => tree.inclusionProof(odd, 3)).toThrow(RangeError);
    expect(() => tree.consistencyProof(odd, 3)).toThrow(RangeError);
  });

  it('a proof too long or too short is refused even when a root was made to fit it', () => {
    const [leaf, more] = [leafHash(leaves[0]!), leafHash(leaves[1]!)];
    const longer = { leafHash: leaf, index: 0, size: 1, proof: [more], root: nodeHash(more, leaf) };
    expect(verifyInclusion(longer)).toBe(false);
    const [older, newer] = [tree.root(1), nodeHash(tree.root(1), more)];
    // From 1 to 2 one hash is due, from 1 to 4 two.
    expect(verifyConsistency({ first: 1, second: 2, firstRoot: older, secondRoot: newer, proof: [more] })).toBe(true);
    expect(verifyConsistency({ first: 1, second: 4, firstRoot: older, secondRoot: newer, proof: [more] })).toBe(false);
    const beyond = { firstRoot: nodeHash(more, older), secondRoot: nodeHash(more, newer), proof: [more, more] };
    expect(verifyConsistency({ first: 1, second: 2, ...beyond, firstRoot: older })).toBe(false);
    const start = tree.root(3);
    const over = {
      firstRoot: nodeHash(more, nodeHash(more, start)),
      secondRoot: nodeHash(more, nodeHash(more, nodeHash(start, older))),
    };
    expect(verifyConsistency({ first: 3, second: 4, ...over, proof: [start, older, more, more] })).toBe(false);
  });

  it('hashes of another length are refused', () => {
    const claim = claimOf(3, 7);
    expect(rootFromInclusion({ ...claim, leafHash: claim.leafHash.slice(1) })).toBeUndefined();
    expect(verifyInclusion({ ...claim, root: new Uint8Array(33) })).toBe(false);
    expect(verifyInclusion({ ...claim, proof: [new Uint8Array(0), ...claim.proof.slice(1)] })).toBe(false);
    expect(() => createMerkleTree().append(new Uint8Array(31))).toThrow(RangeError);
  });

  it('from the empty tree on, only the empty root and no proof will do', () => {
    const claim = { first: 0, second: 5, firstRoot: emptyRoot, secondRoot: tree.root(5), proof: [] };
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, firstRoot: tree.root(1) })).toBe(false);
    expect(verifyConsistency({ ...claim, proof: [tree.root(1)] })).toBe(false);
    expect(verifyConsistency({ ...claim, second: 0, secondRoot: emptyRoot })).toBe(true);
    expect(verifyConsistency({ ...claim, second: 0 })).toBe(false);
    expect(tree.consistencyProof(0, 5)).toEqual([]);
    expect(verifyInclusion({ leafHash: emptyRoot, index: 0, size: 0, proof: [], root: emptyRoot })).toBe(false);
  });

  it('what comes out is a copy: writing to it changes nothing', () => {
    const before = toHex(tree.root(8));
    tree.root(8).fill(0);
    tree.root(1).fill(0);
    for (const hash of tree.inclusionProof(2, 8)) hash.fill(0);
    for (const hash of tree.consistencyProof(4, 8)) hash.fill(0);
    expect(toHex(tree.root(8))).toBe(before);
    expect(toHex(tree.root(1))).toBe(toHex(leafHash(leaves[0]!)));
  });

  it('grows over many chunks and still proves', () => {
    const big = createMerkleTree({ sha256: native });
    const leaf = (at: number) => leafHash(utf8(String(at)), native);
    for (let at = 0; at < 10_000; at += 1) expect(big.append(leaf(at))).toBe(at);
    expect(big.size()).toBe(10_000);
    for (const index of [0, 4095, 4096, 8191, 8192, 9999]) {
      const claim = { leafHash: leaf(index), index, size: 10_000, proof: big.inclusionProof(index), root: big.root() };
      expect(verifyInclusion(claim, native)).toBe(true);
    }
    const consistency = { first: 4097, second: 10_000, firstRoot: big.root(4097), secondRoot: big.root() };
    expect(verifyConsistency({ ...consistency, proof: big.consistencyProof(4097) }, native)).toBe(true);
  });
});
