import { signEd25519, signSm2 } from '../src/index.js';
import {
  addSignatures,
  createMerkleTree,
  createNoteSigner,
  createReceipt,
  formatCheckpoint,
  formatLeaf,
  hashOfJson,
  hashOfSignatures,
  leafHashOf,
  partyKeyId,
  signNote,
  signingPayload,
} from '../src/index.js';
import type { Leaf, NoteKeyKind, NoteSigner, PartySignature, Receipt, ReceiptParts, Signing } from '../src/index.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sm2 } from 'sm-crypto-v2';
import { fromHex, toBase64, utf8 } from '../src/bytes.js';
import { nativeSha256 } from '../src/node.js';

export const origin = 'ledger.example/contracts';
export const terms = { title: '高温质子交换膜', price: { amount: '1200000.00', currency: 'CNY' } };
export const termsHash = hashOfJson(terms);
export const signing: Signing = { contractId: 'c-2f6e', version: 3, termsHash };

const seedOf = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);

export const ed25519Signer = (name: string, fill: number, kind: NoteKeyKind = 'Ed25519'): NoteSigner => {
  const seed = seedOf(fill);
  const sign = (message: Uint8Array): Uint8Array => signEd25519(message, seed);
  return createNoteSigner({ kind, name, publicKey: ed25519.getPublicKey(seed), sign, now: () => 1_790_000_000 });
};

const sm2Public = (secretKey: Uint8Array): Uint8Array =>
  fromHex(sm2.getPublicKeyFromPrivateKey(Buffer.from(secretKey).toString('hex'))) ?? new Uint8Array(0);

export const sm2Signer = (name: string, fill: number): NoteSigner => {
  const secretKey = seedOf(fill);
  const sign = (message: Uint8Array): Uint8Array => signSm2({ message, secretKey, userId: '' });
  return createNoteSigner({ kind: 'SM2', name, publicKey: sm2Public(secretKey), userId: '', sign });
};

export const ed25519Party = (organisationId: string, fill: number, payload = signingPayload(signing)): PartySignature => {
  const publicKey = ed25519.getPublicKey(seedOf(fill));
  return {
    organisationId,
    keyId: partyKeyId(publicKey),
    algorithm: 'Ed25519',
    publicKey: toBase64(publicKey),
    signature: toBase64(signEd25519(utf8(payload), seedOf(fill))),
    signedAt: '2026-11-23T08:00:00.000Z',
  };
};

export const sm2Party = (organisationId: string, fill: number, payload = signingPayload(signing)): PartySignature => {
  const publicKey = sm2Public(seedOf(fill));
  return {
    organisationId,
    keyId: partyKeyId(publicKey),
    algorithm: 'SM2',
    userId: '',
    publicKey: toBase64(publicKey),
    signature: toBase64(signSm2({ message: utf8(payload), secretKey: seedOf(fill), userId: '' })),
    signedAt: '2026-11-23T09:30:00.000Z',
  };
};

/** Another entry, to fill a log with. */
export const noticeLeaf = (at: number): string =>
  formatLeaf({
    v: 1,
    type: 'NOTICE_CLOSED',
    subjectId: `n-${at}`,
    event: { id: `e-${at}`, stream: `notice-${at}`, revision: at, hash: 'ab'.repeat(32) },
    at: '2026-11-20T00:00:00.000Z',
  });

export const concludedLeaf = (signatures: readonly PartySignature[], change: Partial<Leaf> = {}): string =>
  formatLeaf({
    v: 1,
    type: 'CONTRACT_CONCLUDED',
    contractId: signing.contractId,
    termsHash,
    signaturesHash: hashOfSignatures(signatures),
    event: { id: 'e-77', stream: 'contract-c-2f6e', revision: 9, hash: 'cd'.repeat(32) },
    at: '2026-11-23T09:30:01.000Z',
    ...change,
  });

export interface Ledger {
  readonly log: readonly NoteSigner[];
  readonly witnesses: readonly NoteSigner[];
}

export const ledger: Ledger = {
  log: [ed25519Signer(origin, 1)],
  witnesses: [ed25519Signer('north.example/witness', 2, 'cosignature')],
};

export interface Place {
  readonly leaf: string;
  readonly index: number;
  readonly size: number;
  readonly by?: Ledger;
}

/** A log with the leaf at its place among others, its signed checkpoint and the proof: all that stands for a receipt. */
export const recorded = ({ leaf, index, size, by = ledger }: Place): Omit<ReceiptParts, 'signing' | 'signatures'> => {
  const tree = createMerkleTree({ sha256: nativeSha256 });
  for (let at = 0; at < size; at += 1) tree.append(leafHashOf(at === index ? leaf : noticeLeaf(at), nativeSha256));
  const text = formatCheckpoint({ origin, size, root: tree.root() });
  const checkpoint = by.witnesses.length > 0 ? addSignatures(signNote(text, by.log), by.witnesses) : signNote(text, by.log);
  const keys = [...by.log, ...by.witnesses].map(({ verifierKey }) => verifierKey);
  return { leaf, index, proof: tree.inclusionProof(index), checkpoint, keys };
};

export const parties = [ed25519Party('org-university', 11), ed25519Party('org-enterprise', 12)];

/** A valid receipt; `change` alters the parts before anything is hashed or signed over them. */
export const receiptOf = (change: { signatures?: PartySignature[]; signing?: Signing; place?: Partial<Place> } = {}): Receipt => {
  const { signatures = parties } = change;
  const place = { leaf: concludedLeaf(signatures), index: 5, size: 11, ...change.place };
  return createReceipt({ ...recorded(place), signing: change.signing ?? signing, signatures });
};
