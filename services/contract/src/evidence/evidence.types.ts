import type { z } from 'zod';
import type { diligencePackSealed } from './evidence.events.js';

export type Seal = z.infer<typeof diligencePackSealed>;

/** What was sealed, oldest first. */
export interface Evidence {
  seals: Seal[];
}

export interface EvidenceCommand {
  type: 'SealEvidence';
  organisationId: string;
  /** Made of the events up to `coveredRevision`, the last one when it is decided. */
  packHash: string;
  coveredRevision: number;
  format: string;
  now: string;
}

export type EvidenceEvent = { type: 'DiligencePackSealed' } & Seal;
