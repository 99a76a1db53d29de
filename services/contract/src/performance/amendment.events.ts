import { sha256Schema } from '@lastmile/protocol';
import { z } from 'zod';
import { storedTerms } from '../negotiation/stored-terms.events.js';

const instant = z.iso.datetime();
const version = z.number().int().min(1);

export const amendmentProposed = z.object({
  version,
  hash: sha256Schema,
  proposedBy: z.string(),
  terms: storedTerms,
  reasons: z.string(),
  proposedAt: instant,
});
export const amendmentAccepted = z.object({ version, hash: sha256Schema, organisationId: z.string(), acceptedAt: instant });
export const amendmentDeclined = z.object({ version, reasons: z.string(), declinedBy: z.string(), declinedAt: instant });
export const amendmentSigned = z.object({
  version,
  organisationId: z.string(),
  keyId: z.string(),
  algorithm: z.enum(['Ed25519', 'SM2']).default('Ed25519'),
  userId: z.string().optional(),
  signatoryId: z.string().optional(),
  publicKey: z.string(),
  signature: z.string(),
  termsHash: sha256Schema,
  signedAt: instant,
});
export const contractAmended = z.object({
  version,
  termsHash: sha256Schema,
  previousHash: sha256Schema,
  /** Registered under other terms: the office has to change what it registered. */
  isRegistered: z.boolean(),
  amendedAt: instant,
});

/** Stored names and shapes. */
export const amendmentDefinitions = {
  'AmendmentProposed.v1': { event: 'AmendmentProposed', schema: amendmentProposed },
  'AmendmentAccepted.v1': { event: 'AmendmentAccepted', schema: amendmentAccepted },
  'AmendmentDeclined.v1': { event: 'AmendmentDeclined', schema: amendmentDeclined },
  'AmendmentSigned.v1': { event: 'AmendmentSigned', schema: amendmentSigned },
  'ContractAmended.v1': { event: 'ContractAmended', schema: contractAmended },
} as const;
