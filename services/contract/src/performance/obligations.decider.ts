import type { Started } from '../contract/contract.types.js';
import type { IsoDate } from '../rules/rule.decider.js';
import type { PaymentPlan } from './payment-plan.decider.js';
import { dueSchedule } from './payment-schedule.decider.js';
import type { ExpectedPayment } from './payment-schedule.decider.js';
import type { Performance } from './performance.types.js';
import { concludedOn, termsInForce } from './terms-in-force.decider.js';

/** The plan of the terms in force; terms with a text alone owe their price at once, on the day of conclusion. */
export const planOf = (contract: Started): PaymentPlan => {
  const { payment, priceMinor } = termsInForce(contract).content;
  return payment ?? { kind: 'LUMP_SUM', amountMinor: priceMinor, due: { on: concludedOn(contract) } };
};

/** One payment of the plan as it stands. Without `amountMinor` its royalty was not stated yet. */
export interface Obligation extends ExpectedPayment {
  /** Recorded by the buyer and not denied. */
  readonly recordedMinor: number;
  /** Confirmed by the seller. */
  readonly receivedMinor: number;
  readonly isMet: boolean;
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** What was paid towards one payment of the plan: all that was recorded and not denied, or only what was confirmed. */
export const paidTowards = (
  { payments }: Performance,
  { what, number }: Pick<ExpectedPayment, 'what' | 'number'>,
  only?: 'CONFIRMED',
): number =>
  sumOf(
    payments
      .filter((one) => one.what === what && one.number === number)
      .filter(({ status }) => (only ? status === only : status !== 'DENIED'))
      .map(({ amountMinor }) => amountMinor),
  );

const amountOf = ({ statements }: Performance, expected: ExpectedPayment): number | undefined =>
  expected.what === 'ROYALTY' ? statements.find(({ number }) => number === expected.number)?.dueMinor : expected.amountMinor;

/** Every payment of a plan with what came of it. */
export const obligationsUnder = (plan: PaymentPlan, performance: Performance): Obligation[] =>
  dueSchedule(plan).map((expected) => {
    const amountMinor = amountOf(performance, expected);
    const receivedMinor = paidTowards(performance, expected, 'CONFIRMED');
    return {
      ...expected,
      ...(amountMinor !== undefined && { amountMinor }),
      recordedMinor: paidTowards(performance, expected),
      receivedMinor,
      isMet: amountMinor !== undefined && receivedMinor >= amountMinor,
    };
  });

export const obligationsOf = (contract: Started): Obligation[] => obligationsUnder(planOf(contract), contract.performance);

/** All that the seller has confirmed, in fen. */
export const receivedOf = ({ payments }: Performance): number =>
  sumOf(payments.filter(({ status }) => status === 'CONFIRMED').map(({ amountMinor }) => amountMinor));

export const nameOf = ({ what, number }: Pick<ExpectedPayment, 'what' | 'number'>): string => `${what}-${number}`;

/** Its day has come, or its milestone was accepted. */
export const isDue = ({ dueOn, milestone }: ExpectedPayment, { milestones }: Performance, today: IsoDate): boolean =>
  milestone === undefined ? dueOn !== undefined && dueOn <= today : milestones[milestone]?.status === 'ACCEPTED';
