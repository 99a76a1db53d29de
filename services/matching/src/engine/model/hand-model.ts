import { normalise } from '../normalise.js';
import { commonWords } from '../stop-words.js';
import type { Term, TermKind } from '../text/term.js';
import { BIGRAM, CONCEPT, GLOSS, kindOf, LATIN, LETTERS, NUMBER, WORD } from '../text/term.js';
import { vectorOf } from '../text/text-vector.js';
import { mostAcross } from './across.js';
import type { Curve } from './curve.js';
import { along } from './curve.js';
import { entryOf } from './fingerprint.js';
import { readFrequencies } from './frequencies.js';
import { groupOf } from './groups.js';
import { normsOf } from './norms.js';
import { fitOf } from './text-fit.js';
import type { ByGroup, PairFeatures, TextFit, TextModel } from './text-model.js';

/** Weight of a kind beside a bigram; by hand. */
const kindWeights: Record<TermKind, number> = {
  [BIGRAM]: 1,
  [WORD]: 1,
  [LATIN]: 1,
  [NUMBER]: 0.5,
  [CONCEPT]: 0.7,
  [GLOSS]: 1,
  [LETTERS]: 1,
};

/** Rarity of what no dictionary lists. */
const UNKNOWN = 7;
const COMMON = 0.35;

/** Occurrences in the general texts that the dictionary was counted on, made comparable with the rarity ln(texts / texts with the term). */
const rarityOf = (frequency: number, total: number): number =>
  Math.min(UNKNOWN, Math.max(1, 0.55 * Math.log(total / (frequency + 3)) - 1));

const commonTerms = (): ReadonlySet<Term> =>
  new Set(commonWords.flatMap((word) => Array.from(vectorOf({ title: normalise(word), body: '' }).terms, entryOf)));

/** Characters and words of a text say nearly the same; two texts of different scripts have neither. */
const mean = ([characters, words, across]: ByGroup): number => 0.5 * characters + 0.5 * words + across;

const textWeights = { title: 0.4, body: 0.6, related: 0 };
/** Cosines of short texts are small: from these on, weighted, a pair is of level 2, 3 and 4. By hand. */
const curve: Curve = [
  [0, 0],
  [0.04, 0.25],
  [0.2, 0.5],
  [0.4, 0.75],
  [1, 1],
];

const textFit = (features: PairFeatures): TextFit => {
  const contributions = {
    title: textWeights.title * mean(features.title),
    body: textWeights.body * mean(features.whole),
    related: 0,
  };
  const score = along(curve, contributions.title + contributions.body);
  return fitOf(features.isAcross ? Math.min(score, mostAcross(features)) : score, contributions, textWeights);
};

/** Weights by hand, rarities from the dictionary's frequencies: what the engine uses without a trained model. */
export const createHandModel = (): TextModel => {
  const { table, total } = readFrequencies();
  const common = commonTerms();
  const weightOf = (term: Term): number => {
    const kind = kindOf(term);
    const isListed = kind === BIGRAM || kind === WORD;
    const rarity = isListed ? rarityOf(table.get(term) ?? 0, total) : UNKNOWN - 1;
    return kindWeights[kind] * rarity * (common.has(entryOf(term)) ? COMMON : 1);
  };
  return {
    version: 'hand-1',
    groupOf,
    weightOf,
    normsOf: (vector) => normsOf({ groupOf, weightOf }, vector),
    dimensions: 0,
    embed: () => new Int8Array(0),
    preselection: { title: [0.2, 0.2, 0.4], whole: [0.3, 0.3, 0.6] },
    textWeights,
    unrelated: () => 0,
    textFit,
  };
};
