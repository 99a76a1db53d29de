import type { At } from '../checks/check.decider.js';
import { addDays, addMonths, addYears } from '../rules/days.decider.js';
import { ruleAt } from '../rules/rule-at.decider.js';
import type { IsoDate } from '../rules/rule.decider.js';
import type { DueBy, PaymentPlan } from './payment-plan.decider.js';

/** One expected payment. Without `dueOn` it waits for its milestone; without `amountMinor` for the buyer's statement. */
export interface ExpectedPayment {
  readonly what: 'LUMP_SUM' | 'INSTALMENT' | 'ENTRY_FEE' | 'ROYALTY';
  /** From 1, within its kind. */
  readonly number: number;
  readonly dueOn?: IsoDate;
  readonly milestone?: string;
  readonly amountMinor?: number;
  /** A royalty is stated for these days. */
  readonly period?: { readonly from: IsoDate; readonly to: IsoDate };
}

const dueOf = (due: DueBy | undefined): Pick<ExpectedPayment, 'dueOn' | 'milestone'> => {
  if (due === undefined) return {};
  return 'on' in due ? { dueOn: due.on } : { milestone: due.milestone };
};

/** The statement periods of a royalty: whole months from its first day, the last one cut at its end. */
export const royaltyPeriods = (plan: Extract<PaymentPlan, { kind: 'ROYALTY' }>): { from: IsoDate; to: IsoDate }[] => {
  const periods: { from: IsoDate; to: IsoDate }[] = [];
  for (let index = 0; ; index += 1) {
    const from = addMonths(plan.from, index * plan.everyMonths);
    if (from > plan.to) return periods;
    const last = addDays(addMonths(plan.from, (index + 1) * plan.everyMonths), -1);
    periods.push({ from, to: last < plan.to ? last : plan.to });
  }
};

/** Days after a period within which its royalty is stated and paid: the platform’s default, a contract may say otherwise. */
const statementDays = 30;

/** Every payment that a plan lets expect, in its order. */
export const dueSchedule = (plan: PaymentPlan): ExpectedPayment[] => {
  switch (plan.kind) {
    case 'LUMP_SUM':
      return [{ what: 'LUMP_SUM', number: 1, ...dueOf(plan.due), amountMinor: plan.amountMinor }];
    case 'INSTALMENTS':
      return plan.instalments.map(({ amountMinor, due }, index) => ({
        what: 'INSTALMENT',
        number: index + 1,
        ...dueOf(due),
        amountMinor,
      }));
    case 'ROYALTY': {
      const royalties = royaltyPeriods(plan).map((period, index): ExpectedPayment => ({
        what: 'ROYALTY',
        number: index + 1,
        period,
        dueOn: addDays(period.to, statementDays),
      }));
      if (plan.entryFeeMinor === 0) return royalties;
      return [{ what: 'ENTRY_FEE', number: 1, ...dueOf(plan.entryFeeDue), amountMinor: plan.entryFeeMinor }, ...royalties];
    }
  }
};

/** Why a plan is "use first, pay later", or is not. */
export interface PayLater {
  readonly isPayLater: boolean;
  /** First day with a fixed payment; undefined when all wait for milestones or income. */
  readonly firstPaymentOn?: IsoDate;
  /** The first day on which a first payment may fall. */
  readonly notBefore: IsoDate;
  readonly because: 'AFTER_FIRST_INCOME' | 'A_YEAR_AFTER_EFFECT' | 'TOO_EARLY';
  readonly ruleVersion: string;
}

/** Paid by what the buyer earns: a royalty on output, profit or sales without a threshold. */
const isFromIncome = (plan: PaymentPlan): boolean => plan.kind === 'ROYALTY' && plan.entryFeeMinor === 0 && plan.base !== 'PRICE';

/** Whether the first payment follows the first income, or a year after the contract takes effect. A milestone’s day is not known: it counts as early. */
export const payLaterOf = (plan: PaymentPlan, effectiveOn: IsoDate, at: At): PayLater => {
  const rule = ruleAt('pay-later', at.region, at.date);
  const notBefore = addYears(effectiveOn, rule.value.yearsAfterEffectAtLeast);
  const payments = dueSchedule(plan);
  const [firstPaymentOn] = payments.flatMap(({ dueOn }) => (dueOn === undefined ? [] : [dueOn])).sort();
  const known = { ...(firstPaymentOn && { firstPaymentOn }), notBefore, ruleVersion: rule.version };
  if (isFromIncome(plan)) return { isPayLater: true, because: 'AFTER_FIRST_INCOME', ...known };
  const isLate = payments.length > 0 && payments.every(({ dueOn }) => dueOn !== undefined && dueOn >= notBefore);
  return { isPayLater: isLate, because: isLate ? 'A_YEAR_AFTER_EFFECT' : 'TOO_EARLY', ...known };
};
