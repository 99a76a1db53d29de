import { fromMinorUnits, reject } from '@lastmile/protocol';
import type { Started } from '../contract/contract.types.js';
import { receivedOf } from '../performance/obligations.decider.js';
import type { Income, SharedIncome } from './income.types.js';

/** The gross of what was proposed and not taken back: that income is spoken for. */
export const spokenFor = ({ distributions }: Income): number =>
  distributions
    .filter(({ status }) => status !== 'WITHDRAWN')
    .reduce((sum, { shared }) => sum + (shared.kind === 'NET_INCOME' ? shared.grossMinor : 0), 0);

/** Received, confirmed by the seller, and not spoken for. */
export const availableOf = ({ performance, income }: Started): number => receivedOf(performance) - spokenFor(income);

const isSame = (one: SharedIncome, other: SharedIncome): boolean =>
  one.kind === other.kind && (one.kind !== 'OWN_EXPLOITATION' || other.kind !== 'OWN_EXPLOITATION' || one.year === other.year);

/** Nothing is shared that was not received; shares and the profit of one year are shared once. */
export const assertAvailable = (contract: Started, shared: SharedIncome): void => {
  if (shared.kind === 'NET_INCOME') {
    const available = availableOf(contract);
    if (shared.grossMinor > available) throw reject('INCOME_NOT_RECEIVED', { available: fromMinorUnits(available).amount });
    return;
  }
  const earlier = contract.income.distributions.some((one) => one.status !== 'WITHDRAWN' && isSame(one.shared, shared));
  if (earlier) throw reject('DISTRIBUTION_STEP_NOT_POSSIBLE', { status: 'PROPOSED' });
};
