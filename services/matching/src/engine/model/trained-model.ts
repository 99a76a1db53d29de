import type { Term, TermKind } from '../text/term.js';
import { BIGRAM, CONCEPT, GLOSS, kindOf, LATIN, LETTERS, NUMBER, WORD } from '../text/term.js';
import { cutAcross } from './across.js';
import { along } from './curve.js';
import { createDense } from './dense.js';
import { fingerprintOf } from './fingerprint.js';
import { groupOf } from './groups.js';
import type { ModelFile } from './model-file.js';
import { readModelFile } from './model-file.js';
import { normsOf } from './norms.js';
import { fitOf } from './text-fit.js';
import type { PairFeatures, TextFit, TextModel } from './text-model.js';

/** Weight of a kind beside the others of its group; by hand. */
const kindWeights: Record<TermKind, number> = {
  [BIGRAM]: 1,
  [WORD]: 1,
  [LATIN]: 1,
  [NUMBER]: 0.5,
  [CONCEPT]: 0.7,
  [GLOSS]: 1,
  [LETTERS]: 1,
};

/** What a component weighs at most in the score. */
const textWeights = { title: 0.4, body: 0.35, related: 0.25 };

const rarityOf = ({ header, fingerprints, rarities }: ModelFile): ((term: Term) => number) => {
  const places = new Map<number, number>();
  fingerprints.forEach((print, at) => places.set(print, at));
  return (term) => {
    const place = places.get(fingerprintOf(term));
    return place === undefined ? header.unknownRarity : (rarities[place] ?? 0) / header.raritySteps;
  };
};

const sum = (weights: readonly number[], values: readonly number[]): number =>
  values.reduce((total, value, at) => total + (weights[at] ?? 0) * value, 0);

const sameScript = (
  { header: { weights, curve } }: ModelFile,
  { title, whole, denseTitle, denseWhole }: PairFeatures,
): TextFit => {
  const [titles, bodies] = [
    [title[0], title[1]],
    [whole[0], whole[1]],
  ];
  const contributions = {
    title: sum(weights, titles),
    body: sum(weights.slice(3), bodies),
    related: (weights[2] ?? 0) * denseTitle + (weights[5] ?? 0) * denseWhole,
  };
  const raw = contributions.title + contributions.body + contributions.related;
  return fitOf(along(curve, raw), contributions, textWeights);
};

const acrossScripts = ({ header: { acrossWeights: w, acrossCurve } }: ModelFile, features: PairFeatures): TextFit => {
  const { title, whole, denseTitle, denseWhole } = features;
  const contributions = {
    title: (w[0] ?? 0) * title[2],
    body: (w[1] ?? 0) * whole[2],
    related: (w[2] ?? 0) * denseTitle + (w[3] ?? 0) * denseWhole,
  };
  const raw = contributions.title + contributions.body + contributions.related;
  return fitOf(cutAcross(along(acrossCurve, raw), features), contributions, textWeights);
};

/** Reads a model that `train/train.js` wrote. Throws a TypeError when the bytes are damaged or something else. */
export const createTrainedModel = (bytes: Uint8Array): TextModel => {
  const file = readModelFile(bytes);
  const { header } = file;
  const rarity = rarityOf(file);
  const weightOf = (term: Term): number => kindWeights[kindOf(term)] * rarity(term);
  const { embed } = createDense(file, weightOf);
  const [titleCharacters = 0, titleWords = 0, , wholeCharacters = 0, wholeWords = 0] = header.weights;
  const [titleAcross = 0, wholeAcross = 0] = header.acrossWeights;
  return {
    version: `trained-${header.date}-${file.digest}`,
    groupOf,
    weightOf,
    normsOf: (vector) => normsOf({ groupOf, weightOf }, vector),
    dimensions: header.dimensions,
    embed,
    preselection: { title: [titleCharacters, titleWords, titleAcross], whole: [wholeCharacters, wholeWords, wholeAcross] },
    textWeights,
    textFit: (features) => (features.isAcross ? acrossScripts(file, features) : sameScript(file, features)),
  };
};
