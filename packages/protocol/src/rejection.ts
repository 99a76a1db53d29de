/** What a refusal may carry to the user besides its code: plain values for the translated sentence. */
export type RejectionDetails = Record<string, string | number | boolean | string[] | number[]>;

/**
 * An expected refusal. Codes cross the wire, classes do not: a service answers with the code, the gateway maps it
 * to a status (one table) and the portal translates it. Never retried.
 * @example if (contract.status !== 'DRAFTED') throw reject('CONTRACT_NOT_OPEN');
 */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  constructor(
    readonly code: RejectionCode,
    readonly details: RejectionDetails = {},
  ) {
    super(code);
  }
}

export const reject = (code: RejectionCode, details?: RejectionDetails): Rejection => new Rejection(code, details);

/** Structural, because the class is lost between processes and module copies. */
export const isRejection = (error: unknown): error is Rejection =>
  error instanceof Error && error.name === 'Rejection' && 'code' in error;

/** Every refusal the platform knows. Stable: a code is never renamed, only added. */
export const rejectionCodes = [
  // any message
  'INVALID_MESSAGE',
  'NOT_FOUND',
  'NOT_ALLOWED',
  'REVISION_CONFLICT',
  'IDEMPOTENCY_KEY_REUSED',
  'READ_MODEL_BEHIND',
  // catalog
  'ACHIEVEMENT_ALREADY_DISCLOSED',
  'ACHIEVEMENT_SHARES_NOT_100',
  'LISTING_NOT_PUBLISHABLE',
  'LISTING_NOT_OPEN',
  'LISTING_CLOSED',
  'DEMAND_NOT_PUBLISHABLE',
  'DEMAND_NOT_OPEN',
  'DEMAND_CLOSED',
  'VALIDITY_IN_THE_PAST',
  'BUDGET_RANGE_INVALID',
  'CLASSIFIED_NOT_PUBLISHABLE',
  // matching
  'MATCH_NOT_PROPOSED',
  'MATCH_ALREADY_DECLINED',
  'MATCH_ALREADY_INTRODUCED',
  'MATCH_CLOSED',
  'SAVED_SEARCH_EMPTY',
  'TOO_MANY_SAVED_SEARCHES',
  'NOT_A_PARTY',
  // contract
  'MATCH_NOT_INTRODUCED',
  'CONTRACT_NOT_OPEN',
  'TERMS_NOT_PROPOSED',
  'TERMS_VERSION_STALE',
  'TERMS_NOT_AGREED',
  'SIGNING_KEY_UNKNOWN',
  'SIGNING_KEY_REVOKED',
  'SIGNING_KEY_INVALID',
  'SIGNATURE_INVALID',
  'SIGNING_KEY_EXPIRED',
  'SIGNING_KEY_TAKEN',
  'KEY_PROOF_INVALID',
  'SIGNATORY_UNKNOWN',
  'NOT_A_SIGNATORY',
  'SIGNING_OUT_OF_ORDER',
  'ALREADY_SIGNED',
  'CONTRACT_NOT_CONCLUDED',
  'RECEIPT_PENDING',
  'LEDGER_SIZE_UNKNOWN',
  'LEDGER_UNAVAILABLE',
  'EVIDENCE_CHANGED',
  'EVIDENCE_REVISION_UNKNOWN',
  'EVIDENCE_SEAL_BROKEN',
  'RULE_NOT_KNOWN',
  'PRICING_STEP_NOT_POSSIBLE',
  'PRICE_BASIS_MISSING',
  'NOTICE_INCOMPLETE',
  'NOTICE_TOO_SHORT',
  'NOTICE_STILL_RUNNING',
  'OBJECTION_OPEN',
  'OBJECTION_NOT_FOUND',
  'REASONS_MISSING',
  'BID_TOO_LOW',
  'DEPOSIT_MISSING',
  'REGISTRATION_STEP_NOT_POSSIBLE',
  'REGISTRATION_NUMBER_INVALID',
  'INCOME_FLOOR_NOT_KEPT',
  'INCOME_FIGURES_INVALID',
  'PAYMENT_PLAN_INVALID',
  'NOT_YOUR_STEP',
  'NOTHING_RECORDED',
  'CONTRACT_NOT_IN_EFFECT',
  'DOSSIER_INCOMPLETE',
  'AMOUNTS_NOT_SOUND',
  'REGISTERED_ELSEWHERE',
  'MILESTONE_NOT_FOUND',
  'PAYMENT_NOT_EXPECTED',
  'PAYMENT_ABOVE_DUE',
  'PAYMENT_NOT_FOUND',
  'ROYALTY_NOT_EXPECTED',
  'OBLIGATIONS_OPEN',
  'AMENDMENT_CHANGES_NOTHING',
  'DISPUTE_STEP_NOT_POSSIBLE',
  'PAYOUT_FROZEN',
  'INCOME_NOT_RECEIVED',
  'DISTRIBUTION_NOT_FOUND',
  'DISTRIBUTION_STEP_NOT_POSSIBLE',
  'REWARD_NOTICE_MISSING',
  'CHECKS_NOT_PASSED',
  'LICENCE_OVERLAPS',
  'PRICE_NOT_AS_WON',
  'CALENDAR_NOT_MOVABLE',
  'ATTACHMENT_TYPE_NOT_ALLOWED',
  'ATTACHMENT_TOO_LARGE',
  'ATTACHMENT_INCOMPLETE',
  'ATTACHMENT_NOT_FOUND',
  'ATTACHMENT_UNREADABLE',
  'TOO_MANY_ATTACHMENTS',
  'TERMS_VERSION_UNKNOWN',
  'VAULT_UNAVAILABLE',
  'SUBJECT_ERASED',
  // notification
  'NOTIFICATION_NOT_FOUND',
] as const;

export type RejectionCode = (typeof rejectionCodes)[number];
