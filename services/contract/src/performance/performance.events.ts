import { z } from 'zod';

const instant = z.iso.datetime();
const day = z.iso.date();
const fen = z.number().int().min(0);
const number = z.number().int().min(1);
const paymentKind = z.enum(['LUMP_SUM', 'INSTALMENT', 'ENTRY_FEE', 'ROYALTY']);

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
const milestoneDefinitions = {
  'MilestoneSubmitted.v1': { event: 'MilestoneSubmitted', schema: milestoneSubmitted },
  'MilestoneAccepted.v1': { event: 'MilestoneAccepted', schema: milestoneAccepted },
  'MilestoneRejected.v1': { event: 'MilestoneRejected', schema: milestoneRejected },
} as const;

/** `effectiveOn`: the first day in China. */
const contractTookEffect = z.object({ effectiveOn: day, tookEffectAt: instant });
const performanceStarted = z.object({ startedBy: z.string(), startedAt: instant });
const paymentRecorded = z.object({
  paymentId: z.string(),
  /** Which payment of the plan, from 1 within its kind. */
  what: paymentKind,
  number,
  amountMinor: fen,
  paidOn: day,
  /** How the bank calls it. */
  reference: z.string(),
  recordedBy: z.string(),
  recordedAt: instant,
});
const paymentConfirmed = z.object({ paymentId: z.string(), amountMinor: fen, confirmedBy: z.string(), confirmedAt: instant });
const paymentDenied = z.object({ paymentId: z.string(), reasons: z.string(), deniedBy: z.string(), deniedAt: instant });
const royaltyStated = z.object({
  number,
  periodFrom: day,
  periodTo: day,
  /** What the rate is of, as the buyer states it. */
  baseMinor: fen,
  rate: z.number().int().min(0).max(10_000),
  dueMinor: fen,
  isCapped: z.boolean(),
  /** Ten-thousandths of a fen that go on to the next statement, and the total so far with the entry fee. */
  carry: z.number().int().min(0).max(9_999),
  totalMinor: fen,
  statedBy: z.string(),
  statedAt: instant,
});
const resultAccepted = z.object({ acceptedBy: z.string(), acceptedAt: instant });
const performanceCompleted = z.object({ completedBy: z.string(), completedAt: instant });

export type PerformanceEvent =
  | MilestoneEvent
  | ({ type: 'ContractTookEffect' } & z.infer<typeof contractTookEffect>)
  | ({ type: 'PerformanceStarted' } & z.infer<typeof performanceStarted>)
  | ({ type: 'PaymentRecorded' } & z.infer<typeof paymentRecorded>)
  | ({ type: 'PaymentConfirmed' } & z.infer<typeof paymentConfirmed>)
  | ({ type: 'PaymentDenied' } & z.infer<typeof paymentDenied>)
  | ({ type: 'RoyaltyStated' } & z.infer<typeof royaltyStated>)
  | ({ type: 'ResultAccepted' } & z.infer<typeof resultAccepted>)
  | ({ type: 'PerformanceCompleted' } & z.infer<typeof performanceCompleted>);

export const performanceDefinitions = {
  ...milestoneDefinitions,
  'ContractTookEffect.v1': { event: 'ContractTookEffect', schema: contractTookEffect },
  'PerformanceStarted.v1': { event: 'PerformanceStarted', schema: performanceStarted },
  'PaymentRecorded.v1': { event: 'PaymentRecorded', schema: paymentRecorded },
  'PaymentConfirmed.v1': { event: 'PaymentConfirmed', schema: paymentConfirmed },
  'PaymentDenied.v1': { event: 'PaymentDenied', schema: paymentDenied },
  'RoyaltyStated.v1': { event: 'RoyaltyStated', schema: royaltyStated },
  'ResultAccepted.v1': { event: 'ResultAccepted', schema: resultAccepted },
  'PerformanceCompleted.v1': { event: 'PerformanceCompleted', schema: performanceCompleted },
} as const;
