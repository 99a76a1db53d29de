import { contractKindSchema, licenceModeSchema, sha256Schema } from '@lastmile/protocol';
import { z } from 'zod';

const instant = z.iso.datetime();

/** As agreed, with money in minor units (fen). */
const storedTerms = z.object({
  kind: contractKindSchema,
  licenceMode: licenceModeSchema.optional(),
  projectName: z.string(),
  scope: z.string(),
  priceMinor: z.number().int().min(0),
  currency: z.literal('CNY'),
  paymentPlan: z.string(),
  validFrom: z.iso.date(),
  validTo: z.iso.date(),
  acceptanceCriteria: z.string(),
  ownershipOfResults: z.string(),
  confidentiality: z.string(),
});
export type StoredTerms = z.infer<typeof storedTerms>;

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

/** Stored names and shapes. */
export const negotiationDefinitions = {
  'TermsProposed.v1': { event: 'TermsProposed', schema: termsProposed },
  'TermsAccepted.v1': { event: 'TermsAccepted', schema: termsAccepted },
  'TermsAgreed.v1': { event: 'TermsAgreed', schema: termsAgreed },
} as const;
