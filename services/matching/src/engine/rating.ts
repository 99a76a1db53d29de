import type { FacetScore } from './facets.js';
import { compareFacets } from './facets.js';
import type { Subject } from './subject.js';

export const engineVersion = 'lexical-1';

export interface Component {
  name: string;
  /** 0–1 */
  score: number;
  /** 0–1; the weights of all components of a pair add up to 1. */
  weight: number;
}

const TITLE_WEIGHT = 0.37;
const BODY_WEIGHT = 1 - TITLE_WEIGHT;

/** Cosines of short texts are small: 0.1 becomes 0.33, 0.3 becomes 0.65, 1 stays 1. The order stays as it is. */
const HALF = 0.3;
const spread = (cosine: number): number => {
  const bounded = Math.min(1, Math.max(0, cosine));
  return (bounded * (1 + HALF)) / (bounded + HALF);
};

/** How well the texts fit, 0–1, from the cosines of the titles and of the whole texts. */
export const textScore = (title: number, whole: number): number => TITLE_WEIGHT * spread(title) + BODY_WEIGHT * spread(whole);

/** All components of a pair with their weights; the score is the sum of score times weight. Without a common word nothing else counts. */
export const componentsOf = (cosines: { title: number; whole: number }, compared: readonly FacetScore[]): Component[] => {
  const facets = cosines.whole > 0 ? compared : [];
  const sum = facets.reduce((total, { weight }) => total + weight, 1);
  return [
    { name: 'title', score: spread(cosines.title), weight: TITLE_WEIGHT / sum },
    { name: 'body', score: spread(cosines.whole), weight: BODY_WEIGHT / sum },
    ...facets.map(({ name, score, weight }) => ({ name, score, weight: weight / sum })),
  ];
};

/** Four decimals, so that the last bits of a sum, which depend on its order, decide nothing. */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

export const scoreOf = (text: number, listing: Subject, demand: Subject): number => {
  if (text === 0) return 0;
  let [score, sum] = [text, 1];
  for (const facet of compareFacets(listing, demand)) {
    score += facet.score * facet.weight;
    sum += facet.weight;
  }
  return rounded(score / sum);
};

/** From these scores on a pair is of level 2, 3, 4; chosen on labelled pairs (see README). */
export const levelThresholds = [0.15, 0.38, 0.55] as const;

/** 4 strong, 3 fairly strong, 2 weak, 1 none. */
export const levelOf = (score: number): number => 1 + levelThresholds.filter((threshold) => score >= threshold).length;
