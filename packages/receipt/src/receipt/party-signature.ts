import { fromBase64, toHex, utf8 } from '../bytes.js';
import { canonicalJson } from '../jcs.js';
import { refuse } from '../refusal.js';
import { sha256 } from '../sha256.js';
import { isEd25519Key } from '../signature/ed25519.js';
import type { SignatureAlgorithm, SignatureChecks } from '../signature/signature-checks.js';
import { isSm2Key } from '../signature/sm2.js';
import { demandShape, isBase64, isCount, isHash, isId, isInstant, isOneOf, isText } from './shape.js';
import type { Shape } from './shape.js';

/** What a party signs: one version of one contract's terms. */
export interface Signing {
  readonly contractId: string;
  readonly version: number;
  /** SHA-256 of the canonical JSON of the terms, lower-case hexadecimal. */
  readonly termsHash: string;
}

/** A party's signature over a signing payload. Bytes are base64: a key of 32 (Ed25519) or 65 (SM2), a signature of 64. */
export interface PartySignature {
  readonly organisationId: string;
  /** Who signed for the organisation, by the id that it gave; absent in receipts from the time before keys had holders. */
  readonly signatoryId?: string;
  /** First 16 hexadecimal digits of the SHA-256 of the key's bytes. */
  readonly keyId: string;
  readonly algorithm: SignatureAlgorithm;
  /** SM2 only, and there always: the distinguishing id, which may be empty. */
  readonly userId?: string;
  readonly publicKey: string;
  readonly signature: string;
  readonly signedAt: string;
}

/** The text that each party's key signs. @example signingPayload({ contractId, version: 2, termsHash }) */
export const signingPayload = ({ contractId, version, termsHash }: Signing): string =>
  `lastmile-contract-terms/v1\n${contractId}\n${version}\n${termsHash}`;

const payload = /^lastmile-contract-terms\/v1\n([\x21-\x7e]{1,200})\n(0|[1-9][0-9]{0,15})\n([0-9a-f]{64})$/;

/** Reads what signingPayload writes; undefined for any other text, which no party's key should sign. */
export const parseSigningPayload = (text: string): Signing | undefined => {
  const [, contractId = '', version, termsHash = ''] = payload.exec(text) ?? [];
  return version !== undefined && isCount(Number(version)) ? { contractId, version: Number(version), termsHash } : undefined;
};

/** SHA-256 (hexadecimal) of a value's canonical JSON, as for terms. Throws TypeError for what is no JSON. */
export const hashOfJson = (value: unknown): string => toHex(sha256(utf8(canonicalJson(value))));

/** The leaf's `signaturesHash`: over the canonical JSON of the array, in its order. */
export const hashOfSignatures = (signatures: readonly PartySignature[]): string => hashOfJson(signatures);

/** Short, stable name of a public key given as raw bytes. */
export const partyKeyId = (publicKey: Uint8Array): string => toHex(sha256(publicKey)).slice(0, 16);

const signingShape: Shape = { required: { contractId: isId, version: isCount, termsHash: isHash } };
const common = {
  organisationId: isId,
  keyId: isText(/^[0-9a-f]{16}$/),
  publicKey: isBase64,
  signature: isBase64,
  signedAt: isInstant,
};
const optional = { signatoryId: isId };
const shapes: Readonly<Record<SignatureAlgorithm, Shape>> = {
  Ed25519: { required: { ...common, algorithm: isOneOf('Ed25519') }, optional },
  SM2: { required: { ...common, algorithm: isOneOf('SM2'), userId: isText(/^[^\p{Cc}]{0,85}$/u) }, optional },
};

export const demandSigning = (value: unknown): Signing => {
  demandShape(value, signingShape, { code: 'RECEIPT_MALFORMED', where: 'signing' });
  return value as Signing;
};

export const demandPartySignature = (value: unknown, at: number): PartySignature => {
  const isSm2 = (value as PartySignature | null)?.algorithm === 'SM2';
  demandShape(value, shapes[isSm2 ? 'SM2' : 'Ed25519'], { code: 'RECEIPT_MALFORMED', where: `signatures[${at}]` });
  return value as PartySignature;
};

/** One key signs once, and one signatory of an organisation; where none is named, the organisation itself is the signatory. */
const isSecondOf = (earlier: PartySignature, one: PartySignature): boolean => {
  if (earlier.keyId === one.keyId) return true;
  if (earlier.organisationId !== one.organisationId) return false;
  const [first, second] = [earlier.signatoryId, one.signatoryId];
  return first === undefined || second === undefined || first === second;
};

/** Refuses unless every signature is by the key it names, over the payload, and no signatory or key signs twice. */
export const demandSignatures = (signing: Signing, signatures: readonly PartySignature[], checks: SignatureChecks): void => {
  const message = utf8(signingPayload(signing));
  for (const [at, one] of signatures.entries()) {
    const publicKey = fromBase64(one.publicKey) ?? new Uint8Array(0);
    const isKey = one.algorithm === 'SM2' ? isSm2Key(publicKey) : isEd25519Key(publicKey);
    if (!isKey || partyKeyId(publicKey) !== one.keyId) refuse('PARTY_KEY_INVALID', `signatures[${at}].publicKey`);
    const signature = fromBase64(one.signature) ?? new Uint8Array(0);
    const isRight = checks[one.algorithm]({ message, signature, publicKey, userId: one.userId });
    if (!isRight) refuse('PARTY_SIGNATURE_INVALID', `signatures[${at}].signature`);
    if (signatures.slice(0, at).some((earlier) => isSecondOf(earlier, one)))
      refuse('PARTY_SIGNATURE_DUPLICATE', `signatures[${at}]`);
  }
};
