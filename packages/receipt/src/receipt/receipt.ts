import { fromBase64, toBase64 } from '../bytes.js';
import { canonicalJson } from '../jcs.js';
import { noteKeyId, parseVerifierKey } from '../note/note-key.js';
import { formatNote, parseNote } from '../note/signed-note.js';
import type { NoteSignature } from '../note/signed-note.js';
import { refuse } from '../refusal.js';
import { demandPartySignature, demandSigning } from './party-signature.js';
import type { PartySignature, Signing } from './party-signature.js';
import { demandShape, isBase64, isCount, isOneOf } from './shape.js';
import type { Shape } from './shape.js';
import { parseJson } from './strict-json.js';

export const receiptFormat = 'lastmile-receipt/v1';

/** Proof that the ledger holds one entry, to be checked without anybody's help. Base64 is the standard one with padding. */
export interface Receipt {
  readonly format: typeof receiptFormat;
  /** The entry: canonical JSON text of a Leaf. */
  readonly leaf: string;
  /** Its place in the log, from 0. */
  readonly index: number;
  /** Sibling hashes from the leaf upwards. */
  readonly proof: readonly string[];
  /** Signed note: the log's checkpoint, its signatures and those of witnesses. */
  readonly checkpoint: string;
  /** Verifier keys of exactly those who signed the checkpoint. */
  readonly keys: readonly string[];
  /** What the parties signed; there when the leaf has a `signaturesHash`, as are the signatures. */
  readonly signing?: Signing;
  readonly signatures?: readonly PartySignature[];
}

/** A receipt's parts as a ledger has them. */
export interface ReceiptParts {
  readonly leaf: string;
  readonly index: number;
  readonly proof: readonly Uint8Array[];
  readonly checkpoint: string;
  /** Whose signatures belong into the receipt. Those by other keys are left out, and so is a key that has not signed. */
  readonly keys: readonly string[];
  readonly signing?: Signing;
  readonly signatures?: readonly PartySignature[];
}

/** Longer texts are not read: a receipt has at most some 4 000 bytes. */
const longest = 65_536;
const mostPartySignatures = 32;

const isListOf = (check: (item: unknown) => boolean, most: number) => {
  return (value: unknown): boolean => Array.isArray(value) && value.length <= most && value.every(check);
};
const isString = (value: unknown): boolean => typeof value === 'string' && value.length <= longest;

const shape: Shape = {
  required: {
    format: isOneOf(receiptFormat),
    leaf: isString,
    index: isCount,
    proof: isListOf((item) => isBase64(item) && (item as string).length === 44, 64),
    checkpoint: isString,
    keys: isListOf(isString, 64),
  },
  optional: { signing: () => true, signatures: isListOf(() => true, mostPartySignatures) },
};

/** Puts a receipt together; it does not verify it. Throws Refusal for a malformed note or key. */
export const createReceipt = ({ proof, checkpoint, keys, signing, signatures, ...rest }: ReceiptParts): Receipt => {
  const { text, signatures: lines } = parseNote(checkpoint);
  const known = keys.map((key) => ({ key, name: parseVerifierKey(key).name, keyId: noteKeyId(parseVerifierKey(key)) }));
  const isOf = (line: NoteSignature) => (key: { name: string; keyId: string }) =>
    key.name === line.name && key.keyId === line.keyId;
  return {
    format: receiptFormat,
    leaf: rest.leaf,
    index: rest.index,
    proof: proof.map(toBase64),
    checkpoint: formatNote({ text, signatures: lines.filter((line) => known.some(isOf(line))) }),
    keys: known.filter((key) => lines.some((line) => isOf(line)(key))).map(({ key }) => key),
    ...(signing && { signing }),
    ...(signatures && { signatures }),
  };
};

/** The text to hand out: canonical JSON, so that the same receipt is always the same bytes. */
export const formatReceipt = (receipt: Receipt): string => canonicalJson(receipt);

/** A value is read through its text as well, so that nothing but plain JSON gets any further. */
const textOf = (receipt: unknown): string => {
  if (typeof receipt === 'string') return receipt;
  try {
    return canonicalJson(receipt);
  } catch {
    return refuse('RECEIPT_MALFORMED', 'receipt');
  }
};

/** Checks the form of a receipt, given as JSON text or as the value of it, and nothing else. Throws Refusal. */
export const parseReceipt = (receipt: unknown): Receipt => {
  const text = textOf(receipt);
  if (text.length > longest) return refuse('RECEIPT_TOO_LARGE', 'receipt');
  const value = parseJson(text, 'receipt');
  demandShape(value, shape, { code: 'RECEIPT_MALFORMED', where: 'receipt' });
  const { signing, signatures } = value as Receipt;
  if (signing !== undefined) demandSigning(signing);
  signatures?.forEach(demandPartySignature);
  return value as Receipt;
};

/** The proof's hashes as bytes; parseReceipt has checked their form. */
export const proofOf = ({ proof }: Receipt): Uint8Array[] => proof.map((hash) => fromBase64(hash) ?? new Uint8Array(0));

/** The same inclusion proof in the general form of C2SP tlog-proof, the leaf's text as its extra data. */
export const toTlogProof = ({ leaf, index, proof, checkpoint }: Receipt): string => {
  const extra = toBase64(new TextEncoder().encode(leaf));
  return [`c2sp.org/tlog-proof@v1`, `extra ${extra}`, `index ${index}`, ...proof, '', checkpoint].join('\n');
};
