import { hash } from 'node:crypto';
import type { RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { createMerkleTree, leafHash, parseCheckpoint, parseNote } from '@lastmile/receipt';
import type { MerkleTree, Sha256 } from '@lastmile/receipt';
import type { CheckpointSigned, LeafAppended } from './ledger.events.js';
import { emptyFrontier, extended, rootOf } from './frontier.js';
import type { Frontier } from './frontier.js';
import { ledgerEventsCodec } from './ledger.events.js';

/** The one stream of the log. */
export const ledgerStream = 'ledger-main';

export const nativeSha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

export const leafHashOf = (leaf: string): Uint8Array => leafHash(Buffer.from(leaf, 'utf8'), nativeSha256);

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** What the store holds is not what the log says it must be: nothing is signed and nothing is served from then on. */
export class LedgerDiffers extends Error {
  readonly code = 'LEDGER_DIFFERS';
  override readonly name = 'LedgerDiffers';
  constructor(revision: number, what: string) {
    super(`${ledgerStream}@${revision}: ${what}`);
  }
}

/** A checkpoint as it was stored; `at` is the store's time (ISO). */
export interface StoredCheckpoint {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  readonly note: string;
  readonly at: string;
}

/** The log in memory. It changes by `apply` alone, with what the store has acknowledged. */
export interface LedgerState {
  /** Checks one event of the log's stream against all before it, then takes it in. Throws `LedgerDiffers`. */
  apply(recorded: RecordedEvent): void;
  /** The root that the tree would have with these leaves behind those it has; nothing changes. */
  rootWith(leaves: readonly string[]): Uint8Array;
  readonly tree: Omit<MerkleTree, 'append'>;
  /** Leaves in the stream. */
  size(): number;
  /** The newest one. */
  checkpoint(): StoredCheckpoint | undefined;
  nextRevision(): number;
  /** Place of the newest leaf's event in the store. */
  lastSource(): number | undefined;
  /** Revision of a leaf in the log's stream. */
  revisionOf(index: number): number | undefined;
  /** Leaves of a contract, oldest first. */
  leavesOf(contractId: string): readonly number[];
}

interface Log {
  readonly origin: string;
  readonly tree: MerkleTree;
  frontier: Frontier;
  readonly revisions: number[];
  readonly byContract: Map<string, number[]>;
  checkpoint?: StoredCheckpoint;
  nextRevision: number;
  lastSource?: number;
}

const takeLeaf = (log: Log, event: LeafAppended, revision: number): void => {
  const { index, leaf, sourcePosition } = event;
  const hashed = leafHashOf(leaf);
  if (index !== log.tree.size()) throw new LedgerDiffers(revision, `leaf ${index} stands where leaf ${log.tree.size()} belongs`);
  if (hexOf(hashed) !== event.leafHash) throw new LedgerDiffers(revision, `the text of leaf ${index} is not what was hashed`);
  if (sourcePosition <= (log.lastSource ?? -1))
    throw new LedgerDiffers(revision, `leaf ${index} comes from before its predecessor`);
  log.tree.append(hashed);
  log.frontier = extended(log.frontier, [hashed], nativeSha256);
  log.revisions.push(revision);
  log.lastSource = sourcePosition;
  const { contractId } = JSON.parse(leaf) as { contractId: string };
  const known = log.byContract.get(contractId);
  if (known) known.push(index);
  else log.byContract.set(contractId, [index]);
};

const noted = (note: string, revision: number): { origin: string; size: number; root: Uint8Array } => {
  try {
    return parseCheckpoint(parseNote(note).text);
  } catch {
    throw new LedgerDiffers(revision, 'the note of the checkpoint cannot be read');
  }
};

const takeCheckpoint = (log: Log, event: CheckpointSigned, { revision, created }: RecordedEvent): void => {
  const { size, root, note } = event;
  if (size !== log.tree.size())
    throw new LedgerDiffers(revision, `a checkpoint of ${size} leaves stands behind ${log.tree.size()}`);
  if (root !== hexOf(log.tree.root()))
    throw new LedgerDiffers(revision, `the leaves do not lead to the signed root of size ${size}`);
  const said = noted(note, revision);
  if (said.origin !== log.origin) throw new LedgerDiffers(revision, `the checkpoint is of the log ${said.origin}`);
  if (said.size !== size || hexOf(said.root) !== root)
    throw new LedgerDiffers(revision, `the note of size ${size} states another checkpoint`);
  log.checkpoint = { size, root, note, at: created };
};

const take = (log: Log, recorded: RecordedEvent): void => {
  const { revision } = recorded;
  if (revision !== log.nextRevision) throw new LedgerDiffers(revision, `revision ${log.nextRevision} is missing`);
  const event = ledgerEventsCodec.decode(recorded);
  if (event.type === 'LeafAppended') takeLeaf(log, event, revision);
  else takeCheckpoint(log, event, recorded);
  log.nextRevision = revision + 1;
};

const rootWith = ({ frontier }: Log, leaves: readonly string[]): Uint8Array =>
  rootOf(extended(frontier, leaves.map(leafHashOf), nativeSha256), nativeSha256);

/** An empty log of this origin. */
export const createLedgerState = (origin: string): LedgerState => {
  const tree = createMerkleTree({ sha256: nativeSha256 });
  const log: Log = { origin, tree, frontier: emptyFrontier, revisions: [], byContract: new Map(), nextRevision: 0 };
  return {
    apply: (recorded) => take(log, recorded),
    rootWith: (leaves) => rootWith(log, leaves),
    tree,
    size: () => tree.size(),
    checkpoint: () => log.checkpoint,
    nextRevision: () => log.nextRevision,
    lastSource: () => log.lastSource,
    revisionOf: (index) => log.revisions[index],
    leavesOf: (contractId) => log.byContract.get(contractId) ?? [],
  };
};
