import { toHex, utf8 } from '../bytes.js';
import { canonicalJson } from '../jcs.js';
import { sha256 } from '../sha256.js';
import type { Sha256 } from '../sha256.js';
import { formatEvents, hashedEvents } from './kept-event.js';
import type { HashedEvent, KeptEvent } from './kept-event.js';
import { packReadme } from './pack-readme.js';
import { writeZip } from './zip.js';
import type { PackFile } from './zip.js';

export const packFormat = 'lastmile-pack/v1';
export const recordFormat = 'lastmile-pack-record/v1';

/** Files of the record that every pack has, besides its manifest, its history and each version of the terms. */
export const recordExtracts = ['attachments', 'checks', 'declarations', 'due-diligence', 'notices'] as const;
export type RecordExtract = (typeof recordExtracts)[number];

export interface FileEntry {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

export const entriesOf = (files: readonly PackFile[], hash: Sha256 = sha256): FileEntry[] =>
  files
    .map(({ path, bytes }) => ({ path, size: bytes.length, sha256: toHex(hash(bytes)) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

export const textFile = (path: string, text: string): PackFile => ({ path, bytes: utf8(text) });

/** The text of `manifest.json`: every other file. */
export const formatPackManifest = (contractId: string, files: readonly PackFile[], hash?: Sha256): string =>
  canonicalJson({ format: packFormat, contractId, files: entriesOf(files, hash) });

/** What the record's own manifest says besides its files. */
export interface RecordFacts {
  readonly contractId: string;
  /** Of the last event that the record covers. */
  readonly revision: number;
  /** `chain` of that event. */
  readonly historyHash: string;
}

/** The text of `record/manifest.json`; a seal's `packHash` is the SHA-256 of its bytes. */
export const formatRecordManifest = (facts: RecordFacts, files: readonly PackFile[], hash?: Sha256): string => {
  const { contractId, revision, historyHash } = facts;
  return canonicalJson({ format: recordFormat, contractId, revision, historyHash, files: entriesOf(files, hash) });
};

/** The part of a pack that is sealed: it follows from the events up to its revision alone. */
export interface PackRecord extends RecordFacts {
  readonly files: readonly PackFile[];
  readonly packHash: string;
}

/**
 * The sealed part of a pack from a contract's events (its whole stream from revision 0 on) and the files that were made of them, with paths below
 * `record/`. The same input gives the same bytes and the same `packHash`.
 */
export const createRecord = (
  { contractId, events, files }: { contractId: string; events: readonly KeptEvent[]; files: readonly PackFile[] },
  hash: Sha256 = sha256,
): PackRecord => {
  const hashed = hashedEvents(events);
  const last = hashed.at(-1);
  if (!last) throw new RangeError('a record of no events');
  const facts = { contractId, revision: last.event.revision, historyHash: last.chain };
  const all = [...files, textFile('record/history.json', formatEvents(hashed))];
  const manifest = textFile('record/manifest.json', formatRecordManifest(facts, all, hash));
  return { ...facts, files: [...all, manifest], packHash: toHex(hash(manifest.bytes)) };
};

/** What stands in a pack beside its record; texts of receipts as `formatReceipt` writes them. */
export interface PackParts {
  readonly record: PackRecord;
  /** Events of the contract behind the record's revision, hashed on from its first event. */
  readonly since: readonly HashedEvent[];
  /** Receipt of the conclusion; there as soon as the contract is concluded. */
  readonly receipt?: string;
  /** Receipt of the seal over this very record. */
  readonly seal?: string;
  /** Contents of attachments; each is named by its SHA-256. */
  readonly attachments?: readonly Uint8Array[];
}

/** The bytes of a pack: a ZIP that `verifyPack` reads. The same parts give the same bytes. */
export const createPack = ({ record, since, receipt, seal, attachments = [] }: PackParts, hash: Sha256 = sha256): Uint8Array => {
  const files = [
    ...record.files,
    textFile('README.txt', packReadme),
    ...(since.length > 0 ? [textFile('since.json', formatEvents(since))] : []),
    ...(receipt === undefined ? [] : [textFile('receipt.json', receipt)]),
    ...(seal === undefined ? [] : [textFile('seal/receipt.json', seal)]),
    ...attachments.map((bytes) => ({ path: `attachments/${toHex(hash(bytes))}`, bytes })),
  ];
  return writeZip([...files, textFile('manifest.json', formatPackManifest(record.contractId, files, hash))]);
};
