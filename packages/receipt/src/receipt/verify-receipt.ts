import { verifyInclusion } from '../merkle/merkle-proof.js';
import { parseCheckpoint } from '../note/checkpoint.js';
import type { Checkpoint } from '../note/checkpoint.js';
import { createNoteVerifier, openNote } from '../note/note-signing.js';
import type { NoteVerifier, VerifiedSignature } from '../note/note-signing.js';
import { parseNote } from '../note/signed-note.js';
import { toBase64 } from '../bytes.js';
import { Refusal, refuse } from '../refusal.js';
import type { RefusalCode } from '../refusal.js';
import { portableChecks } from '../signature/signature-checks.js';
import type { SignatureChecks } from '../signature/signature-checks.js';
import { leafHashOf, parseLeaf } from './leaf.js';
import type { Leaf } from './leaf.js';
import { demandSignatures, hashOfJson, hashOfSignatures } from './party-signature.js';
import type { PartySignature } from './party-signature.js';
import { parseReceipt, proofOf } from './receipt.js';
import type { Receipt } from './receipt.js';
import { parseJson } from './strict-json.js';

export interface VerifyOptions {
  /** Verifier keys that the caller trusts, of the log and of witnesses. Given at all, one of them must be the log's. */
  readonly trustedKeys?: readonly string[];
  /** The terms document, as JSON text or as its value: it must hash to the leaf's `termsHash`. */
  readonly terms?: unknown;
  /** Faster signature checks, such as native ones; they must be as strict. */
  readonly checks?: SignatureChecks;
}

/** Who signed the checkpoint, and whether the caller had pinned that key. */
export interface CheckpointSigner extends VerifiedSignature {
  readonly trusted: boolean;
}

export type ReceiptVerdict =
  | {
      readonly ok: true;
      /** False when no key was pinned: the receipt is consistent with the key that it carries, whosever that is. */
      readonly trusted: boolean;
      readonly leaf: Leaf;
      readonly origin: string;
      readonly index: number;
      readonly size: number;
      /** The log's own signatures. */
      readonly signedBy: readonly CheckpointSigner[];
      /** Witnesses, with the time (seconds since 1970) at which each cosigned. */
      readonly cosignedBy: readonly CheckpointSigner[];
      /** The parties' signatures, all valid; empty for an entry that nobody signs. */
      readonly parties: readonly PartySignature[];
      readonly termsChecked: boolean;
    }
  | { readonly ok: false; readonly code: RefusalCode; readonly where: string };

const verifierAt = (key: string, where: string, checks: SignatureChecks): NoteVerifier => {
  try {
    return createNoteVerifier(key, checks);
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.code, where);
    throw error;
  }
};

/** Each key of a receipt has one role: the log's own under the log's name, or a witness' with a name and key of its own. */
const demandRoles = (verifiers: readonly NoteVerifier[], origin: string): void => {
  for (const [at, { key }] of verifiers.entries()) {
    const isLog = key.name === origin;
    if (isLog === (key.kind === 'cosignature')) refuse('KEY_UNEXPECTED', `keys[${at}]`);
    const isRepeated = verifiers.slice(0, at).some((other) => toBase64(other.key.publicKey) === toBase64(key.publicKey));
    if (isRepeated) refuse('KEY_DUPLICATE', `keys[${at}]`);
  }
  if (!verifiers.some(({ key }) => key.name === origin)) refuse('NOTE_SIGNATURE_MISSING', 'keys');
};

/** Signatures and keys of the checkpoint belong together one by one: none is unknown, none is without its signature. */
const demandSigned = (receipt: Receipt, checkpoint: Checkpoint, checks: SignatureChecks): readonly VerifiedSignature[] => {
  const verifiers = receipt.keys.map((key, at) => verifierAt(key, `keys[${at}]`, checks));
  demandRoles(verifiers, checkpoint.origin);
  const { verified, unknown } = openNote(receipt.checkpoint, verifiers);
  if (unknown.length > 0) return refuse('NOTE_SIGNATURE_UNKNOWN', 'checkpoint');
  const silent = verifiers.findIndex(({ key, keyId }) => !verified.some((one) => one.name === key.name && one.keyId === keyId));
  return silent < 0 ? verified : refuse('NOTE_SIGNATURE_MISSING', `keys[${silent}]`);
};

