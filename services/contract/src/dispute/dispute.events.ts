import { z } from 'zod';

const instant = z.iso.datetime();

export const disputeOpened = z.object({
  number: z.number().int().min(1),
  grounds: z.string(),
  openedBy: z.string(),
  openedAt: instant,
});
export const disputeSettled = z.object({
  number: z.number().int().min(1),
  outcome: z.enum(['WITHDRAWN', 'AGREEMENT', 'AWARD']),
  reasons: z.string(),
  /** Of an award or a judgment: its number. */
  reference: z.string().optional(),
  settledBy: z.string(),
  settledAt: instant,
});

/** Stored names and shapes. */
export const disputeDefinitions = {
  'DisputeOpened.v1': { event: 'DisputeOpened', schema: disputeOpened },
  'DisputeSettled.v1': { event: 'DisputeSettled', schema: disputeSettled },
} as const;
