import { reject } from '@lastmile/protocol';
import type { SigningPolicy } from '@lastmile/protocol';
import type { Part, Started } from '../contract/contract.types.js';
import { assertParty } from '../contract/contract-rules.decider.js';
import { policyByDefault } from '../keyring/keyring.decider.js';
import type { ProposedTerms } from '../negotiation/negotiation.types.js';
import { assertMaySign, isPolicyMet } from './signing-policy.decider.js';
import type { PartyPolicy, Signature, Signing, SigningCommand, SigningEvent, VerifiedSignature } from './signing.types.js';

const assertSignature = (signed: VerifiedSignature, terms: ProposedTerms): NonNullable<VerifiedSignature['key']> => {
  if (!signed.key) throw reject('SIGNING_KEY_UNKNOWN', { keyId: signed.keyId });
  if (signed.key.isRevoked) throw reject('SIGNING_KEY_REVOKED', { keyId: signed.keyId });
  if (signed.key.isOver) throw reject('SIGNING_KEY_EXPIRED', { keyId: signed.keyId });
  if (signed.termsHash !== terms.hash)
    throw reject('TERMS_VERSION_STALE', { currentVersion: terms.version, currentHash: terms.hash });
  if (!signed.isValid) throw reject('SIGNATURE_INVALID', { keyId: signed.keyId });
  return signed.key;
};

const policyOf = (policies: readonly PartyPolicy[], organisationId: string): SigningPolicy =>
  policies.find((one) => one.organisationId === organisationId)?.policy ?? policyByDefault;

const agreedTerms = ({ status, negotiation: { terms } }: Started): ProposedTerms => {
  if (status === 'DRAFTED' || !terms) throw reject('TERMS_NOT_AGREED');
  return terms;
};

type Signed = Extract<SigningEvent, { type: 'ContractSigned' }>;

/** The signature as a fact, once key, text and policy allow it. */
const accepted = ({ organisationId, signed, now }: SigningCommand, contract: Started, policy: SigningPolicy): Signed => {
  const { signatures } = contract.signing;
  const own = signatures.filter((one) => one.organisationId === organisationId);
  const { publicKey, algorithm = 'Ed25519', userId, signatoryId } = assertSignature(signed, agreedTerms(contract));
  assertMaySign(policy, own, signatoryId);
  // A key that stands for both parties would prove neither.
  if (signatures.some(({ keyId }) => keyId === signed.keyId)) throw reject('SIGNING_KEY_TAKEN', { keyId: signed.keyId });
  return {
    type: 'ContractSigned',
    organisationId,
    keyId: signed.keyId,
    algorithm,
    ...(userId !== undefined && { userId }),
    ...(signatoryId !== undefined && { signatoryId }),
    publicKey,
    signature: signed.signature,
    termsHash: signed.termsHash,
    signedAt: now,
  };
};

const decide = (command: SigningCommand, contract: Started): SigningEvent[] => {
  const { organisationId, policies: given = [], now } = command;
  assertParty(contract, organisationId);
  agreedTerms(contract);
  const { signatures, policies: frozen, concludedAt } = contract.signing;
  if (concludedAt !== undefined) throw reject('ALREADY_SIGNED');
  const parties = contract.deal.parties.map((party) => party.organisationId);
  const policies = frozen ?? parties.map((id) => ({ organisationId: id, policy: policyOf(given, id) }));
  const fact = accepted(command, contract, policyOf(policies, organisationId));
  const { termsHash } = fact;
  const after = [...signatures, fact];
  const isDone = (id: string): boolean =>
    isPolicyMet(
      policyOf(policies, id),
      after.filter((one) => one.organisationId === id),
    );
  return [
    ...(frozen ? [] : [{ type: 'SigningOpened' as const, termsHash, policies, openedAt: now }]),
    fact,
    ...(parties.every(isDone) ? [{ type: 'ContractConcluded' as const, termsHash, concludedAt: now }] : []),
  ];
};

const signatureOf = ({ organisationId, keyId, algorithm, userId, signatoryId, signature, signedAt }: Signed): Signature => ({
  organisationId,
  keyId,
  ...(algorithm !== undefined && { algorithm }),
  ...(userId !== undefined && { userId }),
  ...(signatoryId !== undefined && { signatoryId }),
  signature,
  signedAt,
});

const evolve = (slice: Signing, event: SigningEvent): Signing => {
  switch (event.type) {
    case 'SigningOpened':
      return { ...slice, policies: event.policies };
    case 'ContractSigned':
      return { ...slice, signatures: [...slice.signatures, signatureOf(event)] };
    case 'ContractConcluded':
      return { ...slice, concludedAt: event.concludedAt };
  }
};

/** The signatories of both parties sign the hash of the agreed terms; the contract is concluded when both policies are met. */
export const signing: Part<Signing, SigningCommand, SigningEvent> = {
  initial: { signatures: [] },
  commands: { SignContract: true },
  events: { SigningOpened: true, ContractSigned: true, ContractConcluded: true },
  decide,
  evolve,
};
