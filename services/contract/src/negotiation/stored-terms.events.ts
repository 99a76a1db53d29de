import { contractKindSchema, licenceModeSchema, structuredTerms } from '@lastmile/protocol';
import { z } from 'zod';

const fen = z.number().int().min(0);
const day = z.iso.date();
const due = z.union([z.object({ on: day }), z.object({ milestone: z.string() })]);
const share = z.number().int().min(0).max(10_000);
const steps = z.array(z.object({ fromYear: z.number().int(), rate: share }));

/** The plan of `performance/payment-plan.decider.ts` as it is kept. */
export const storedPayment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('LUMP_SUM'), amountMinor: fen, due }),
  z.object({ kind: z.literal('INSTALMENTS'), instalments: z.array(z.object({ amountMinor: fen, due })) }),
  z.object({
    kind: z.literal('ROYALTY'),
    entryFeeMinor: fen,
    entryFeeDue: due.optional(),
    base: z.enum(['PRICE', 'NEW_OUTPUT', 'PROFIT', 'SALES']),
    rate: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('FIXED'), rate: share }),
      z.object({ kind: z.literal('RISING'), steps }),
      z.object({ kind: z.literal('FALLING'), steps }),
    ]),
    everyMonths: z.union([z.literal(1), z.literal(3), z.literal(6), z.literal(12)]),
    from: day,
    to: day,
    mayInspectAccounts: z.boolean(),
    capMinor: fen.optional(),
  }),
]);

/** What is kept as it came: everything structured but the amounts. */
const withoutMoney = z
  .object(structuredTerms)
  .omit({ technologyValue: true, payment: true, newInvestment: true, newOutput: true, shareholding: true });

/** As agreed, with money in minor units (fen). What is optional came later: older terms do not have it. */
export const storedTerms = z.object({
  kind: contractKindSchema,
  licenceMode: licenceModeSchema.optional(),
  projectName: z.string(),
  scope: z.string(),
  priceMinor: fen,
  currency: z.literal('CNY'),
  paymentPlan: z.string(),
  validFrom: day,
  validTo: day,
  acceptanceCriteria: z.string(),
  ownershipOfResults: z.string(),
  confidentiality: z.string(),
  ...withoutMoney.shape,
  technologyValueMinor: fen.optional(),
  payment: storedPayment.optional(),
  newInvestmentMinor: fen.optional(),
  newOutputMinor: fen.optional(),
  shareholding: z.object({ valueMinor: fen, share, company: z.string().optional() }).optional(),
});
export type StoredTerms = z.infer<typeof storedTerms>;
