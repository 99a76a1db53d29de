import { sha256Schema, signatureAlgorithmSchema, signingPolicySchema } from '@lastmile/protocol';
import { z } from 'zod';

const instant = z.iso.datetime();

export const signingOpened = z.object({
  termsHash: sha256Schema,
  policies: z.array(z.object({ organisationId: z.string(), policy: signingPolicySchema })),
  openedAt: instant,
});
export const contractSigned = z.object({
  organisationId: z.string(),
  keyId: z.string(),
  /** Left out by the oldest events, which knew Ed25519 alone and no signatories. */
  algorithm: signatureAlgorithmSchema.optional(),
  userId: z.string().optional(),
  signatoryId: z.string().optional(),
  publicKey: z.string(),
  signature: z.string(),
  termsHash: sha256Schema,
  signedAt: instant,
});
export const contractConcluded = z.object({ termsHash: sha256Schema, concludedAt: instant });

/** Stored names and shapes. */
export const signingDefinitions = {
  'SigningOpened.v1': { event: 'SigningOpened', schema: signingOpened },
  'ContractSigned.v1': { event: 'ContractSigned', schema: contractSigned },
  'ContractConcluded.v1': { event: 'ContractConcluded', schema: contractConcluded },
} as const;
