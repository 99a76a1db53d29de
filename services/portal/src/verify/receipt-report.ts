import { verifyReceipt } from '@lastmile/receipt';
import type { ReceiptVerdict, RefusalCode } from '@lastmile/receipt';

/** What is checked, in the order in which it is checked. */
export const checkSteps = ['FORM', 'LEAF', 'INCLUSION', 'BINDING', 'TERMS', 'CHECKPOINT', 'PINNED', 'PARTIES'] as const;
export type CheckStep = (typeof checkSteps)[number];
/** OPEN: not come to, because an earlier step failed. ABSENT: there was nothing to check. */
export type StepState = 'PASSED' | 'FAILED' | 'OPEN' | 'ABSENT';

export interface Finding {
  step: CheckStep;
  state: StepState;
}
export interface Refused {
  code: RefusalCode;
  where: string;
}
export interface ReceiptReport {
  verdict: ReceiptVerdict;
  findings: Finding[];
}

const stepOfCode: Record<RefusalCode, CheckStep> = {
  JSON_INVALID: 'FORM',
  JSON_DUPLICATE_NAME: 'FORM',
  RECEIPT_TOO_LARGE: 'FORM',
  RECEIPT_MALFORMED: 'FORM',
  LEAF_MALFORMED: 'LEAF',
  LEAF_NOT_CANONICAL: 'LEAF',
  KEY_MALFORMED: 'CHECKPOINT',
  KEY_DUPLICATE: 'CHECKPOINT',
  KEY_UNEXPECTED: 'CHECKPOINT',
  NOTE_MALFORMED: 'FORM',
  NOTE_SIGNATURE_INVALID: 'CHECKPOINT',
  NOTE_SIGNATURE_MISSING: 'CHECKPOINT',
  NOTE_SIGNATURE_UNKNOWN: 'CHECKPOINT',
  CHECKPOINT_MALFORMED: 'FORM',
  INCLUSION_INVALID: 'INCLUSION',
  LOG_KEY_NOT_TRUSTED: 'PINNED',
  SIGNING_MISMATCH: 'BINDING',
  SIGNATURES_HASH_MISMATCH: 'BINDING',
  PARTY_KEY_INVALID: 'PARTIES',
  PARTY_SIGNATURE_INVALID: 'PARTIES',
  PARTY_SIGNATURE_DUPLICATE: 'PARTIES',
  TERMS_HASH_MISMATCH: 'TERMS',
};

/** The step at which a refusal was met. Texts of JSON are read at several; the place tells which. */
export const stepOf = ({ code, where }: Refused): CheckStep => {
  if (where.startsWith('trustedKeys')) return 'PINNED';
  if (where.startsWith('terms')) return 'TERMS';
  if (where.startsWith('leaf')) return 'LEAF';
  return stepOfCode[code];
};

const passed = (verdict: Extract<ReceiptVerdict, { ok: true }>): Finding[] => {
  const absent = new Set<CheckStep>([
    ...(verdict.termsChecked ? [] : ['TERMS' as const]),
    ...(verdict.trusted ? [] : ['PINNED' as const]),
    ...(verdict.parties.length > 0 ? [] : ['PARTIES' as const, 'BINDING' as const]),
  ]);
  return checkSteps.map((step) => ({ step, state: absent.has(step) ? 'ABSENT' : 'PASSED' }));
};

const failed = (refused: Refused, hasTerms: boolean): Finding[] => {
  const at = checkSteps.indexOf(stepOf(refused));
  return checkSteps.map((step, index) => {
    if (index === at) return { step, state: 'FAILED' };
    if (index > at) return { step, state: 'OPEN' };
    return { step, state: step === 'TERMS' && !hasTerms ? 'ABSENT' : 'PASSED' };
  });
};

/** Verifies a receipt here, without asking anybody, and says of every step how it went. */
export const reportOn = (receipt: string, { keys, terms }: { keys: readonly string[]; terms?: string }): ReceiptReport => {
  const trustedKeys = keys.length > 0 ? keys : undefined;
  const verdict = verifyReceipt(receipt, { trustedKeys, terms });
  return { verdict, findings: verdict.ok ? passed(verdict) : failed(verdict, terms !== undefined) };
};
