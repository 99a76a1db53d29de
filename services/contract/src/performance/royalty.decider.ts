import { assertFen } from '../income/money.decider.js';
import { addYears } from '../rules/days.decider.js';
import type { BasisPoints, IsoDate } from '../rules/rule.decider.js';
import type { PaymentPlan, RoyaltyRate } from './payment-plan.decider.js';

type Royalty = Extract<PaymentPlan, { kind: 'ROYALTY' }>;

/** The year of the contract on a day, from 1. */
export const contractYear = (from: IsoDate, day: IsoDate): number => {
  let year = 1;
  while (addYears(from, year) <= day) year += 1;
  return year;
};

/** The rate in a year of the contract. */
export const rateIn = (rate: RoyaltyRate, year: number): BasisPoints =>
  rate.kind === 'FIXED' ? rate.rate : (rate.steps.findLast(({ fromYear }) => fromYear <= year)?.rate ?? 0);

/** What was stated and paid before: the parts of a fen that are carried on, and the total so far (with the entry fee). */
export interface RoyaltyAccount {
  /** Ten-thousandths of a fen, 0–9999. */
  readonly carry: number;
  readonly totalMinor: number;
}
export const openAccount = (plan: Royalty): RoyaltyAccount => ({ carry: 0, totalMinor: plan.entryFeeMinor });

export interface RoyaltyStatement {
  readonly periodFrom: IsoDate;
  readonly baseMinor: number;
  readonly rate: BasisPoints;
  /** Due for this period (fen). */
  readonly dueMinor: number;
  /** The cap kept some of it back. */
  readonly isCapped: boolean;
  readonly account: RoyaltyAccount;
}

/**
 * The royalty of one period on the base that the buyer states (fen), at the rate of the year in which the period begins. Parts of a fen are
 * not rounded but carried to the next statement, so the sum of all is exact; never more than the cap. Refuses with INCOME_FIGURES_INVALID.
 */
export const stateRoyalty = (
  plan: Royalty,
  stated: { periodFrom: IsoDate; baseMinor: number },
  account: RoyaltyAccount,
): RoyaltyStatement => {
  const { periodFrom, baseMinor } = stated;
  assertFen({ baseMinor });
  const rate = rateIn(plan.rate, contractYear(plan.from, periodFrom));
  const exact = BigInt(baseMinor) * BigInt(rate) + BigInt(account.carry);
  const earned = Number(exact / 10_000n);
  const room = plan.capMinor === undefined ? earned : Math.max(0, plan.capMinor - account.totalMinor);
  const dueMinor = Math.min(earned, room);
  const isCapped = dueMinor < earned;
  const carry = isCapped ? 0 : Number(exact % 10_000n);
  return { periodFrom, baseMinor, rate, dueMinor, isCapped, account: { carry, totalMinor: account.totalMinor + dueMinor } };
};

/** Every statement in order, each from the account that the one before left. */
export const stateRoyalties = (
  plan: Royalty,
  bases: readonly { periodFrom: IsoDate; baseMinor: number }[],
): RoyaltyStatement[] => {
  const statements: RoyaltyStatement[] = [];
  for (const base of bases) statements.push(stateRoyalty(plan, base, statements.at(-1)?.account ?? openAccount(plan)));
  return statements;
};
