import { reject } from '@lastmile/protocol';
import type { Part, Started } from '../contract/contract.types.js';
import { assertParty } from '../contract/contract-rules.decider.js';
import type { ProposedTerms } from '../negotiation/negotiation.types.js';
import { acceptedSignature, isSignedByAll, policyOf } from './signing-policy.decider.js';
import type { Signature, Signing, SigningCommand, SigningEvent } from './signing.types.js';

const agreedTerms = ({ status, negotiation: { terms } }: Started): ProposedTerms => {
  if (status === 'DRAFTED' || !terms) throw reject('TERMS_NOT_AGREED');
  return terms;
};

const decide = (command: SigningCommand, contract: Started): SigningEvent[] => {
  const { organisationId, signed, policies: given = [], now } = command;
  assertParty(contract, organisationId);
  const terms = agreedTerms(contract);
  const { signatures, policies: frozen, concludedAt } = contract.signing;
  if (concludedAt !== undefined) throw reject('ALREADY_SIGNED');
  const { parties } = contract.deal;
  const policies = frozen ?? parties.map(({ organisationId: id }) => ({ organisationId: id, policy: policyOf(given, id) }));
  const made = acceptedSignature({ organisationId, signed, terms, signatures, policies });
  const { termsHash } = made;
  return [
    ...(frozen ? [] : [{ type: 'SigningOpened' as const, termsHash, policies, openedAt: now }]),
    { type: 'ContractSigned', ...made, signedAt: now },
    ...(isSignedByAll(parties, policies, [...signatures, made])
      ? [{ type: 'ContractConcluded' as const, termsHash, concludedAt: now }]
      : []),
  ];
};

type Signed = Extract<SigningEvent, { type: 'ContractSigned' }>;

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
