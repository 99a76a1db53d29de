import { defineEvents } from '@lastmile/eventsourcing';
import { z } from 'zod';

const instant = z.iso.datetime();

const milestoneSubmitted = z.object({
  milestoneId: z.string(),
  /** SHA-256 (hex) of what is delivered. */
  deliverableHash: z.string(),
  submittedBy: z.string(),
  submittedAt: instant,
});
const milestoneAccepted = z.object({ milestoneId: z.string(), acceptedBy: z.string(), acceptedAt: instant });
const milestoneRejected = z.object({ milestoneId: z.string(), rejectedBy: z.string(), reasons: z.string(), rejectedAt: instant });

export type MilestoneEvent =
  | ({ type: 'MilestoneSubmitted' } & z.infer<typeof milestoneSubmitted>)
  | ({ type: 'MilestoneAccepted' } & z.infer<typeof milestoneAccepted>)
  | ({ type: 'MilestoneRejected' } & z.infer<typeof milestoneRejected>);

/** Stored names and shapes; spread into the codec of the stream that holds the performance. */
export const milestoneDefinitions = {
  'MilestoneSubmitted.v1': { event: 'MilestoneSubmitted', schema: milestoneSubmitted },
  'MilestoneAccepted.v1': { event: 'MilestoneAccepted', schema: milestoneAccepted },
  'MilestoneRejected.v1': { event: 'MilestoneRejected', schema: milestoneRejected },
} as const;
export const milestoneCodec = defineEvents<MilestoneEvent>(milestoneDefinitions);
