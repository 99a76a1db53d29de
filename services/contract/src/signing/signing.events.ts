import { sha256Schema } from '@lastmile/protocol';
import { z } from 'zod';

const instant = z.iso.datetime();

export const contractSigned = z.object({
  organisationId: z.string(),
  keyId: z.string(),
  publicKey: z.string(),
  signature: z.string(),
  termsHash: sha256Schema,
  signedAt: instant,
});
export const contractConcluded = z.object({ termsHash: sha256Schema, concludedAt: instant });

/** Stored names and shapes. */
export const signingDefinitions = {
  'ContractSigned.v1': { event: 'ContractSigned', schema: contractSigned },
  'ContractConcluded.v1': { event: 'ContractConcluded', schema: contractConcluded },
} as const;
