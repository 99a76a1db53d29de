import { utf8 } from '../bytes.js';
import { canonicalJson } from '../jcs.js';
import { leafHash } from '../merkle/merkle-hash.js';
import { Refusal, refuse } from '../refusal.js';
import { sha256 } from '../sha256.js';
import type { Sha256 } from '../sha256.js';
import { demandShape, isCount, isHash, isId, isInstant, isOneOf } from './shape.js';
import type { Shape } from './shape.js';
import { parseJson } from './strict-json.js';

/** The facts that the ledger holds. */
export const leafTypes = [
  'CONTRACT_CONCLUDED',
  'CONTRACT_REGISTERED',
  'CONTRACT_AMENDED',
  'CONTRACT_TERMINATED',
  'INCOME_DISTRIBUTED',
  'NOTICE_CLOSED',
  'DILIGENCE_SEALED',
  'OWNERSHIP_GRANT_RECORDED',
] as const;

export type LeafType = (typeof leafTypes)[number];

/**
 * One entry of the ledger: hashes (SHA-256, lower-case hexadecimal) and references, never a text or a name. It is about a
 * contract or about another subject, never both. A concluded contract always has the hashes of its terms and signatures.
 */
export interface Leaf {
  readonly v: 1;
  readonly type: LeafType;
  readonly contractId?: string;
  readonly subjectId?: string;
  readonly termsHash?: string;
  readonly signaturesHash?: string;
  readonly detailsHash?: string;
  /** The event that the entry is about, and where the event store keeps it. */
  readonly event: { readonly id: string; readonly stream: string; readonly revision: number; readonly hash: string };
  /** ISO instant, as `toISOString` writes it. */
  readonly at: string;
}

const shape: Shape = {
  required: { v: isOneOf(1), type: isOneOf(...leafTypes), event: () => true, at: isInstant },
  optional: { contractId: isId, subjectId: isId, termsHash: isHash, signaturesHash: isHash, detailsHash: isHash },
};
const eventShape: Shape = { required: { id: isId, stream: isId, revision: isCount, hash: isHash } };

const checkLeaf = (value: unknown): Leaf => {
  demandShape(value, shape, { code: 'LEAF_MALFORMED', where: 'leaf' });
  const leaf = value as Leaf;
  demandShape(leaf.event, eventShape, { code: 'LEAF_MALFORMED', where: 'leaf.event' });
  if ((leaf.contractId === undefined) === (leaf.subjectId === undefined)) return refuse('LEAF_MALFORMED', 'leaf.contractId');
  const isConcluded = leaf.type === 'CONTRACT_CONCLUDED';
  if (isConcluded && leaf.signaturesHash === undefined) return refuse('LEAF_MALFORMED', 'leaf.signaturesHash');
  const isSigned = leaf.signaturesHash !== undefined;
  // What is signed are the terms of a contract.
  if (isSigned && leaf.termsHash === undefined) return refuse('LEAF_MALFORMED', 'leaf.termsHash');
  return isSigned && leaf.contractId === undefined ? refuse('LEAF_MALFORMED', 'leaf.contractId') : leaf;
};

/** The canonical JSON text of a leaf, the only one the ledger takes. Throws Refusal LEAF_MALFORMED. Leave out what is absent. */
export const formatLeaf = (leaf: Leaf): string => canonicalJson(checkLeaf(leaf));

const parseObject = (text: string): unknown => {
  try {
    return parseJson(text, 'leaf');
  } catch (error) {
    if (error instanceof Refusal) return refuse('LEAF_MALFORMED', 'leaf');
    throw error;
  }
};

/** Reads what formatLeaf writes, byte for byte. Throws Refusal LEAF_MALFORMED or LEAF_NOT_CANONICAL. */
export const parseLeaf = (text: string): Leaf => {
  const leaf = checkLeaf(parseObject(text));
  return canonicalJson(leaf) === text ? leaf : refuse('LEAF_NOT_CANONICAL', 'leaf');
};

/** The 32 bytes that stand for a leaf's text in the tree. */
export const leafHashOf = (text: string, hash: Sha256 = sha256): Uint8Array => leafHash(utf8(text), hash);
