import { z } from 'zod';
import { contractFact } from './contract-fact.js';
import { defineEvent, defineRequest } from './message.js';
import { byIdSchema, commandResultSchema, dateSchema, idSchema, instantSchema, moneySchema, regionSchema } from './values.js';

const expectedRevision = z.number().int().min(0).optional();
const reasons = z.string().trim().min(1).max(5_000);
const basisPoints = z.number().int().min(0).max(10_000);
/** Money, or whole shares of a company. */
const quantity = z.union([moneySchema, z.object({ shares: z.number().int().min(0) })]);

/** What is shared: net income that was received, shares that the achievement became, or a year's operating profit. */
export const sharedIncomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('NET_INCOME'),
    gross: moneySchema,
    costs: z.object({ taxes: moneySchema, upkeep: moneySchema, deal: moneySchema }),
  }),
  z.object({ kind: z.literal('EQUITY'), shares: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  z.object({ kind: z.literal('OWN_EXPLOITATION'), profit: moneySchema, year: z.number().int().min(1).max(100) }),
]);
const standardSchema = z.object({ kind: z.enum(['UNIT_RULE', 'AGREEMENT']), ref: z.string().max(200), share: basisPoints });

export const distributionProposalSchema = z.object({
  region: regionSchema,
  isStateUnit: z.boolean(),
  shared: sharedIncomeSchema,
  /** The unit's own rule or its agreement with those it rewards: it goes before the law. */
  standard: standardSchema.optional(),
  teamShare: basisPoints.optional(),
  recipients: z
    .array(
      z.object({
        /** Opaque id of a person; `sealed` is the name as the vault gave it. */
        subjectId: idSchema,
        sealed: z.string().max(4_000).optional(),
        /** Whole parts of the team's amount, such as 30 and 70. */
        parts: z.number().int().min(1).max(1_000_000),
        isLeader: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(200),
});

const floorSchema = z.object({ share: basisPoints, amount: quantity, ruleVersion: z.string() });
export const distributionSchema = z.object({
  id: z.string(),
  status: z.enum(['PROPOSED', 'WITHDRAWN', 'EXECUTED', 'PAID']),
  region: z.string(),
  isStateUnit: z.boolean(),
  shared: sharedIncomeSchema,
  standard: standardSchema.optional(),
  /** After costs. */
  whole: quantity,
  teamShare: basisPoints,
  team: quantity,
  unit: quantity,
  outcome: z.enum(['LAW', 'STANDARD', 'BELOW_LOCAL']),
  floors: z.object({ local: floorSchema, national: floorSchema }),
  payouts: z.array(
    z.object({
      subjectId: z.string(),
      sealed: z.string().optional(),
      parts: z.number().int(),
      amount: quantity,
      isLeader: z.boolean(),
      paidOn: dateSchema.optional(),
      reference: z.string().optional(),
    }),
  ),
  /** What has to be made known first: at least so many days. */
  noticeAsked: z
    .object({ daysAtLeast: z.number().int(), because: z.enum(['LEADER', 'LAW']), ruleVersion: z.string() })
    .optional(),
  notice: z.object({ openedOn: dateSchema, endsOn: dateSchema, days: z.number().int(), places: z.array(z.string()) }).optional(),
  objections: z.array(
    z.object({
      id: z.string(),
      reasons: z.string(),
      raisedBy: z.string(),
      decision: z.object({ outcome: z.enum(['UPHELD', 'DISMISSED']), reasons: z.string() }).optional(),
    }),
  ),
  ruleVersions: z.array(z.string()),
  proposedAt: instantSchema,
  executedAt: instantSchema.optional(),
});

export const incomeStateSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  received: moneySchema,
  /** Received and not spoken for. */
  available: moneySchema,
  isFrozen: z.boolean(),
  items: z.array(distributionSchema),
});

const command = <Shape extends z.ZodRawShape>(verb: string, shape: Shape) =>
  defineRequest(`contract.request.${verb}.v1`, z.object({ id: idSchema, expectedRevision, ...shape }), commandResultSchema);
const one = { distributionId: idSchema };

export const incomeMessages = {
  propose: command('propose-distribution', { distribution: distributionProposalSchema }),
  openNotice: command('open-reward-notice', {
    ...one,
    places: z.array(z.string().trim().min(1).max(200)).min(1).max(20),
    days: z.number().int().min(1).max(365).optional(),
  }),
  object: command('object-to-reward', { ...one, reasons }),
  decideObjection: command('decide-reward-objection', {
    ...one,
    objectionId: idSchema,
    outcome: z.enum(['UPHELD', 'DISMISSED']),
    reasons,
  }),
  withdraw: command('withdraw-distribution', { ...one, reasons }),
  execute: command('execute-distribution', one),
  markPaid: command('mark-payout-paid', {
    ...one,
    subjectId: idSchema,
    paidOn: dateSchema,
    reference: z.string().trim().min(1).max(200),
  }),
  get: defineRequest('contract.request.distributions.v1', byIdSchema, incomeStateSchema),
};

export const incomeEvents = {
  distributed: defineEvent(
    'contract.event.income-distributed.v1',
    z.object({ ...contractFact, distributionId: z.string(), team: quantity, unit: quantity, ruleVersions: z.array(z.string()) }),
  ),
};
