import { fromMinorUnits, reject } from '@lastmile/protocol';
import type { Part, Started } from '../contract/contract.types.js';
import { assertParty } from '../contract/contract-rules.decider.js';
import { wonBy } from '../pricing/pricing-state.decider.js';
import { assertPlan } from '../performance/payment-plan.decider.js';
import type { Negotiation, NegotiationCommand, NegotiationEvent } from './negotiation.types.js';

/** A sale or an auction that was won has set the price. */
const assertWonPrice = ({ pricing }: Started, priceMinor: number): void => {
  const won = wonBy(pricing);
  if (won && won.priceMinor !== priceMinor) throw reject('PRICE_NOT_AS_WON', { price: fromMinorUnits(won.priceMinor).amount });
};

const acceptedByAll = ({ deal, negotiation: { acceptedBy } }: Started): boolean =>
  deal.parties.every(({ organisationId }) => acceptedBy.includes(organisationId));

/** A new version replaces the old one and re-opens acceptance; its proposer stands by it. */
const propose = (command: Extract<NegotiationCommand, { type: 'ProposeTerms' }>, contract: Started): NegotiationEvent[] => {
  const { organisationId, terms, hash, now } = command;
  assertParty(contract, organisationId);
  assertWonPrice(contract, terms.priceMinor);
  if (terms.payment) assertPlan(terms.payment, terms.priceMinor);
  const current = contract.negotiation.terms;
  // after an objection was upheld the same terms may be put on the table once more
  const isReturned = contract.status === 'DRAFTED' && acceptedByAll(contract);
  if (current?.hash === hash && current.proposedBy === organisationId && !isReturned) return [];
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
  assertWonPrice(contract, terms.content.priceMinor);
  const accepted: NegotiationEvent = { type: 'TermsAccepted', version, hash, organisationId, acceptedAt: now };
  const others = contract.deal.parties.filter((party) => party.organisationId !== organisationId);
  const isLast = others.every((party) => acceptedBy.includes(party.organisationId));
  return isLast ? [accepted, { type: 'TermsAgreed', version, hash, agreedAt: now }] : [accepted];
};

const abandon = (command: Extract<NegotiationCommand, { type: 'Abandon' }>, contract: Started): NegotiationEvent[] => {
  const { organisationId: abandonedBy, reason, now: abandonedAt } = command;
  assertParty(contract, abandonedBy);
  return contract.status === 'ABANDONED' ? [] : [{ type: 'ContractAbandoned', abandonedBy, reason, abandonedAt }];
};

const decide = (command: NegotiationCommand, contract: Started): NegotiationEvent[] => {
  switch (command.type) {
    case 'ProposeTerms':
      return propose(command, contract);
    case 'AcceptTerms':
      return accept(command, contract);
    case 'Abandon':
      return abandon(command, contract);
  }
};

const evolve = (slice: Negotiation, event: NegotiationEvent): Negotiation => {
  switch (event.type) {
    case 'TermsProposed': {
      const { version, hash, proposedBy, terms: content } = event;
      return { ...slice, terms: { version, hash, proposedBy, content }, acceptedBy: [] };
    }
    case 'TermsAccepted':
      return slice.acceptedBy.includes(event.organisationId)
        ? slice
        : { ...slice, acceptedBy: [...slice.acceptedBy, event.organisationId] };
    case 'TermsAgreed':
      return slice;
    case 'ContractAbandoned':
      return { ...slice, abandoned: { by: event.abandonedBy, reason: event.reason, at: event.abandonedAt } };
  }
};

/** Terms in versions: proposed by either party, agreed when both stand by the same one. */
export const negotiation: Part<Negotiation, NegotiationCommand, NegotiationEvent> = {
  initial: { acceptedBy: [] },
  commands: { ProposeTerms: true, AcceptTerms: true, Abandon: true },
  events: { TermsProposed: true, TermsAccepted: true, TermsAgreed: true, ContractAbandoned: true },
  decide,
  evolve,
};
