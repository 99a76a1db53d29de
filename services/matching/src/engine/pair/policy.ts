import type { Policy } from './policy.data.js';
import { policies } from './policy.data.js';

/** The policy in force on a day or at an instant: the first one for all days before, the last one for no day. */
export const policyAt = (today?: string): Policy => {
  const [first, last] = [policies[0], policies.at(-1)];
  if (!first || !last) throw new Error('there is no policy');
  return today === undefined ? last : (policies.findLast(({ validFrom }) => validFrom <= today.slice(0, 10)) ?? first);
};

/** How much the other components count at a text fit, 0–1. */
export const reachOf = ({ textFit: { none, full } }: Policy, text: number): number =>
  Math.min(1, Math.max(0, (text - none) / (full - none)));
