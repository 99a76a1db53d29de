import { z } from 'zod';

const instant = z.iso.datetime();
const day = z.iso.date();
/** Fen, or whole shares of a company when the kind is EQUITY. */
const amount = z.number().int().min(0);
const share = z.number().int().min(0).max(10_000);
const floor = z.object({
  share,
  amountMinor: amount,
  ruleVersion: z.string(),
  ruleStatus: z.enum(['VERIFIED', 'TO_BE_VERIFIED']),
});
const distributionId = z.string();

export const sharedIncome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('NET_INCOME'),
    grossMinor: amount,
    costs: z.object({ taxesMinor: amount, upkeepMinor: amount, dealMinor: amount }),
  }),
  z.object({ kind: z.literal('EQUITY'), shares: amount }),
  z.object({ kind: z.literal('OWN_EXPLOITATION'), profitMinor: amount, year: z.number().int().min(1) }),
]);

export const distributionProposed = z.object({
  distributionId,
  region: z.string(),
  isStateUnit: z.boolean(),
  shared: sharedIncome,
  standard: z.object({ kind: z.enum(['UNIT_RULE', 'AGREEMENT']), ref: z.string(), share }).optional(),
  /** After costs. */
  wholeMinor: amount,
  teamShare: share,
  teamMinor: amount,
  unitMinor: amount,
  /** A person is an opaque id and, where there is one, the sealed name. */
  payouts: z.array(
    z.object({
      subjectId: z.string(),
      sealed: z.string().optional(),
      parts: z.number().int().min(1),
      amountMinor: amount,
      isLeader: z.boolean(),
    }),
  ),
  outcome: z.enum(['LAW', 'STANDARD', 'BELOW_LOCAL']),
  floors: z.object({ local: floor, national: floor, lowest: floor.optional() }),
  isBelowLowestBound: z.boolean(),
  notice: z
    .object({
      daysAtLeast: z.number().int(),
      ruleVersion: z.string(),
      because: z.enum(['LEADER', 'LAW']),
      leaders: z.array(z.string()),
    })
    .optional(),
  ruleVersions: z.array(z.string()),
  proposedBy: z.string(),
  proposedAt: instant,
});
export const rewardNoticeOpened = z.object({
  distributionId,
  /** Where it is made known. */
  places: z.array(z.string()),
  days: z.number().int().min(1),
  openedOn: day,
  /** The last day; payment follows after it. */
  endsOn: day,
  ruleVersion: z.string(),
  openedAt: instant,
});
export const rewardObjectionRaised = z.object({
  distributionId,
  objectionId: z.string(),
  reasons: z.string(),
  raisedBy: z.string(),
  raisedAt: instant,
});
export const rewardObjectionDecided = z.object({
  distributionId,
  objectionId: z.string(),
  outcome: z.enum(['UPHELD', 'DISMISSED']),
  reasons: z.string(),
  decidedAt: instant,
});
export const distributionWithdrawn = z.object({ distributionId, reasons: z.string(), withdrawnAt: instant });
export const incomeDistributed = z.object({
  distributionId,
  kind: z.enum(['NET_INCOME', 'EQUITY', 'OWN_EXPLOITATION']),
  wholeMinor: amount,
  teamMinor: amount,
  unitMinor: amount,
  payouts: z.array(z.object({ subjectId: z.string(), amountMinor: amount })),
  /** The floors that the team's amount was held against. */
  floors: z.object({ local: floor, national: floor }),
  ruleVersions: z.array(z.string()),
  termsHash: z.string(),
  executedAt: instant,
});
export const payoutPaid = z.object({
  distributionId,
  subjectId: z.string(),
  amountMinor: amount,
  paidOn: day,
  reference: z.string(),
  recordedAt: instant,
});

/** Stored names and shapes. */
export const incomeDefinitions = {
  'DistributionProposed.v1': { event: 'DistributionProposed', schema: distributionProposed },
  'RewardNoticeOpened.v1': { event: 'RewardNoticeOpened', schema: rewardNoticeOpened },
  'RewardObjectionRaised.v1': { event: 'RewardObjectionRaised', schema: rewardObjectionRaised },
  'RewardObjectionDecided.v1': { event: 'RewardObjectionDecided', schema: rewardObjectionDecided },
  'DistributionWithdrawn.v1': { event: 'DistributionWithdrawn', schema: distributionWithdrawn },
  'IncomeDistributed.v1': { event: 'IncomeDistributed', schema: incomeDistributed },
  'PayoutPaid.v1': { event: 'PayoutPaid', schema: payoutPaid },
} as const;
