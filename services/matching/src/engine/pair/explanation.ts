import type { Evidence, Explanation } from '@lastmile/protocol';
import { sharedTerms } from '../model/pair-features.js';
import type { TextFit, TextModel } from '../model/text-model.js';
import type { TextVector } from '../text/text-vector.js';
import type { Pair } from './fit.js';
import { joined } from './phrases.js';
import type { Policy } from './policy.data.js';
import type { Component } from './score.js';
import { scored } from './score.js';
import { kindredOf } from './kindred.js';
import { placesOf } from './term-places.js';
import type { FoundWord } from './words.js';
import { wordsOf } from './words.js';

/** Names the rules by which a score comes about; a change that moves scores changes it. */
export const engineVersion = 'pair-2';

export interface Compared {
  model: TextModel;
  policy: Policy;
  pair: Pair;
  fit: TextFit;
  listing: TextVector;
  demand: TextVector;
}

const MOST_NAMED = 3;

/** Words that weigh less are left out of an explanation, and so are those beyond the first forty. */
const LEAST_WEIGHT = 0.0005;
const MOST_WORDS = 40;

/** A shared word below half a point says nothing about the fit. */
const LEAST_TOLD = 0.005;

/** From this reading on relatedness gives much, and the words that make it are named. */
const RELATED = 0.5;

const MOST_NUMBERS = 20;

/** Six decimals: finer than anybody reads, and free of the last bits. */
const fine = (value: number): number => Math.round(value * 1_000_000) / 1_000_000;

/** A word counts as rare when it weighs so much more than the terms of the listing do on average. */
const RARE = 1.5;

const meanWeight = (model: TextModel, { terms }: TextVector): number => {
  const grouped = terms.filter((term) => model.groupOf(term) !== undefined);
  return grouped.reduce((sum, term) => sum + model.weightOf(term), 0) / (grouped.length || 1);
};

const named = (code: string, words: readonly FoundWord[]): Evidence[] =>
  words.length === 0 ? [] : [{ code, values: { words: joined(words.slice(0, MOST_NAMED).map(({ word }) => word)) } }];

/** Words that give next to nothing are told as such. */
const shared = (words: readonly FoundWord[]): Evidence[] => {
  if (words.length === 0) return [{ code: 'NO_WORDS_SHARED', values: {} }];
  const telling = words.filter(({ weight }) => weight >= LEAST_TOLD);
  return telling.length > 0 ? named('WORDS_SHARED', telling) : named('WORDS_SHARED_WEAK', words);
};

/** The words that make the texts related, where they are. */
const kindred = ({ model, pair, fit, listing, demand }: Compared): Evidence[] => {
  if (fit.related < RELATED) return [];
  const sides = { listing: placesOf(pair.listing), demand: placesOf(pair.demand) };
  const pairs = kindredOf(model, { vector: listing, places: sides.listing }, { vector: demand, places: sides.demand });
  if (pairs.length === 0) return [];
  const values = {
    words: joined(pairs.map(({ word }) => word)),
    counterparts: joined(pairs.map(({ counterpart }) => counterpart)),
  };
  return [{ code: 'MEANING_PAIRS', values }];
};

/** Why the texts fit as they do. */
const textEvidence = (compared: Compared, words: readonly FoundWord[]): Record<string, Evidence[]> => {
  const { model, listing, demand, fit } = compared;
  const least = RARE * meanWeight(model, listing);
  const rare = words.slice(0, MOST_WORDS).filter(({ rarity, weight }) => rarity >= least && weight >= LEAST_TOLD);
  const isAcross = listing.isHan !== demand.isHan;
  const across: Evidence[] = isAcross ? [{ code: 'ACROSS_LANGUAGES', values: {} }] : [];
  const likeness = { likeness: fine(fit.related), unrelated: fine(model.unrelated(isAcross)) };
  return {
    title: shared(words.filter(({ isInTitles }) => isInTitles)),
    body: [...across, ...shared(words), ...named('WORDS_RARE', rare)],
    related: [{ code: 'MEANING_RELATED', values: likeness }, ...kindred(compared)],
  };
};

const textCodes = ({ pair: { listing, demand } }: Compared): ('DEMAND_TEXT' | 'LISTING_TEXT')[] => [
  ...(demand.body.trim() === '' ? (['DEMAND_TEXT'] as const) : []),
  ...(listing.body.trim() === '' ? (['LISTING_TEXT'] as const) : []),
];

const shown = ({ score, weight, ...component }: Component): Component => ({
  ...component,
  score: fine(score),
  weight: fine(weight),
});

/** Why a pair is rated as it is: a pure function of the two records, the model and the policy. */
export const explain = (compared: Compared): Explanation => {
  const { model, policy, pair, fit } = compared;
  const { components, missing, text } = scored({ fit, textWeights: model.textWeights }, pair, policy);
  const [listing, demand] = [placesOf(pair.listing), placesOf(pair.demand)];
  const terms = sharedTerms(model, compared.listing, compared.demand);
  const words = wordsOf({ model, terms, fit, listing, demand });
  const evidence = textEvidence(compared, words);
  const numbers = pair.numbers().verdicts;
  return {
    words: words
      .map(({ word, weight, counterpart }) => ({
        word,
        weight: fine(weight * text),
        ...(counterpart === undefined ? {} : { counterpart }),
      }))
      .filter(({ weight }) => weight >= LEAST_WEIGHT)
      .slice(0, MOST_WORDS),
    components: components.map((one) => shown({ ...one, evidence: evidence[one.name] ?? one.evidence })),
    ...(numbers.length > 0 ? { numbers: numbers.slice(0, MOST_NUMBERS) } : {}),
    missing: [...missing, ...textCodes(compared)],
    engineVersion,
    modelVersion: model.version,
    policyVersion: policy.version,
  };
};
