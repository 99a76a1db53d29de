import { sha256Schema } from '@lastmile/protocol';
import { z } from 'zod';

export const diligencePackSealed = z.object({
  /** SHA-256 of the manifest of the pack's record. */
  packHash: sha256Schema,
  /** The last event that the record covers. */
  coveredRevision: z.number().int().min(0),
  /** How the record was made, such as `lastmile-pack/v1`. */
  format: z.string(),
  sealedBy: z.string(),
  sealedAt: z.iso.datetime(),
});

/** Stored names and shapes. */
export const evidenceDefinitions = {
  'DiligencePackSealed.v1': { event: 'DiligencePackSealed', schema: diligencePackSealed },
} as const;
