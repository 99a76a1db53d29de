import type { Explanation } from '@lastmile/protocol';
import { levelOf, rounded } from '../engine/pair/levels.js';
import { cosine } from './embedding-provider.js';

/** What a model of sentence embeddings said about a pair, and what that weighs in its score. */
export interface Meaning {
  model: string;
  /** 0–1: the cosine of the two texts, four decimals; a negative one counts as 0. */
  likeness: number;
  /** 0–1: share of the likeness in the score. */
  weight: number;
}

/** One piece of evidence beside the engine's own, which keeps the rest. */
const WEIGHT = 0.3;

export const meaningOf = (model: string, listing: Float32Array, demand: Float32Array): Meaning => ({
  model,
  likeness: rounded(Math.max(0, cosine(listing, demand))),
  weight: WEIGHT,
});

/** The pair by score' = (1 − weight) · score + weight · likeness. */
export const ratedByMeaning = <Pair extends { score: number; level: number }>(
  pair: Pair,
  meaning: Meaning,
): Pair & { meaning: Meaning } => {
  const score = rounded((1 - meaning.weight) * pair.score + meaning.weight * meaning.likeness);
  return { ...pair, score, level: levelOf(score), meaning };
};

/** The explanation with the likeness as a component of its own; the text model's version then names the model that gave it too. */
export const explainedByMeaning = (explanation: Explanation, meaning: Meaning | undefined): Explanation => {
  if (!meaning) return explanation;
  const { model, likeness, weight } = meaning;
  const part = (whole: number): number => Math.round(whole * (1 - weight) * 1_000_000) / 1_000_000;
  const evidence = [{ code: 'EMBEDDING_LIKENESS', values: { model, likeness } }];
  return {
    ...explanation,
    words: explanation.words.map((word) => ({ ...word, weight: part(word.weight) })),
    components: [
      ...explanation.components.map((component) => ({ ...component, weight: part(component.weight) })),
      { name: 'embedding', score: likeness, weight, evidence },
    ],
    modelVersion: `${explanation.modelVersion ?? 'none'}+${model}`,
  };
};
