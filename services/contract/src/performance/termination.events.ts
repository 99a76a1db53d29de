import { sha256Schema } from '@lastmile/protocol';
import { z } from 'zod';

const instant = z.iso.datetime();
const fen = z.number().int().min(0);
export const terminationGrounds = [
  'BREACH',
  'PERFORMANCE_IMPOSSIBLE',
  'TECHNOLOGY_MADE_PUBLIC',
  'TECHNICAL_FAILURE',
  'FORCE_MAJEURE',
  'OTHER',
] as const;

export const terminationProposed = z.object({ reasons: z.string(), proposedBy: z.string(), proposedAt: instant });
export const contractTerminated = z.object({
  way: z.enum(['AGREEMENT', 'CAUSE']),
  ground: z.enum(terminationGrounds).optional(),
  reasons: z.string(),
  /** Who gave notice; of an agreement, who agreed last. */
  terminatedBy: z.string(),
  termsHash: sha256Schema,
  /** Payments that were due and not received when it ended. */
  obligations: z.array(z.object({ what: z.string(), number: z.number().int(), dueOn: z.iso.date().optional(), openMinor: fen })),
  /** The office has to cancel what it registered. */
  isRegistered: z.boolean(),
  terminatedAt: instant,
});

/** Stored names and shapes. */
export const terminationDefinitions = {
  'TerminationProposed.v1': { event: 'TerminationProposed', schema: terminationProposed },
  'ContractTerminated.v1': { event: 'ContractTerminated', schema: contractTerminated },
} as const;
