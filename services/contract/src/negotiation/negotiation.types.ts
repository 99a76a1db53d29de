import type { z } from 'zod';
import type { contractAbandoned, StoredTerms, termsAccepted, termsAgreed, termsProposed } from './negotiation.events.js';

export interface ProposedTerms {
  version: number;
  hash: string;
  proposedBy: string;
  content: StoredTerms;
}

/** The terms on the table and who stands by them; a new version empties `acceptedBy`. */
export interface Negotiation {
  terms?: ProposedTerms;
  acceptedBy: string[];
  abandoned?: { by: string; reason: string; at: string };
}

export type NegotiationCommand =
  | { type: 'ProposeTerms'; organisationId: string; terms: StoredTerms; hash: string; now: string }
  | { type: 'AcceptTerms'; organisationId: string; version: number; hash: string; now: string }
  | { type: 'Abandon'; organisationId: string; reason: string; now: string };

export type NegotiationEvent =
  | ({ type: 'TermsProposed' } & z.infer<typeof termsProposed>)
  | ({ type: 'TermsAccepted' } & z.infer<typeof termsAccepted>)
  | ({ type: 'TermsAgreed' } & z.infer<typeof termsAgreed>)
  | ({ type: 'ContractAbandoned' } & z.infer<typeof contractAbandoned>);
