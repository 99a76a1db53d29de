import { reject } from '@lastmile/protocol';
import type { Decider } from '@lastmile/eventsourcing';
import type { ContractEvent, StoredTerms } from './contract.events.js';
import { mayMeet } from './contract-lifecycle.decider.js';

export interface Party {
  organisationId: string;
  side: 'SUPPLY' | 'DEMAND';
}
export interface Deal {
  matchId: string;
  listingId: string;
  demandId: string;
  title: string;
  parties: Party[];
}
export interface ProposedTerms {
  version: number;
  hash: string;
  proposedBy: string;
  content: StoredTerms;
}

/** What is possible now: no terms before they are proposed, no signature before they are agreed. */
export type Contract =
  | { status: 'NONE' }
  | { status: 'DRAFTED'; deal: Deal; terms?: ProposedTerms; acceptedBy: string[] }
  | { status: 'AGREED'; deal: Deal; terms: ProposedTerms; signedBy: string[] }
  | { status: 'SIGNING'; deal: Deal; terms: ProposedTerms; signedBy: string[] }
  | { status: 'CONCLUDED'; deal: Deal; terms: ProposedTerms; signedBy: string[] };

type Started = Exclude<Contract, { status: 'NONE' }>;

export type ContractCommand =
  | { type: 'DraftContract'; deal: Deal; now: string }
  | { type: 'ProposeTerms'; organisationId: string; terms: StoredTerms; hash: string; now: string }
  | { type: 'AcceptTerms'; organisationId: string; version: number; hash: string; now: string }
  | { type: 'SignContract'; organisationId: string; signed: VerifiedSignature; now: string };

/** Gathered before the decision: the key as its organisation registered it, and whether it made this signature over `termsHash`. */
export interface VerifiedSignature {
  keyId: string;
  signature: string;
  termsHash: string;
  key?: { publicKey: string; isRevoked: boolean };
  isValid: boolean;
}

const started = (contract: Contract): Started => {
  if (contract.status === 'NONE') throw reject('NOT_FOUND');
  return contract;
};

const assertParty = (contract: Started, organisationId: string): void => {
  if (!contract.deal.parties.some((party) => party.organisationId === organisationId)) throw reject('NOT_A_PARTY');
};

const assertOpenFor = (contract: Started, command: 'ProposeTerms' | 'AcceptTerms'): void => {
  if (!mayMeet(contract.status, command)) throw reject('CONTRACT_NOT_OPEN', { status: contract.status });
};

const draft = (command: Extract<ContractCommand, { type: 'DraftContract' }>, contract: Contract): ContractEvent[] =>
  contract.status === 'NONE' ? [{ type: 'ContractDrafted', ...command.deal, draftedAt: command.now }] : [];

/** A new version replaces the old one and re-opens acceptance; its proposer stands by it. */
const propose = (command: Extract<ContractCommand, { type: 'ProposeTerms' }>, contract: Started): ContractEvent[] => {
  const { organisationId, terms, hash, now } = command;
  assertParty(contract, organisationId);
  assertOpenFor(contract, 'ProposeTerms');
  const current = 'terms' in contract ? contract.terms : undefined;
  if (current?.hash === hash && current.proposedBy === organisationId) return [];
  const version = (current?.version ?? 0) + 1;
  return [
    { type: 'TermsProposed', version, hash, proposedBy: organisationId, terms, proposedAt: now },
    { type: 'TermsAccepted', version, hash, organisationId, acceptedAt: now },
  ];
};

const accept = (command: Extract<ContractCommand, { type: 'AcceptTerms' }>, contract: Started): ContractEvent[] => {
  const { organisationId, version, hash, now } = command;
  assertParty(contract, organisationId);
  const terms = 'terms' in contract ? contract.terms : undefined;
  if (!terms) throw reject('TERMS_NOT_PROPOSED');
  if (terms.version !== version || terms.hash !== hash) {
    throw reject('TERMS_VERSION_STALE', { currentVersion: terms.version, currentHash: terms.hash });
  }
  if (contract.status !== 'DRAFTED' || contract.acceptedBy.includes(organisationId)) return [];
  const accepted: ContractEvent = { type: 'TermsAccepted', version, hash, organisationId, acceptedAt: now };
  const isLast = contract.acceptedBy.length + 1 === contract.deal.parties.length;
  return isLast ? [accepted, { type: 'TermsAgreed', version, hash, agreedAt: now }] : [accepted];
};

