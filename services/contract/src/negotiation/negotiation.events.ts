import { sha256Schema } from '@lastmile/protocol';
import { z } from 'zod';
import { storedTerms } from './stored-terms.events.js';

export type { StoredTerms } from './stored-terms.events.js';

const instant = z.iso.datetime();

export const termsProposed = z.object({
  version: z.number().int().min(1),
  hash: sha256Schema,
  proposedBy: z.string(),
  terms: storedTerms,
  proposedAt: instant,
});
export const termsAccepted = z.object({
  version: z.number().int(),
  hash: sha256Schema,
  organisationId: z.string(),
  acceptedAt: instant,
});
export const termsAgreed = z.object({ version: z.number().int(), hash: sha256Schema, agreedAt: instant });
export const contractAbandoned = z.object({ abandonedBy: z.string(), reason: z.string(), abandonedAt: instant });

/** Stored names and shapes. */
export const negotiationDefinitions = {
  'TermsProposed.v1': { event: 'TermsProposed', schema: termsProposed },
  'TermsAccepted.v1': { event: 'TermsAccepted', schema: termsAccepted },
  'TermsAgreed.v1': { event: 'TermsAgreed', schema: termsAgreed },
  'ContractAbandoned.v1': { event: 'ContractAbandoned', schema: contractAbandoned },
} as const;