const demandIncluded = (receipt: Receipt, { size, root }: Checkpoint): void => {
  const claim = { leafHash: leafHashOf(receipt.leaf), index: receipt.index, size, proof: proofOf(receipt), root };
  if (!verifyInclusion(claim)) refuse('INCLUSION_INVALID', 'proof');
};

/** The cheap half: whether what the parties signed is what the leaf speaks of. */
const demandBound = ({ signing, signatures }: Receipt, leaf: Leaf): void => {
  const isSigned = leaf.signaturesHash !== undefined;
  if (isSigned !== (signing !== undefined)) refuse('SIGNING_MISMATCH', 'signing');
  if (isSigned !== (signatures !== undefined)) refuse('SIGNATURES_HASH_MISMATCH', 'signatures');
  if (signing && signing.contractId !== leaf.contractId) refuse('SIGNING_MISMATCH', 'signing.contractId');
  if (signing && signing.termsHash !== leaf.termsHash) refuse('SIGNING_MISMATCH', 'signing.termsHash');
  if (signatures && hashOfSignatures(signatures) !== leaf.signaturesHash) refuse('SIGNATURES_HASH_MISMATCH', 'signatures');
  if (signatures?.length === 0) refuse('RECEIPT_MALFORMED', 'receipt.signatures');
};

const hashOfTerms = (terms: unknown): string => {
  const value = typeof terms === 'string' ? parseJson(terms, 'terms') : terms;
  try {
    return hashOfJson(value);
  } catch {
    return refuse('JSON_INVALID', 'terms');
  }
};

const verify = (given: unknown, { trustedKeys, terms, checks = portableChecks }: VerifyOptions): ReceiptVerdict => {
  const receipt = parseReceipt(given);
  const leaf = parseLeaf(receipt.leaf);
  const checkpoint = parseCheckpoint(parseNote(receipt.checkpoint).text);
  // Hashes first: they cost little and find nearly every change.
  demandIncluded(receipt, checkpoint);
  demandBound(receipt, leaf);
  if (terms !== undefined && hashOfTerms(terms) !== leaf.termsHash) refuse('TERMS_HASH_MISMATCH', 'terms');
  const signers = demandSigned(receipt, checkpoint, checks);
  const pinned = trustedKeys?.map((key, at) => verifierAt(key, `trustedKeys[${at}]`, checks));
  const signedBy = signers.map((signer) => {
    return { ...signer, trusted: pinned?.some(({ key, keyId }) => key.name === signer.name && keyId === signer.keyId) ?? false };
  });
  const byLog = signedBy.filter(({ kind }) => kind !== 'cosignature');
  const isTrusted = byLog.some(({ trusted }) => trusted);
  if (pinned && !isTrusted) refuse('LOG_KEY_NOT_TRUSTED', 'keys');
  if (receipt.signing) demandSignatures(receipt.signing, receipt.signatures ?? [], checks);
  return {
    ok: true,
    trusted: isTrusted,
    leaf,
    origin: checkpoint.origin,
    index: receipt.index,
    size: checkpoint.size,
    signedBy: byLog,
    cosignedBy: signedBy.filter(({ kind }) => kind === 'cosignature'),
    parties: receipt.signatures ?? [],
    termsChecked: terms !== undefined,
  };
};

/**
 * Verifies a receipt, given as JSON text or as the value of it, without network and clock. Never throws: whatever does not
 * hold is a refusal with a code of the closed list and the place. Without `trustedKeys` an `ok` only says that the receipt is
 * consistent with the key that it carries.
 * @example verifyReceipt(text, { trustedKeys: ['lastmile.example/contracts+0a1b2c3d+AQ…'] })
 */
export const verifyReceipt = (receipt: unknown, options: VerifyOptions = {}): ReceiptVerdict => {
  try {
    return verify(receipt, options);
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, where: error.where };
    throw error;
  }
};
