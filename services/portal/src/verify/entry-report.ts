import {
  Refusal,
  createNoteVerifier,
  leafHashOf,
  openNote,
  parseCheckpoint,
  parseLeaf,
  parseNote,
  verifyInclusion,
} from '@lastmile/receipt';
import type { Leaf, OpenedNote } from '@lastmile/receipt';
import type { Finding, Refused } from './receipt-report.js';
import { checkSteps, stepOf } from './receipt-report.js';

/** What the log's public routes say of one entry; hashes in hexadecimal. */
export interface EntryClaim {
  index: number;
  leaf: string;
  /** From the leaf upwards, in a tree of the checkpoint's size. */
  proof: readonly string[];
  /** The signed checkpoint. */
  note: string;
}
export interface Expected {
  keys: readonly string[];
  termsHash?: string;
}
export type EntryReport = { findings: Finding[] } & (
  { ok: true; leaf: Leaf; origin: string; size: number; cosigners: string[] } | ({ ok: false; leaf?: Leaf } & Refused)
);

const bytesOfHex = (text: string): Uint8Array =>
  /^([0-9a-f]{2})*$/.test(text)
    ? Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    : new Uint8Array(0);

const demand = (holds: boolean, refused: Refused): void => {
  if (!holds) throw new Refusal(refused.code, refused.where);
};

const demandSignedByLog = (opened: OpenedNote, origin: string): void =>
  demand(
    opened.verified.some(({ kind, name }) => kind !== 'cosignature' && name === origin),
    { code: 'LOG_KEY_NOT_TRUSTED', where: 'keys' },
  );

const check = ({ index, leaf: text, proof, note }: EntryClaim, { keys, termsHash }: Expected, leaf: Leaf) => {
  const { origin, size, root } = parseCheckpoint(parseNote(note).text);
  const claim = { leafHash: leafHashOf(text), index, size, proof: proof.map(bytesOfHex), root };
  demand(verifyInclusion(claim), { code: 'INCLUSION_INVALID', where: 'proof' });
  if (termsHash) demand(leaf.termsHash === termsHash, { code: 'TERMS_HASH_MISMATCH', where: 'terms' });
  const opened = openNote(
    note,
    keys.map((key) => createNoteVerifier(key)),
  );
  demandSignedByLog(opened, origin);
  const cosigners = opened.verified.filter(({ kind }) => kind === 'cosignature').map(({ name }) => name);
  return { leaf, origin, size, cosigners };
};

/** A checkpoint without a pinned key's signature has not been verified at all: there is no other key to do it with. */
const stepAt = (refused: Refused): number => {
  const step = stepOf(refused);
  return checkSteps.indexOf(step === 'PINNED' ? 'CHECKPOINT' : step);
};

/** An entry alone names hashes of signatures and holds none: those steps need the receipt. */
const findingsUpTo = (refused: Refused | undefined, hasTerms: boolean): Finding[] => {
  const at = refused ? stepAt(refused) : checkSteps.length;
  return checkSteps.map((step, index) => {
    if (index === at) return { step, state: 'FAILED' };
    if (step === 'BINDING' || step === 'PARTIES' || (step === 'TERMS' && !hasTerms)) return { step, state: 'ABSENT' };
    return { step, state: index > at ? 'OPEN' : 'PASSED' };
  });
};

/** Checks, in this browser, that the log holds the entry under a checkpoint signed by a pinned key, and that it is about these terms. */
export const reportOnEntry = (claim: EntryClaim, expected: Expected): EntryReport => {
  const hasTerms = expected.termsHash !== undefined;
  let leaf: Leaf | undefined;
  try {
    leaf = parseLeaf(claim.leaf);
    return { ok: true, ...check(claim, expected, leaf), findings: findingsUpTo(undefined, hasTerms) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, where } = error;
    return { ok: false, code, where, leaf, findings: findingsUpTo({ code, where }, hasTerms) };
  }
};