const assertSignature = (signed: VerifiedSignature, terms: ProposedTerms): { publicKey: string } => {
  if (!signed.key) throw reject('SIGNING_KEY_UNKNOWN', { keyId: signed.keyId });
  if (signed.key.isRevoked) throw reject('SIGNING_KEY_REVOKED', { keyId: signed.keyId });
  if (signed.termsHash !== terms.hash)
    throw reject('TERMS_VERSION_STALE', { currentVersion: terms.version, currentHash: terms.hash });
  if (!signed.isValid) throw reject('SIGNATURE_INVALID', { keyId: signed.keyId });
  return signed.key;
};

const sign = (command: Extract<ContractCommand, { type: 'SignContract' }>, contract: Started): ContractEvent[] => {
  const { organisationId, signed, now } = command;
  assertParty(contract, organisationId);
  if (contract.status === 'DRAFTED') throw reject('TERMS_NOT_AGREED');
  if (contract.signedBy.includes(organisationId)) return []; // asked twice, answered once
  const { publicKey } = assertSignature(signed, contract.terms);
  const { keyId, signature, termsHash } = signed;
  const fact: ContractEvent = { type: 'ContractSigned', organisationId, keyId, publicKey, signature, termsHash, signedAt: now };
  const isLast = contract.signedBy.length + 1 === contract.deal.parties.length;
  return isLast ? [fact, { type: 'ContractConcluded', termsHash, concludedAt: now }] : [fact];
};

const decide = (command: ContractCommand, contract: Contract): ContractEvent[] => {
  switch (command.type) {
    case 'DraftContract':
      return draft(command, contract);
    case 'ProposeTerms':
      return propose(command, started(contract));
    case 'AcceptTerms':
      return accept(command, started(contract));
    case 'SignContract':
      return sign(command, started(contract));
  }
};

const withTerms = (contract: Started): Extract<Contract, { status: 'AGREED' | 'SIGNING' }> => {
  if (contract.status === 'AGREED' || contract.status === 'SIGNING') return contract;
  throw new Error(`a ${contract.status} contract cannot be signed: the stream is not one of ours`);
};

const evolve = (contract: Contract, event: ContractEvent): Contract => {
  if (event.type === 'ContractDrafted') {
    const { matchId, listingId, demandId, title, parties } = event;
    return { status: 'DRAFTED', deal: { matchId, listingId, demandId, title, parties }, acceptedBy: [] };
  }
  if (contract.status === 'NONE') throw new Error(`${event.type} before ContractDrafted: the stream is not one of ours`);
  const { deal } = contract;
  switch (event.type) {
    case 'TermsProposed': {
      const { version, hash, proposedBy, terms: content } = event;
      return { status: 'DRAFTED', deal, terms: { version, hash, proposedBy, content }, acceptedBy: [] };
    }
    case 'TermsAccepted':
      return contract.status === 'DRAFTED'
        ? { ...contract, acceptedBy: [...contract.acceptedBy, event.organisationId] }
        : contract;
    case 'TermsAgreed':
      return contract.status === 'DRAFTED' && contract.terms
        ? { status: 'AGREED', deal, terms: contract.terms, signedBy: [] }
        : contract;
    case 'ContractSigned': {
      const { terms, signedBy } = withTerms(contract);
      return { status: 'SIGNING', deal, terms, signedBy: [...signedBy, event.organisationId] };
    }
    case 'ContractConcluded':
      return { ...withTerms(contract), status: 'CONCLUDED' };
  }
};

export const contractDecider: Decider<Contract, ContractCommand, ContractEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve,
};
