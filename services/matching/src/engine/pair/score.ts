import type { Evidence, MissingCode } from '@lastmile/protocol';
import type { TextFit, TextModel } from '../model/text-model.js';
import { fieldFit } from './field.fit.js';
import type { Subject } from '../subject.js';
import type { Fit, Pair } from './fit.js';
import { indicatorFit } from './indicator.fit.js';
import { rounded } from './levels.js';
import { maturityFit } from './maturity.fit.js';
import { modeFit } from './mode.fit.js';
import type { Numbers } from './numbers.js';
import { reachOf } from './policy.js';
import type { Policy } from './policy.data.js';
import { priceFit } from './price.fit.js';
import type { Priority } from './priorities.js';
import { missingRegions, mostPriority, prioritiesOf } from './priorities.js';

const fits: readonly Fit[] = [indicatorFit, fieldFit, maturityFit, modeFit, priceFit];

interface Compared {
  fit: Fit;
  score: number;
  weight: number;
}

/** How a score comes about: shares of everything that could be compared; all weights add up to 1. */
interface Shares {
  /** Weight of the text fit. */
  text: number;
  compared: Compared[];
  priorities: Priority[];
}

const sharesOf = (text: number, pair: Pair, policy: Policy): Shares => {
  const reach = reachOf(policy, text);
  const priorities = prioritiesOf(pair.listing, pair.demand, policy.priorities).map((one) => ({
    ...one,
    share: one.share * reach,
  }));
  const compared = fits.flatMap((fit): Compared[] => {
    const score = fit.compare(pair);
    return score === undefined ? [] : [{ fit, score, weight: policy.weights[fit.name] * reach * (fit.share?.(pair) ?? 1) }];
  });
  const all = compared.reduce((sum, { weight }) => sum + weight, 1);
  const left = priorities.reduce((rest, { share }) => rest - share, 1);
  return {
    text: left / all,
    compared: compared.map((one) => ({ ...one, weight: (one.weight / all) * left })),
    priorities,
  };
};

const sumOf = (text: number, { text: weight, compared, priorities }: Shares): number => {
  const ofFits = compared.reduce((sum, one) => sum + one.score * one.weight, text * weight);
  return rounded(priorities.reduce((sum, { share }) => sum + share, ofFits));
};

/** The score of a pair whose texts fit so well, 0–1, four decimals. */
export const scoreOf = (text: number, pair: Pair, policy: Policy): number => sumOf(text, sharesOf(text, pair, policy));

const ROUNDING = 0.0001;

/** What a pair with this record can score at most, by how well the texts fit; grows with the text fit. */
export const mostOf = (subject: Subject, policy: Policy): ((text: number) => number) => {
  const given = fits.filter(({ isGiven }) => isGiven(subject));
  const allWeights = given.reduce((sum, { name }) => sum + policy.weights[name], 0);
  const allPriorities = mostPriority(subject, policy.priorities);
  return (text) => {
    const reach = reachOf(policy, text);
    const [weight, priority] = [allWeights * reach, allPriorities * reach];
    return ((text + weight) / (1 + weight)) * (1 - priority) + priority + ROUNDING;
  };
};

const allMet: Numbers = { verdicts: [], fit: 1, judged: 1, hasTargets: true, hasClaims: true };

/** What the pair can score at most, without reading its numbers. */
export const mostOfPair = (text: number, { listing, demand }: Pick<Pair, 'listing' | 'demand'>, policy: Policy): number =>
  scoreOf(text, { listing, demand, numbers: () => allMet }, policy);

export interface Component {
  name: string;
  /** 0–1 */
  score: number;
  /** 0–1; the weights of all components of a pair add up to 1. */
  weight: number;
  evidence: Evidence[];
}

/** How well the texts fit, and what each part of it weighs in the model. */
export interface RatedText {
  fit: TextFit;
  textWeights: TextModel['textWeights'];
}

export interface Scored {
  score: number;
  /** Weight of the text fit as a whole. */
  text: number;
  components: Component[];
  missing: MissingCode[];
}

const textNames = ['title', 'body', 'related'] as const;

const textComponents = ({ fit, textWeights }: RatedText, weight: number): Component[] =>
  textNames
    .filter((name) => textWeights[name] > 0)
    .map((name) => ({ name, score: fit.parts[name] / textWeights[name], weight: textWeights[name] * weight, evidence: [] }));

/** The same with all components and their evidence, and what a side could add; the evidence of the texts is for the caller to give. */
export const scored = (text: RatedText, pair: Pair, policy: Policy): Scored => {
  const { fit } = text;
  const shares = sharesOf(fit.score, pair, policy);
  return {
    score: sumOf(fit.score, shares),
    text: shares.text,
    components: [
      ...textComponents(text, shares.text),
      ...shares.compared.map(({ fit: { name, tell }, score, weight }) => ({ name, score, weight, evidence: tell(pair) })),
      ...shares.priorities.map(({ name, share, evidence }) => ({ name, score: share > 0 ? 1 : 0, weight: share, evidence })),
    ],
    missing: [...fits.flatMap(({ missing }) => missing(pair)), ...missingRegions(pair.listing, pair.demand)],
  };
};
