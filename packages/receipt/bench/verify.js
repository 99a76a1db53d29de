/**
 * Prints one JSON line a figure: offline verification of a receipt as the ledger issues it (a log of a million entries, SM2 and
 * Ed25519 by log and parties, two witnesses), inclusion and consistency proofs at a million leaves, and the rate of appending
 * against plain SHA-256 in the same run. Times in milliseconds; `cpu` is the mean processor time of a call, which a busy
 * machine does not stretch as it does the others. Usage: node --expose-gc bench/verify.js [leaves]
 */
import { createHash } from 'node:crypto';
import {
  addSignatures,
  createMerkleTree,
  createNoteSigner,
  createReceipt,
  formatCheckpoint,
  formatLeaf,
  formatReceipt,
  generateKeyFile,
  hashOfJson,
  hashOfSignatures,
  leafHashOf,
  openKeyFile,
  signEd25519,
  signNote,
  signingPayload,
  verifyInclusion,
  verifyReceipt,
} from '@lastmile/receipt';
import { createNativeChecks, generateSm2Pem, nativeSha256, readSm2Key } from '@lastmile/receipt/node';

const leaves = Number(process.argv[2] ?? 1_000_000);
const print = (figure) => console.log(JSON.stringify(figure));
const round = (value) => Math.round(value * 10_000) / 10_000;

/** Percentiles of single calls, after a warm-up that is not counted. */
const measure = (name, calls, call) => {
  for (let at = 0; at < calls / 5; at += 1) call(at);
  const before = process.cpuUsage();
  const times = Float64Array.from({ length: calls }, (_, at) => {
    const start = performance.now();
    call(at);
    return performance.now() - start;
  }).sort();
  const { user, system } = process.cpuUsage(before);
  const at = (share) => round(times[Math.min(calls - 1, Math.floor(calls * share))]);
  print({ figure: name, calls, p50: at(0.5), p99: at(0.99), max: at(1), cpu: round((user + system) / 1000 / calls) });
};

const bytesOf = (text) => Uint8Array.from(Buffer.from(text, 'base64'));
const ed25519 = (kind, name) => {
  const file = generateKeyFile('Ed25519');
  const sign = (message) => signEd25519(message, bytesOf(file.secretKey));
  return createNoteSigner({ kind, name, publicKey: bytesOf(file.publicKey), sign, now: () => 1_790_000_000 });
};

/** Appending and the bare hash of as many bytes, in turns, so that both see the same machine. */
const fill = (tree, leaf, index) => {
  const memory = () => {
    globalThis.gc?.();
    return process.memoryUsage().arrayBuffers;
  };
  const empty = memory();
  const rounds = 20;
  const block = new Uint8Array(65);
  let [appending, hashing] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const [from, to] = [Math.floor((leaves * round) / rounds), Math.floor((leaves * (round + 1)) / rounds)];
    const hashes = Array.from({ length: to - from }, (_, at) =>
      from + at === index ? leaf : nativeSha256(Buffer.from(String(from + at))),
    );
    let start = performance.now();
    for (const hash of hashes) tree.append(hash);
    appending += performance.now() - start;
    start = performance.now();
    for (let at = from; at < to; at += 1) createHash('sha256').update(block).digest();
    hashing += performance.now() - start;
  }
  print({
    figure: 'append',
    leaves,
    perSecond: Math.round((leaves / appending) * 1000),
    sha256PerSecond: Math.round((leaves / hashing) * 1000),
    shareOfSha256: round(hashing / appending),
    ...(globalThis.gc && { bytesPerLeaf: Math.round((memory() - empty) / leaves) }),
  });
};

const terms = { title: '一份条款', price: { amount: '1200000.00', currency: 'CNY' } };
const signing = { contractId: '018f6f5e-9f64-7c1a-8a53-0d6c2f1b7a90', version: 3, termsHash: hashOfJson(terms) };
const partyOf = async (organisationId, algorithm) => {
  const { sign, ...who } = await openKeyFile(generateKeyFile(algorithm));
  return { organisationId, ...who, signature: await sign(signingPayload(signing)), signedAt: '2026-11-23T08:00:00.000Z' };
};

const signatures = [
  await partyOf('018f6f5e-0000-7000-8000-000000000001', 'SM2'),
  await partyOf('018f6f5e-0000-7000-8000-000000000002', 'Ed25519'),
];
const leaf = formatLeaf({
  v: 1,
  type: 'CONTRACT_CONCLUDED',
  contractId: signing.contractId,
  termsHash: signing.termsHash,
  signaturesHash: hashOfSignatures(signatures),
  event: {
    id: '018f6f5e-1111-7000-8000-000000000003',
    stream: `contract-${signing.contractId}`,
    revision: 9,
    hash: 'ab'.repeat(32),
  },
  at: '2026-11-23T08:00:01.000Z',
});
const index = Math.floor(leaves * 0.7);
const tree = createMerkleTree({ sha256: nativeSha256 });
fill(tree, leafHashOf(leaf), index);

const origin = 'lastmile.example/contracts';
const log = [ed25519('Ed25519', origin), createNoteSigner({ kind: 'SM2', name: origin, ...readSm2Key(generateSm2Pem()) })];
const witnesses = ['north', 'south'].map((name) => ed25519('cosignature', `${name}.example/witness`));
const checkpoint = addSignatures(signNote(formatCheckpoint({ origin, size: leaves, root: tree.root() }), log), witnesses);
const keys = [...log, ...witnesses].map(({ verifierKey }) => verifierKey);
const receipt = formatReceipt(
  createReceipt({ leaf, index, proof: tree.inclusionProof(index), checkpoint, keys, signing, signatures }),
);
const trustedKeys = [keys[0]];

const verified = (options) => {
  const verdict = verifyReceipt(receipt, { trustedKeys, terms, ...options });
  if (!verdict.ok) throw new Error(`the receipt of this bench is refused: ${verdict.code} at ${verdict.where}`);
};
print({ figure: 'receipt', bytes: Buffer.byteLength(receipt), leaves });
const checks = createNativeChecks();
measure('verify receipt, Node', 500, () => verified({ checks }));
measure('verify receipt, plain JavaScript', 100, () => verified({}));

/** Places all over the tree, in an order that repeats. */
const places = Array.from({ length: 4096 }, (_, at) => (at * 2_654_435_761) % leaves);
const sizes = places.map((place, at) => Math.max(place + 1, leaves - ((at * 40_503) % Math.max(1, Math.floor(leaves / 2)))));
measure('inclusion proof, present size', 20_000, (at) => tree.inclusionProof(places[at % 4096]));
measure('inclusion proof, any size', 20_000, (at) => tree.inclusionProof(places[at % 4096], sizes[at % 4096]));
measure('consistency proof', 20_000, (at) => tree.consistencyProof(places[at % 4096] + 1));
const claim = { leafHash: leafHashOf(leaf), index, size: leaves, proof: tree.inclusionProof(index), root: tree.root() };
measure('verify inclusion', 5000, () => {
  if (!verifyInclusion(claim)) throw new Error('the proof of this bench is refused');
});
