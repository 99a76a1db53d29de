import { reject } from '@lastmile/protocol';
import type { SigningPolicy } from '@lastmile/protocol';
import { policyByDefault } from '../keyring/keyring.decider.js';
import type { PartyPolicy, Signature, VerifiedSignature } from './signing.types.js';

type By = Pick<Signature, 'signatoryId'>;

const hasSigned = (signatures: readonly By[], signatoryId: string): boolean =>
  signatures.some((one) => one.signatoryId === signatoryId);

/** Whether an organisation is done, by its own signatures. */
const isPolicyMet = ({ mode, signatories, atLeast = 1 }: SigningPolicy, own: readonly By[]): boolean => {
  switch (mode) {
    case 'ONE':
      return own.length > 0;
    case 'AT_LEAST':
      return signatories.filter((id) => hasSigned(own, id)).length >= atLeast;
    case 'ALL':
    case 'IN_ORDER':
      return signatories.every((id) => hasSigned(own, id));
  }
};

/** Refuses who may not sign now for an organisation that has these signatures already. */
const assertMaySign = (policy: SigningPolicy, own: readonly By[], signatoryId: string | undefined): void => {
  const { mode, signatories } = policy;
  const isNamed = signatoryId !== undefined && signatories.includes(signatoryId);
  if (signatories.length > 0 && !isNamed) throw reject('NOT_A_SIGNATORY');
  if (isPolicyMet(policy, own)) throw reject('ALREADY_SIGNED');
  if (signatoryId !== undefined && hasSigned(own, signatoryId)) throw reject('ALREADY_SIGNED', { signatoryId });
  const next = signatories.find((id) => !hasSigned(own, id));
  if (mode === 'IN_ORDER' && next !== undefined && next !== signatoryId) throw reject('SIGNING_OUT_OF_ORDER', { next });
};

const assertSignature = (
  signed: VerifiedSignature,
  terms: { version: number; hash: string },
): NonNullable<VerifiedSignature['key']> => {
  if (!signed.key) throw reject('SIGNING_KEY_UNKNOWN', { keyId: signed.keyId });
  if (signed.key.isRevoked) throw reject('SIGNING_KEY_REVOKED', { keyId: signed.keyId });
  if (signed.key.isOver) throw reject('SIGNING_KEY_EXPIRED', { keyId: signed.keyId });
  if (signed.termsHash !== terms.hash)
    throw reject('TERMS_VERSION_STALE', { currentVersion: terms.version, currentHash: terms.hash });
  if (!signed.isValid) throw reject('SIGNATURE_INVALID', { keyId: signed.keyId });
  return signed.key;
};

/** A party without one lets whoever of its signatories sign. */
export const policyOf = (policies: readonly PartyPolicy[], organisationId: string): SigningPolicy =>
  policies.find((one) => one.organisationId === organisationId)?.policy ?? policyByDefault;

type Made = Pick<Signature, 'organisationId' | 'keyId' | 'signatoryId'>;

export interface SignatureAttempt {
  organisationId: string;
  signed: VerifiedSignature;
  /** What is to be signed. */
  terms: { version: number; hash: string };
  /** Those under the same terms so far, of either party. */
  signatures: readonly Made[];
  policies: readonly PartyPolicy[];
}

/** What a signature's event holds of it, once key, text and policy allow it. */
export const acceptedSignature = ({ organisationId, signed, terms, signatures, policies }: SignatureAttempt) => {
  const { publicKey, algorithm = 'Ed25519', userId, signatoryId } = assertSignature(signed, terms);
  const own = signatures.filter((one) => one.organisationId === organisationId);
  assertMaySign(policyOf(policies, organisationId), own, signatoryId);
  // A key that stands for both parties would prove neither.
  if (signatures.some(({ keyId }) => keyId === signed.keyId)) throw reject('SIGNING_KEY_TAKEN', { keyId: signed.keyId });
  return {
    organisationId,
    keyId: signed.keyId,
    algorithm,
    ...(userId !== undefined && { userId }),
    ...(signatoryId !== undefined && { signatoryId }),
    publicKey,
    signature: signed.signature,
    termsHash: signed.termsHash,
  };
};

/** Whether each party is done. */
export const isSignedByAll = (
  parties: readonly { organisationId: string }[],
  policies: readonly PartyPolicy[],
  signatures: readonly Pick<Made, 'organisationId' | 'signatoryId'>[],
): boolean =>
  parties.every(({ organisationId }) =>
    isPolicyMet(
      policyOf(policies, organisationId),
      signatures.filter((one) => one.organisationId === organisationId),
    ),
  );
