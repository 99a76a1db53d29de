import { Refusal } from '../refusal.js';
import type { RefusalCode } from '../refusal.js';
import type { PartySignature } from '../receipt/party-signature.js';
import { verifyReceipt } from '../receipt/verify-receipt.js';
import type { ReceiptVerdict } from '../receipt/verify-receipt.js';
import type { SignatureChecks } from '../signature/signature-checks.js';
import { portableChecks } from '../signature/signature-checks.js';
import { sha256 } from '../sha256.js';
import type { Sha256 } from '../sha256.js';
import type { HashedEvent } from './kept-event.js';
import { demandEvents, demandExtracts, demandPackSignatures, demandTerms } from './pack-contents.js';
import { demandRecordManifest, fileJson, fileText, objectOf, openPack } from './pack-reading.js';
import type { PackFiles } from './pack-reading.js';
import { PackRefusal, refusePack } from './pack-refusal.js';
import type { PackRefusalCode } from './pack-refusal.js';

export interface VerifyPackOptions {
  /** Verifier keys that the caller trusts; given at all, each receipt in the pack must be signed by one of them. */
  readonly trustedKeys?: readonly string[];
  readonly checks?: SignatureChecks;
  readonly sha256?: Sha256;
}

/** A receipt in a pack, verified. */
export type PackReceipt = Extract<ReceiptVerdict, { ok: true }>;

export type PackVerdict =
  | {
      readonly ok: true;
      /** False when no key was pinned or when the pack holds no receipt: it is then consistent in itself and no more. */
      readonly trusted: boolean;
      readonly contractId: string;
      /** Of the last event of the record. */
      readonly revision: number;
      /** Events in the pack, those after the record included. */
      readonly events: number;
      readonly files: number;
      /** SHA-256 of `record/manifest.json`. */
      readonly packHash: string;
      readonly seal?: PackReceipt;
      readonly conclusion?: PackReceipt;
      readonly parties: readonly PartySignature[];
    }
  | { readonly ok: false; readonly code: PackRefusalCode | RefusalCode; readonly where: string };

interface Opened {
  readonly files: PackFiles;
  readonly events: readonly HashedEvent[];
  readonly options: VerifyPackOptions;
}

const demandReceipt = ({ files, options }: Opened, path: string): PackReceipt => {
  fileJson(files, path);
  const { trustedKeys, checks } = options;
  const verdict = verifyReceipt(fileText(files, path), { trustedKeys, checks });
  return verdict.ok ? verdict : refusePack(verdict.code, `${path} ${verdict.where}`);
};

/** The leaf stands for this very event, and its `detailsHash` for all events up to it. */
const demandOfEvent = ({ leaf }: PackReceipt, entry: HashedEvent | undefined, path: string): void => {
  const { id, stream, revision } = entry?.event ?? {};
  const { event, detailsHash } = leaf;
  const isIts = event.id === id && event.stream === stream && event.revision === revision && event.hash === entry?.hash;
  if (!isIts || detailsHash !== entry?.chain) refusePack('PACK_RECEIPT_MISMATCH', path);
};

const conclusionOf = (opened: Opened): PackReceipt | undefined => {
  const path = 'receipt.json';
  const concluded = opened.events.find(({ event }) => event.type.startsWith('ContractConcluded.v'));
  if (!concluded) return opened.files.has(path) ? refusePack('PACK_FILE_UNEXPECTED', path) : undefined;
  const receipt = demandReceipt(opened, path);
  if (receipt.leaf.type !== 'CONTRACT_CONCLUDED') refusePack('PACK_RECEIPT_MISMATCH', path);
  demandOfEvent(receipt, concluded, path);
  return receipt;
};

const sealOf = (opened: Opened, record: { packHash: string; revision: number }): PackReceipt | undefined => {
  const path = 'seal/receipt.json';
  const seals = opened.events.filter(({ event }) => event.type.startsWith('DiligencePackSealed.v'));
  const own = seals.find(({ event }) => objectOf(event.data).coveredRevision === record.revision);
  if (!own) return opened.files.has(path) ? refusePack('PACK_FILE_UNEXPECTED', path) : undefined;
  if (objectOf(own.event.data).packHash !== record.packHash) refusePack('PACK_SEAL_MISMATCH', 'record/manifest.json');
  const receipt = demandReceipt(opened, path);
  if (receipt.leaf.type !== 'DILIGENCE_SEALED') refusePack('PACK_RECEIPT_MISMATCH', path);
  demandOfEvent(receipt, own, path);
  return receipt;
};

const demandAttachments = (files: PackFiles): void => {
  const listed = fileText(files, 'record/attachments.json');
  for (const path of files.keys()) {
    const isListed = !path.startsWith('attachments/') || listed.includes(`"${path.slice('attachments/'.length)}"`);
    if (!isListed) refusePack('PACK_FILE_UNEXPECTED', path);
  }
};

const verify = (bytes: Uint8Array, options: VerifyPackOptions): PackVerdict => {
  const { checks = portableChecks, sha256: hash = sha256 } = options;
  const { files, contractId } = openPack(bytes, hash);
  const { record, since } = demandEvents(files, contractId);
  const last = record.at(-1);
  const facts = { contractId, revision: last?.event.revision ?? 0, historyHash: last?.chain ?? '' };
  const packHash = demandRecordManifest(files, facts, hash);
  fileJson(files, 'record/rules.json');
  demandTerms(files, record, hash);
  demandExtracts(files, record);
  demandAttachments(files);
  const opened: Opened = { files, events: [...record, ...since], options: { ...options, checks } };
  const conclusion = conclusionOf(opened);
  const seal = sealOf(opened, { packHash, revision: facts.revision });
  const parties = demandPackSignatures(files, { contractId, record }, checks);
  const receipts = [conclusion, seal].filter((receipt) => receipt !== undefined);
  return {
    ok: true,
    trusted: receipts.length > 0 && receipts.every(({ trusted }) => trusted),
    contractId,
    revision: facts.revision,
    events: opened.events.length,
    files: files.size,
    packHash,
    ...(seal && { seal }),
    ...(conclusion && { conclusion }),
    parties,
  };
};

/**
 * Verifies an evidence pack, given as its bytes, without network and clock. Never throws: whatever does not hold is a refusal with a code
 * and the file. Without `trustedKeys` an `ok` only says that the pack is consistent with the keys that it carries.
 * @example verifyPack(bytes, { trustedKeys: ['lastmile.example/contracts+0a1b2c3d+AQ…'] })
 */
export const verifyPack = (bytes: Uint8Array, options: VerifyPackOptions = {}): PackVerdict => {
  try {
    return verify(bytes, options);
  } catch (error) {
    if (error instanceof PackRefusal || error instanceof Refusal) return { ok: false, code: error.code, where: error.where };
    throw error;
  }
};
