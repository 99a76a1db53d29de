/** Every reason why a receipt, or a part of one, is refused. The README explains each; a spec compares the two lists. */
export const refusalCodes = [
  'JSON_INVALID',
  'JSON_DUPLICATE_NAME',
  'RECEIPT_TOO_LARGE',
  'RECEIPT_MALFORMED',
  'LEAF_MALFORMED',
  'LEAF_NOT_CANONICAL',
  'KEY_MALFORMED',
  'KEY_DUPLICATE',
  'KEY_UNEXPECTED',
  'NOTE_MALFORMED',
  'NOTE_SIGNATURE_INVALID',
  'NOTE_SIGNATURE_MISSING',
  'NOTE_SIGNATURE_UNKNOWN',
  'CHECKPOINT_MALFORMED',
  'INCLUSION_INVALID',
  'LOG_KEY_NOT_TRUSTED',
  'SIGNING_MISMATCH',
  'SIGNATURES_HASH_MISMATCH',
  'PARTY_KEY_INVALID',
  'PARTY_SIGNATURE_INVALID',
  'PARTY_SIGNATURE_DUPLICATE',
  'TERMS_HASH_MISMATCH',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** Thrown for anything that does not hold. `where` is the place in the receipt or note, such as `signatures[1].publicKey`. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    readonly where: string,
  ) {
    super(`${code} at ${where}`);
    this.name = 'Refusal';
  }
}

export const refuse = (code: RefusalCode, where: string): never => {
  throw new Refusal(code, where);
};
