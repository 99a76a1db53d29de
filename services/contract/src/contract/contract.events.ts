import { defineEvents } from '@lastmile/eventsourcing';
import { contractKindSchema, licenceModeSchema, sha256Schema } from '@lastmile/protocol';
import { z } from 'zod';

const instant = z.iso.datetime();
const party = z.object({ organisationId: z.string(), side: z.enum(['SUPPLY', 'DEMAND']) });

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

const contractDrafted = z.object({
  matchId: z.string(),
  listingId: z.string(),
  demandId: z.string(),
  title: z.string(),
  parties: z.array(party).length(2),
  draftedAt: instant,
});
const termsProposed = z.object({
  version: z.number().int().min(1),
  hash: sha256Schema,
  proposedBy: z.string(),
  terms: storedTerms,
  proposedAt: instant,
});
const termsAccepted = z.object({
  version: z.number().int(),
  hash: sha256Schema,
  organisationId: z.string(),
  acceptedAt: instant,
});
const termsAgreed = z.object({ version: z.number().int(), hash: sha256Schema, agreedAt: instant });
const contractSigned = z.object({
  organisationId: z.string(),
  keyId: z.string(),
  publicKey: z.string(),
  signature: z.string(),
  termsHash: sha256Schema,
  signedAt: instant,
});
const contractConcluded = z.object({ termsHash: sha256Schema, concludedAt: instant });

export type ContractEvent =
  | ({ type: 'ContractDrafted' } & z.infer<typeof contractDrafted>)
  | ({ type: 'TermsProposed' } & z.infer<typeof termsProposed>)
  | ({ type: 'TermsAccepted' } & z.infer<typeof termsAccepted>)
  | ({ type: 'TermsAgreed' } & z.infer<typeof termsAgreed>)
  | ({ type: 'ContractSigned' } & z.infer<typeof contractSigned>)
  | ({ type: 'ContractConcluded' } & z.infer<typeof contractConcluded>);

export const contractEventsCodec = defineEvents<ContractEvent>({
  'ContractDrafted.v1': { event: 'ContractDrafted', schema: contractDrafted },
  'TermsProposed.v1': { event: 'TermsProposed', schema: termsProposed },
  'TermsAccepted.v1': { event: 'TermsAccepted', schema: termsAccepted },
  'TermsAgreed.v1': { event: 'TermsAgreed', schema: termsAgreed },
  'ContractSigned.v1': { event: 'ContractSigned', schema: contractSigned },
  'ContractConcluded.v1': { event: 'ContractConcluded', schema: contractConcluded },
});
