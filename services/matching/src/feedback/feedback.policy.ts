import type { DeclineReason } from '@lastmile/protocol';

/** How much of a pair's score one decline of a neighbour takes away, by its reason; dated, and named in every explanation it went into. */
export interface FeedbackPolicy {
  version: string;
  validFrom: string;
  source: string;
  /** 0–1, of a neighbour that is the same in what was declined. */
  shares: Readonly<Record<DeclineReason, number>>;
  /** All declines together take no more. */
  most: number;
  /** Texts less alike than this are no neighbours. */
  leastLikeness: number;
  /** So long a side that had no capacity is asked less. */
  capacityDays: number;
}

/** The newest first. */
const policies: readonly FeedbackPolicy[] = [
  {
    version: 'feedback-2026-11-01',
    validFrom: '2026-11-01',
    source:
      'By hand: a reason that speaks of the record weighs more than one that speaks of the moment; to be set from the outcome log.',
    shares: {
      WRONG_FIELD: 0.35,
      PRICE: 0.25,
      CAPACITY: 0.25,
      SECRECY: 0.25,
      TOO_EARLY: 0.2,
      NO_ADVANTAGE_SHOWN: 0.1,
      DESCRIPTION_UNCLEAR: 0.1,
      OTHER: 0.05,
    },
    most: 0.6,
    leastLikeness: 0.25,
    capacityDays: 90,
  },
];

/** The policy in force at an instant; before the first one, the first. */
export const feedbackPolicyAt = (now: string): FeedbackPolicy => {
  const found = policies.find(({ validFrom }) => validFrom <= now.slice(0, 10)) ?? policies.at(-1);
  if (!found) throw new Error('no feedback policy');
  return found;
};
