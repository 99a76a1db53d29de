import { z } from 'zod';
import { defineRequest } from './message.js';
import { byIdSchema, instantSchema, sha256Schema } from './values.js';

/** Leaves count from 0; a tree of `size` leaves holds those below it. */
export const leafIndexSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
export const treeSizeSchema = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** The newest signed state of the log. `note` (C2SP signed note) is what counts, the rest repeats it. */
export const ledgerCheckpointSchema = z.object({
  origin: z.string(),
  size: treeSizeSchema,
  /** Hex. */
  root: sha256Schema,
  note: z.string(),
  at: instantSchema,
});

/** `leaf` is the canonical JSON text whose bytes are hashed; it holds hashes and references only. */
export const ledgerEntrySchema = z.object({ index: leafIndexSchema, leaf: z.string(), leafHash: sha256Schema });

/** Hashes in hex, in the order of RFC 9162. */
const proof = z.array(sha256Schema).max(64);
export const inclusionProofSchema = z.object({
  index: leafIndexSchema,
  size: treeSizeSchema,
  root: sha256Schema,
  leafHash: sha256Schema,
  proof,
});
export const consistencyProofSchema = z.object({
  from: treeSizeSchema,
  to: treeSizeSchema,
  fromRoot: sha256Schema,
  toRoot: sha256Schema,
  proof,
});

/** Public keys of the log as `name+id+base64`: whoever verifies a receipt gets them here once and keeps them. */
export const ledgerKeySchema = z.object({ origin: z.string(), keys: z.array(z.string()).min(1) });

/** The steps of a contract that become leaves. */
export const receiptSubjects = [
  'conclusion',
  'notice',
  'evidence',
  'registration',
  'amendment',
  'termination',
  'distribution',
] as const;
export const receiptSubjectSchema = z.enum(receiptSubjects);
export type ReceiptSubject = z.infer<typeof receiptSubjectSchema>;

/** A receipt as `@lastmile/receipt` defines and verifies it. */
export const receiptSchema = z.record(z.string(), z.unknown());

export const receiptVerdictSchema = z.object({
  isValid: z.boolean(),
  /** Why not: a code of `@lastmile/receipt`, and the place in the receipt. */
  code: z.string().optional(),
  where: z.string().optional(),
});

export const ledgerMessages = {
  checkpoint: defineRequest('contract.request.ledger-checkpoint.v1', z.object({}), ledgerCheckpointSchema),
  entry: defineRequest('contract.request.ledger-entry.v1', z.object({ index: leafIndexSchema }), ledgerEntrySchema),
  inclusion: defineRequest(
    'contract.request.ledger-inclusion.v1',
    z.object({ index: leafIndexSchema, size: treeSizeSchema.optional() }),
    inclusionProofSchema,
  ),
  consistency: defineRequest(
    'contract.request.ledger-consistency.v1',
    z.object({ from: treeSizeSchema, to: treeSizeSchema.optional() }),
    consistencyProofSchema,
  ),
  key: defineRequest('contract.request.ledger-key.v1', z.object({}), ledgerKeySchema),
  /** The receipt of a concluded contract, or of the newest step of the kind named, for its parties and those who oversee. */
  receipt: defineRequest(
    'contract.request.receipt.v1',
    byIdSchema.pick({ id: true }).extend({ of: receiptSubjectSchema.optional() }),
    receiptSchema,
  ),
  /** From a witness that the log knows: its cosignature of a checkpoint, as the whole note. False: the note is not of this log, or of no witness. */
  addCosignature: defineRequest(
    'contract.request.ledger-add-cosignature.v1',
    z.object({ note: z.string().min(1).max(8_000) }),
    z.object({ isTaken: z.boolean() }),
  ),
  verify: defineRequest('contract.request.ledger-verify.v1', z.object({ receipt: receiptSchema }), receiptVerdictSchema),
};
