import { addSignatures, createNoteVerifier, openNote, parseCheckpoint, verifyConsistency } from '@lastmile/receipt';
import type { NoteSigner } from '@lastmile/receipt';
import type { Difference } from '../difference.types.js';
import type { AuditRecord, KeptCheckpoint } from '../record/record.js';
import { judge } from './witness.decider.js';
import type { PublicLog } from './log-over-http.js';

export interface WitnessOptions {
  readonly log: PublicLog;
  readonly record: AuditRecord;
  readonly signer: NoteSigner;
  /** Given at the first start; kept in the record from then on. */
  readonly keys?: readonly string[];
  readonly report: (difference: Difference) => void;
  /** ISO. */
  readonly clock: () => string;
}

/** What one look at the log came to. */
export type Look = 'NOTHING_NEW' | 'COSIGNED' | 'REFUSED';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const pinnedKeys = async ({ log, record, keys }: WitnessOptions): Promise<readonly string[]> => {
  const known = keys ?? record.pinnedKeys();
  if (known) {
    if (!record.pinnedKeys()) record.pinKeys(known);
    return known;
  }
  const shown = await log.keys();
  record.pinKeys(shown);
  return shown;
};

const isConsistent = async (
  { log }: WitnessOptions,
  before: KeptCheckpoint | undefined,
  shown: KeptCheckpoint,
): Promise<boolean> => {
  if (!before || before.size === 0) return true;
  const proof = await log.proof(before.size, shown.size);
  const [firstRoot, secondRoot] = [before.root, shown.root].map((root) => Uint8Array.from(Buffer.from(root, 'hex'))) as [
    Uint8Array,
    Uint8Array,
  ];
  return verifyConsistency({ first: before.size, second: shown.size, firstRoot, secondRoot, proof });
};

/** Kept before anybody hears of it, so that no kill makes two answers of one question. */
const cosign = async ({ log, record, signer }: WitnessOptions, { size, note, cosigned }: KeptCheckpoint): Promise<Look> => {
  const signed = cosigned ?? addSignatures(note, [signer]);
  if (!cosigned) record.keepCosigned(size, signed);
  await log.addCosignature(signed);
  return 'COSIGNED';
};

const refuse = (
  { record, report, clock }: WitnessOptions,
  difference: Difference,
  notes: { first: string; second: string },
): Look => {
  record.keepEvidence({ ...difference, ...notes, foundAt: clock() });
  report(difference);
  return 'REFUSED';
};

/**
 * One look at the log: its newest checkpoint, whether its keys signed it, whether it goes on from what was seen before, and the cosignature. After
 * evidence against the log nothing is cosigned any more.
 */
export const lookOnce = async (options: WitnessOptions): Promise<Look> => {
  const { log, record } = options;
  if (record.evidence().length > 0) return 'REFUSED';
  const keys = await pinnedKeys(options);
  const note = await log.note();
  const { text } = openNote(
    note,
    keys.map((key) => createNoteVerifier(key)),
  );
  const { size, root } = parseCheckpoint(text);
  const shown: KeptCheckpoint = { size, root: hexOf(root), note };
  const same = record.checkpointAt(size);
  const newest = record.newestCheckpoint();
  const judgement = judge(shown, { same, newest });
  if (judgement.verdict === 'REFUSED')
    return refuse(options, judgement.difference, { first: (same ?? newest)?.note ?? '', second: note });
  if (judgement.verdict === 'KNOWN') return same && !same.cosigned ? cosign(options, same) : 'NOTHING_NEW';
  if (!(await isConsistent(options, newest, shown))) {
    const what = 'the log does not prove that it goes on from the checkpoint that was seen before';
    return refuse(
      options,
      { kind: 'NOT_CONSISTENT', where: `checkpoint of size ${size}`, what, expected: newest?.root, found: shown.root },
      { first: newest?.note ?? '', second: note },
    );
  }
  record.keepCheckpoint(shown);
  return cosign(options, shown);
};
