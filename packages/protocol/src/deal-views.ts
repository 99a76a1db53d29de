import { z } from 'zod';
import { dealKinds } from './deal-codes.js';
import { dateSchema, instantSchema, moneySchema, sha256Schema } from './values.js';

const basisPoints = z.number().int().min(0).max(10_000);

export const registrationStatuses = [
  'NOT_FILED',
  'FILED',
  'SUPPLEMENT_REQUESTED',
  'NOT_REGISTERED',
  'REVIEW_REQUESTED',
  'REGISTERED',
  'CANCELLED',
  'REVOKED',
] as const;
export const registrationStatusSchema = z.enum(registrationStatuses);

/** A party as the registration form asks for it; codes are checked when a dossier is filed. */
export const filingPartySchema = z.object({
  fullName: z.string().trim().max(200).optional(),
  /** Three letters or digits, CHN for China. */
  country: z.string().trim().max(3).optional(),
  /** GB/T 2260. */
  region: z.string().trim().max(6).optional(),
  /** Nature of the party, three digits of the form. */
  nature: z.string().trim().max(3).optional(),
  /** Unified social credit code. */
  creditCode: z.string().trim().max(18).optional(),
});
export const filingDocuments = [
  'FULL_TEXT',
  'FORM',
  'USER_REGISTRATION',
  'AUTHORITY_LETTER',
  'PROJECT_CONSENT',
  'PRODUCTION_LICENCE',
] as const;
export const filingDocumentSchema = z.object({ document: z.enum(filingDocuments), sha256: sha256Schema.optional() });

const heading = z.string().trim().max(200).optional();
export const filingHeadings = {
  intellectualProperty: heading,
  technicalField: heading,
  socioEconomicGoal: heading,
  industryServed: heading,
  planSource: heading,
};

/** The registration form; what is undefined is not filled in. */
export const registrationFormSchema = z.object({
  projectName: z.string().optional(),
  kind: z.enum(dealKinds),
  signedOn: dateSchema.optional(),
  validFrom: dateSchema.optional(),
  validTo: dateSchema.optional(),
  seller: filingPartySchema,
  buyer: filingPartySchema,
  /** 合同成交额 */
  contractValue: moneySchema.optional(),
  /** 技术交易额 */
  technologyValue: moneySchema.optional(),
  newInvestment: moneySchema.optional(),
  newOutput: moneySchema.optional(),
  ...filingHeadings,
});

export const registrationViewSchema = z.object({
  status: registrationStatusSchema,
  region: z.string().optional(),
  filedAt: instantSchema.optional(),
  /** The last day for the office, by `ruleVersion`; there as long as the office has to decide. */
  dueOn: dateSchema.optional(),
  counting: z.enum(['CALENDAR', 'WORKING']).optional(),
  ruleVersion: z.string().optional(),
  ruleVersions: z.array(z.string()),
  contractValue: moneySchema.optional(),
  technologyValue: moneySchema.optional(),
  /** 技术性收入, approved by the office after performance. */
  technologyIncome: moneySchema.optional(),
  /** Given by the office, never made here. */
  registrationNumber: z.string().optional(),
  /** What is unusual about the amounts. */
  warnings: z.array(z.string()),
  /** What the office asks for, and its reasons. */
  missing: z.array(z.string()).optional(),
  reasons: z.string().optional(),
  decidedAt: instantSchema.optional(),
  termsHash: sha256Schema.optional(),
  /** Amended since: the office has to change what it registered. */
  needsChange: z.boolean(),
  /** Terminated since: the office has to cancel it. */
  needsCancellation: z.boolean(),
});

export const paymentKinds = ['LUMP_SUM', 'INSTALMENT', 'ENTRY_FEE', 'ROYALTY'] as const;
export const paymentKindSchema = z.enum(paymentKinds);
const paymentSchema = z.object({
  id: z.string(),
  what: paymentKindSchema,
  number: z.number().int(),
  amount: moneySchema,
  paidOn: dateSchema,
  reference: z.string(),
  /** Received once the seller confirmed it. */
  status: z.enum(['RECORDED', 'CONFIRMED', 'DENIED']),
});

