import { reject } from '@lastmile/protocol';
import type { Part, Started } from '../contract/contract.types.js';
import { assertParty, mayMeet } from '../contract/contract-rules.decider.js';
import { assertPlan } from '../performance/payment-plan.decider.js';
import type { Negotiation, NegotiationCommand, NegotiationEvent } from './negotiation.types.js';

const assertOpenFor = (contract: Started, command: NegotiationCommand['type']): void => {
  if (!mayMeet(contract.status, command)) throw reject('CONTRACT_NOT_OPEN', { status: contract.status });
};

/** A new version replaces the old one and re-opens acceptance; its proposer stands by it. */
const propose = (command: Extract<NegotiationCommand, { type: 'ProposeTerms' }>, contract: Started): NegotiationEvent[] => {
  const { organisationId, terms, hash, now } = command;
  assertParty(contract, organisationId);
  assertOpenFor(contract, 'ProposeTerms');
  if (terms.payment) assertPlan(terms.payment, terms.priceMinor);
  const current = contract.negotiation.terms;
  if (current?.hash === hash && current.proposedBy === organisationId) return [];
  const version = (current?.version ?? 0) + 1;
  return [
    { type: 'TermsProposed', version, hash, proposedBy: organisationId, terms, proposedAt: now },
    { type: 'TermsAccepted', version, hash, organisationId, acceptedAt: now },
  ];
};

const accept = (command: Extract<NegotiationCommand, { type: 'AcceptTerms' }>, contract: Started): NegotiationEvent[] => {
  const { organisationId, version, hash, now } = command;
  assertParty(contract, organisationId);
  const { terms, acceptedBy } = contract.negotiation;
  if (!terms) throw reject('TERMS_NOT_PROPOSED');
  if (terms.version !== version || terms.hash !== hash) {
    throw reject('TERMS_VERSION_STALE', { currentVersion: terms.version, currentHash: terms.hash });
  }
  if (contract.status !== 'DRAFTED' || acceptedBy.includes(organisationId)) return [];
  const accepted: NegotiationEvent = { type: 'TermsAccepted', version, hash, organisationId, acceptedAt: now };
  const isLast = acceptedBy.length + 1 === contract.deal.parties.length;
  return isLast ? [accepted, { type: 'TermsAgreed', version, hash, agreedAt: now }] : [accepted];
};

const evolve = (slice: Negotiation, event: NegotiationEvent): Negotiation => {
  switch (event.type) {
    case 'TermsProposed': {
      const { version, hash, proposedBy, terms: content } = event;
      return { terms: { version, hash, proposedBy, content }, acceptedBy: [] };
    }
    case 'TermsAccepted':
      return slice.acceptedBy.includes(event.organisationId)
        ? slice
        : { ...slice, acceptedBy: [...slice.acceptedBy, event.organisationId] };
    case 'TermsAgreed':
      return slice;
  }
};

/** Terms in versions: proposed by either party, agreed when both stand by the same one. */
export const negotiation: Part<Negotiation, NegotiationCommand, NegotiationEvent> = {
  initial: { acceptedBy: [] },
  commands: { ProposeTerms: true, AcceptTerms: true },
  events: { TermsProposed: true, TermsAccepted: true, TermsAgreed: true },
  decide: (command, contract) => (command.type === 'ProposeTerms' ? propose(command, contract) : accept(command, contract)),
  evolve,
};
