import { z } from 'zod';
import { kindFacts, unfairClauses } from './deal-codes.js';
import { dateSchema, idSchema, moneySchema, regionSchema, sha256Schema } from './values.js';

const text = (most: number) => z.string().trim().min(1).max(most);
const basisPoints = z.number().int().min(0).max(10_000);

/** When a part is due: on a day, or when a milestone is accepted. */
const dueSchema = z.union([z.object({ on: dateSchema }), z.object({ milestone: idSchema })]);
const rateSteps = z
  .array(z.object({ fromYear: z.number().int().min(1).max(100), rate: basisPoints }))
  .min(1)
  .max(50);
const royaltyRateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('FIXED'), rate: basisPoints }),
  z.object({ kind: z.literal('RISING'), steps: rateSteps }),
  z.object({ kind: z.literal('FALLING'), steps: rateSteps }),
]);

/** How the price is paid: at once, in parts, or by a share of what the technology brings (Civil Code, Art. 846). */
export const paymentPlanSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('LUMP_SUM'), amount: moneySchema, due: dueSchema }),
  z.object({
    kind: z.literal('INSTALMENTS'),
    instalments: z
      .array(z.object({ amount: moneySchema, due: dueSchema }))
      .min(1)
      .max(100),
  }),
  z.object({
    kind: z.literal('ROYALTY'),
    /** Zero: no threshold. */
    entryFee: moneySchema,
    entryFeeDue: dueSchema.optional(),
    base: z.enum(['PRICE', 'NEW_OUTPUT', 'PROFIT', 'SALES']),
    rate: royaltyRateSchema,
    everyMonths: z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]),
    from: dateSchema,
    to: dateSchema,
    mayInspectAccounts: z.boolean(),
    /** The most that is ever paid, the entry fee included. */
    cap: moneySchema.optional(),
  }),
]);
export type WirePaymentPlan = z.infer<typeof paymentPlanSchema>;

/** A patent as the law wants it named (Civil Code, Art. 845) with its state as the seller declares it. */
export const patentSchema = z.object({
  number: text(50),
  title: text(300).optional(),
  owner: text(200).optional(),
  applicationNo: text(50).optional(),
  filedOn: dateSchema.optional(),
  status: z.enum(['GRANTED', 'PENDING', 'LAPSED', 'REVOKED']),
  /** Last day of its term. */
  validTo: dateSchema.optional(),
  /** Last day for which the annual fee is paid. */
  feePaidTo: dateSchema.optional(),
});

const milestoneSchema = z.object({ id: idSchema, name: text(200), dueOn: dateSchema, acceptance: text(2_000) });
/** What belongs to the terms besides their text, by the hash of its bytes. */
export const attachmentOfTermsSchema = z.object({
  name: text(200),
  sha256: sha256Schema,
  size: z.number().int().min(1),
  mediaType: text(100),
});

/**
 * The structured part of terms: every field optional, so that a plain text agreement stays one, and terms that have none keep the hash that
 * they had. The checks before signing say which of them a kind of contract needs.
 */
export const structuredTerms = {
  /** What makes the contract this kind. */
  facts: z.partialRecord(z.enum(kindFacts), z.boolean()).optional(),
  /** The part of the price that is for technology. */
  technologyValue: moneySchema.optional(),
  /** Plan, place and manner. */
  plan: text(5_000).optional(),
  definitions: text(5_000).optional(),
  disputes: z.object({ way: z.enum(['COURT', 'ARBITRATION']), body: text(300) }).optional(),
  territories: z.array(regionSchema).min(1).max(100).optional(),
  /** Fields of use; unlimited when left out. */
  fields: z.array(text(100)).min(1).max(50).optional(),
  usageManner: text(2_000).optional(),
  /** Who gets to know what is secret. */
  accessStaff: text(2_000).optional(),
  /** Numbers or registry names of the rights that are dealt with. */
  ip: z.array(text(100)).min(1).max(100).optional(),
  patents: z.array(patentSchema).min(1).max(100).optional(),
  /** Who owns what is improved, and whether giving it away is paid. */
  improvements: z
    .object({ choice: z.enum(['MAKER', 'SELLER', 'BUYER', 'SHARED']), isCompensated: z.boolean().optional() })
    .optional(),
  /** Clauses in the text that may be void, as the parties see it. */
  unfairClauses: z.array(z.enum(unfairClauses)).max(unfairClauses.length).optional(),
  payment: paymentPlanSchema.optional(),
  accountInspection: text(2_000).optional(),
  newInvestment: moneySchema.optional(),
  newOutput: moneySchema.optional(),
  shareholding: z.object({ value: moneySchema, share: basisPoints, company: text(200).optional() }).optional(),
  milestones: z
    .array(milestoneSchema)
    .min(1)
    .max(100)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'milestones: each id once')
    .optional(),
  attachments: z.array(attachmentOfTermsSchema).min(1).max(50).optional(),
  /** From `validFrom` on when left out. */
  takesEffect: z.enum(['AT_CONCLUSION', 'ON_VALID_FROM']).optional(),
};
