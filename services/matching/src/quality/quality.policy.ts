import type { QualityHintCode } from '@lastmile/protocol';
import type { Kind } from '../engine/subject.js';

/** What is looked at. Each gives its whole weight when nothing is wanting. */
export type Criterion =
  | 'title'
  | 'text'
  | 'targets'
  | 'advantage'
  | 'money'
  | 'field'
  | 'deadline'
  | 'readiness'
  | 'modes'
  | 'region'
  | 'keywords'
  | 'validity'
  | 'own'
  | 'others';

/** The rules of one day. Weights are thousandths and add up to 1,000 for each kind. */
export interface QualityPolicy {
  version: string;
  /** The first day it holds. */
  from: string;
  weights: Readonly<Record<Kind, Readonly<Partial<Record<Criterion, number>>>>>;
  /** The part of its criterion's weight that a hint takes at most, when it is not all. */
  shares: Readonly<Partial<Record<QualityHintCode, number>>>;
  /** Below: POOR; below: FAIR. */
  grades: readonly [number, number];
  /** Chinese characters; a word of letters counts two. */
  titleSize: number;
  /** Characters of a Chinese text, words of an English one: fewer are none at all; as many say enough. Repetition does not count. */
  text: Readonly<Record<'zh' | 'en', { least: number; enough: number }>>;
  /** Years after which an example of a date lies. */
  exampleYears: number;
}

/**
 * Advantage, numbers and text weigh most: an unclear benefit, an unclear description and a missing comparison are what readers decline for;
 * of a demand they ask quantified targets and funds first.
 */
const policies: readonly QualityPolicy[] = [
  {
    version: 'quality-2026-11-23',
    from: '2026-01-01',
    weights: {
      LISTING: {
        text: 200,
        advantage: 180,
        targets: 150,
        title: 100,
        field: 80,
        readiness: 70,
        money: 50,
        modes: 50,
        own: 40,
        region: 30,
        keywords: 20,
        validity: 20,
        others: 10,
      },
      DEMAND: {
        targets: 200,
        text: 180,
        money: 140,
        title: 100,
        field: 80,
        deadline: 70,
        modes: 50,
        readiness: 40,
        region: 40,
        own: 40,
        keywords: 20,
        validity: 20,
        others: 20,
      },
    },
    shares: { TITLE_TOO_SHORT: 0.6, TARGETS_NOT_STRUCTURED: 0.4 },
    grades: [0.4, 0.7],
    titleSize: 6,
    text: { zh: { least: 10, enough: 120 }, en: { least: 6, enough: 80 } },
    exampleYears: 1,
  },
];

/** The policy of a day, the first one for earlier days. */
export const qualityPolicyAt = (today: string, all: readonly QualityPolicy[] = policies): QualityPolicy => {
  const [first] = all;
  const policy = all.findLast(({ from }) => from <= today) ?? first;
  if (!policy) throw new RangeError('there is no policy');
  return policy;
};