export const performanceViewSchema = z.object({
  /** The first day in effect. */
  effectiveOn: dateSchema,
  startedAt: instantSchema.optional(),
  acceptedAt: instantSchema.optional(),
  completedAt: instantSchema.optional(),
  milestones: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      dueOn: dateSchema,
      status: z.enum(['PLANNED', 'SUBMITTED', 'ACCEPTED', 'REJECTED']),
    }),
  ),
  /** Every payment of the plan in its order. */
  schedule: z.array(
    z.object({
      what: paymentKindSchema,
      number: z.number().int(),
      dueOn: dateSchema.optional(),
      milestone: z.string().optional(),
      /** None before a royalty is stated. */
      amount: moneySchema.optional(),
      recorded: moneySchema,
      received: moneySchema,
      isMet: z.boolean(),
    }),
  ),
  payments: z.array(paymentSchema),
  royalties: z.array(
    z.object({
      number: z.number().int(),
      periodFrom: dateSchema,
      periodTo: dateSchema,
      base: moneySchema,
      rate: basisPoints,
      due: moneySchema,
      isCapped: z.boolean(),
    }),
  ),
  /** Confirmed by the seller, all in all. */
  received: moneySchema,
  /** Whether the plan is "use first, pay later", why, and by which rule. */
  payLater: z.object({
    isPayLater: z.boolean(),
    because: z.enum(['AFTER_FIRST_INCOME', 'A_YEAR_AFTER_EFFECT', 'TOO_EARLY']),
    notBefore: dateSchema,
    ruleVersion: z.string(),
  }),
});

export const amendmentViewSchema = z.object({
  /** On the table: accepted by both, then signed by both over `signingPayload`. */
  open: z
    .object({
      version: z.number().int(),
      hash: sha256Schema,
      proposedBy: z.string(),
      reasons: z.string(),
      acceptedBy: z.array(z.string()),
      signedBy: z.array(z.string()),
      signingPayload: z.string(),
    })
    .optional(),
  /** Of the terms that were amended last; none while those of the conclusion hold. */
  inForce: z.object({ version: z.number().int(), hash: sha256Schema, since: instantSchema }).optional(),
});

export const terminationViewSchema = z.object({
  proposedBy: z.string().optional(),
  reasons: z.string().optional(),
  ended: z
    .object({
      way: z.enum(['AGREEMENT', 'CAUSE']),
      ground: z.string().optional(),
      reasons: z.string(),
      terminatedBy: z.string(),
      terminatedAt: instantSchema,
      /** What was due by then and is still owed. */
      obligations: z.array(
        z.object({ what: z.string(), number: z.number().int(), dueOn: dateSchema.optional(), open: moneySchema }),
      ),
    })
    .optional(),
});

export const disputeViewSchema = z.object({
  /** DISPUTED freezes what is paid out to the team, and nothing else. */
  status: z.enum(['UNDISPUTED', 'DISPUTED', 'SETTLED']),
  disputes: z.array(
    z.object({
      number: z.number().int(),
      grounds: z.string(),
      openedBy: z.string(),
      openedAt: instantSchema,
      settled: z
        .object({
          outcome: z.enum(['WITHDRAWN', 'AGREEMENT', 'AWARD']),
          reasons: z.string(),
          reference: z.string().optional(),
          settledBy: z.string(),
          settledAt: instantSchema,
        })
        .optional(),
    }),
  ),
});

/** How the money stands; who receives what is asked for apart. */
export const incomeViewSchema = z.object({
  received: moneySchema,
  /** Gross income that a distribution speaks for. */
  distributed: moneySchema,
  distributions: z.number().int(),
  isFrozen: z.boolean(),
});

/** What a contract shows of its life after the last signature. */
export const afterSignatureViews = {
  registration: registrationViewSchema.optional(),
  performance: performanceViewSchema.optional(),
  amendment: amendmentViewSchema.optional(),
  termination: terminationViewSchema.optional(),
  dispute: disputeViewSchema.optional(),
  income: incomeViewSchema.optional(),
};
