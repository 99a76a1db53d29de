import { fromMinorUnits, toMinorUnits } from '@lastmile/protocol';
import type { Money, Terms, WirePaymentPlan } from '@lastmile/protocol';
import type { StoredTerms } from './stored-terms.events.js';

type StoredPayment = NonNullable<StoredTerms['payment']>;

const minor = (money: Money | undefined): number | undefined => money && toMinorUnits(money);
const money = (amountMinor: number | undefined): Money | undefined =>
  amountMinor === undefined ? undefined : fromMinorUnits(amountMinor);

const paymentToStore = (plan: WirePaymentPlan): StoredPayment => {
  switch (plan.kind) {
    case 'LUMP_SUM':
      return { kind: plan.kind, amountMinor: toMinorUnits(plan.amount), due: plan.due };
    case 'INSTALMENTS':
      return {
        kind: plan.kind,
        instalments: plan.instalments.map(({ amount, due }) => ({ amountMinor: toMinorUnits(amount), due })),
      };
    case 'ROYALTY': {
      const { entryFee, cap, ...rest } = plan;
      return { ...rest, entryFeeMinor: toMinorUnits(entryFee), ...(cap && { capMinor: toMinorUnits(cap) }) };
    }
  }
};

const paymentToShow = (plan: StoredPayment): WirePaymentPlan => {
  switch (plan.kind) {
    case 'LUMP_SUM':
      return { kind: plan.kind, amount: fromMinorUnits(plan.amountMinor), due: plan.due };
    case 'INSTALMENTS':
      return {
        kind: plan.kind,
        instalments: plan.instalments.map(({ amountMinor, due }) => ({ amount: fromMinorUnits(amountMinor), due })),
      };
    case 'ROYALTY': {
      const { entryFeeMinor, capMinor, ...rest } = plan;
      return {
        ...rest,
        entryFee: fromMinorUnits(entryFeeMinor),
        ...(capMinor !== undefined && { cap: fromMinorUnits(capMinor) }),
      };
    }
  }
};

/** What is not there stays away altogether, so that the hash of terms without it does not change. */
const present = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

export const toStoredTerms = (terms: Terms): StoredTerms => {
  const { price, technologyValue, payment, newInvestment, newOutput, shareholding, ...same } = terms;
  return present({
    ...same,
    priceMinor: toMinorUnits(price),
    currency: price.currency,
    technologyValueMinor: minor(technologyValue),
    payment: payment && paymentToStore(payment),
    newInvestmentMinor: minor(newInvestment),
    newOutputMinor: minor(newOutput),
    shareholding:
      shareholding &&
      present({ valueMinor: toMinorUnits(shareholding.value), share: shareholding.share, company: shareholding.company }),
  });
};

/** The canonical form that is hashed, shown and signed: every amount with two decimals. */
export const toTerms = (stored: StoredTerms): Terms => {
  const {
    priceMinor,
    currency: _,
    technologyValueMinor,
    payment,
    newInvestmentMinor,
    newOutputMinor,
    shareholding,
    ...same
  } = stored;
  return present({
    ...same,
    price: fromMinorUnits(priceMinor),
    technologyValue: money(technologyValueMinor),
    payment: payment && paymentToShow(payment),
    newInvestment: money(newInvestmentMinor),
    newOutput: money(newOutputMinor),
    shareholding:
      shareholding &&
      present({ value: fromMinorUnits(shareholding.valueMinor), share: shareholding.share, company: shareholding.company }),
  });
};
