import { reject } from '@lastmile/protocol';
import type { Part, Started } from '../contract/contract.types.js';
import { assertParty } from '../contract/contract-rules.decider.js';
import type { ProposedTerms } from '../negotiation/negotiation.types.js';
import type { Signing, SigningCommand, SigningEvent, VerifiedSignature } from './signing.types.js';

const assertSignature = (signed: VerifiedSignature, terms: ProposedTerms): { publicKey: string } => {
  if (!signed.key) throw reject('SIGNING_KEY_UNKNOWN', { keyId: signed.keyId });
  if (signed.key.isRevoked) throw reject('SIGNING_KEY_REVOKED', { keyId: signed.keyId });
  if (signed.termsHash !== terms.hash)
    throw reject('TERMS_VERSION_STALE', { currentVersion: terms.version, currentHash: terms.hash });
  if (!signed.isValid) throw reject('SIGNATURE_INVALID', { keyId: signed.keyId });
  return signed.key;
};

const decide = ({ organisationId, signed, now }: SigningCommand, contract: Started): SigningEvent[] => {
  assertParty(contract, organisationId);
  const { terms } = contract.negotiation;
  if (contract.status === 'DRAFTED' || !terms) throw reject('TERMS_NOT_AGREED');
  const { signatures } = contract.signing;
  if (signatures.some((one) => one.organisationId === organisationId)) return []; // asked twice, answered once
  const { publicKey } = assertSignature(signed, terms);
  const { keyId, signature, termsHash } = signed;
  const fact: SigningEvent = { type: 'ContractSigned', organisationId, keyId, publicKey, signature, termsHash, signedAt: now };
  const isLast = signatures.length + 1 === contract.deal.parties.length;
  return isLast ? [fact, { type: 'ContractConcluded', termsHash, concludedAt: now }] : [fact];
};

const evolve = (slice: Signing, event: SigningEvent): Signing => {
  if (event.type === 'ContractConcluded') return { ...slice, concludedAt: event.concludedAt };
  const { organisationId, keyId, signature, signedAt } = event;
  return { ...slice, signatures: [...slice.signatures, { organisationId, keyId, signature, signedAt }] };
};

/** Both parties sign the hash of the agreed terms; the last signature concludes the contract. */
export const signing: Part<Signing, SigningCommand, SigningEvent> = {
  initial: { signatures: [] },
  commands: { SignContract: true },
  events: { ContractSigned: true, ContractConcluded: true },
  decide,
  evolve,
};
