import { reject } from '@lastmile/protocol';
import type { BasisPoints } from '../rules/rule.decider.js';

/** Amounts are whole fen in a safe integer (up to 9·10^15); products go through bigint, so nothing is ever rounded on the way. */
const whole = 10_000n;

/** Throws INCOME_FIGURES_INVALID unless every amount is a whole number of fen, zero or more. */
export const assertFen = (figures: Readonly<Record<string, number>>): void => {
  for (const [field, amount] of Object.entries(figures)) {
    if (!Number.isSafeInteger(amount) || amount < 0) throw reject('INCOME_FIGURES_INVALID', { field });
  }
};

/** The part of an amount, rounded up to the fen: what is owed "at least" is never short. @example partAtLeast(88_000_000, 7000) // 61_600_000 */
export const partAtLeast = (amountMinor: number, part: BasisPoints): number =>
  Number((BigInt(amountMinor) * BigInt(part) + whole - 1n) / whole);

interface Quota {
  index: number;
  floor: bigint;
  rest: bigint;
}

/** The larger remainder first, then the earlier in order. */
const byRemainder = (one: Quota, other: Quota): number =>
  one.rest === other.rest ? one.index - other.index : one.rest > other.rest ? -1 : 1;

/**
 * Divides an amount by whole parts (30 and 70, or 1, 1 and 1), exactly: each gets its quota rounded down, and the fen left over go one
 * each to the largest remainders, ties in the order given. The results add up to the amount.
 * @example splitExactly(100, [1, 1, 1]) // [34, 33, 33]
 */
export const splitExactly = (amountMinor: number, parts: readonly number[]): number[] => {
  assertFen({ amountMinor });
  const isValid = parts.length > 0 && parts.every((part) => Number.isSafeInteger(part) && part > 0);
  if (!isValid) throw reject('INCOME_FIGURES_INVALID', { field: 'parts' });
  const sum = parts.reduce((total, part) => total + BigInt(part), 0n);
  const quotas = parts.map((part, index): Quota => {
    const product = BigInt(amountMinor) * BigInt(part);
    return { index, floor: product / sum, rest: product % sum };
  });
  const left = BigInt(amountMinor) - quotas.reduce((total, { floor }) => total + floor, 0n);
  const favoured = new Set(
    [...quotas]
      .sort(byRemainder)
      .slice(0, Number(left))
      .map(({ index }) => index),
  );
  return quotas.map(({ index, floor }) => Number(floor) + (favoured.has(index) ? 1 : 0));
};
