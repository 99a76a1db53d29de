import { deadlineKinds, deadlineStages } from '@lastmile/protocol';
import { z } from 'zod';

export const deadlineReminded = z.object({
  kind: z.enum(deadlineKinds),
  stage: z.enum(deadlineStages),
  dueOn: z.iso.date(),
  owedBy: z.enum(['SUPPLY', 'DEMAND', 'BOTH', 'OFFICE', 'NOBODY']),
  about: z.string().optional(),
  ruleVersion: z.string().optional(),
  remindedAt: z.iso.datetime(),
});

/** Stored names and shapes. */
export const deadlinesDefinitions = {
  'DeadlineReminded.v1': { event: 'DeadlineReminded', schema: deadlineReminded },
} as const;
