// A model from a background and judged pairs.
import { writeModelFile } from '../dist/engine/model/model-file.js';
import { comparable, featuresOf } from '../dist/engine/model/pair-features.js';
import { createTrainedModel } from '../dist/engine/model/trained-model.js';
import { acrossOf, GLOSS, kindOf } from '../dist/engine/text/term.js';
import { levelThresholds } from '../dist/engine/pair/levels.js';
import { fitAcross, fitModel, similaritiesOf } from './fit.js';

const line = [
  [0, 0],
  [1, 1],
];
const lines = { title: line, body: line, related: line };
const NEUTRAL = { weights: [1, 1, 1, 1, 1, 1], curves: lines, acrossWeights: [1, 1, 0, 0], acrossCurves: lines };

const modelOf = (background, learned) =>
  createTrainedModel(
    writeModelFile({ ...background, header: { format: 2, date: '', ...background.header, ...learned, provenance: {} } }),
  );

const keeping = (make) => {
  const made = new Map();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key);
  };
};

/** Gives the features of two rows with `vector`; a row is made ready once. */
export const comparerOf = (background) => {
  const model = modelOf(background, NEUTRAL);
  const ready = keeping((vector) => comparable(model, vector));
  return (listing, demand) => featuresOf(model, ready(listing.vector), ready(demand.vector));
};

/** Scores features within one script by what was learned, as the model will. */
export const scorerOf = ({ weights, curves }) => {
  const header = { ...NEUTRAL, weights, curves, dimensions: 0, vectors: 0, terms: 0 };
  const empty = {
    fingerprints: new Uint32Array(0),
    rarities: new Uint8Array(0),
    codes: new Uint8Array(0),
    common: new Float32Array(0),
  };
  const { textFit } = modelOf({ header, ...empty }, { weights, curves });
  return (features) => textFit(features).score;
};

/** The judged pairs with their similarities; `listings` and `demands` are maps to rows with `vector`. */
export const comparePairs = (background, pairs, { listings, demands }) => {
  const model = modelOf(background, NEUTRAL);
  const ready = keeping((vector) => comparable(model, vector));
  return pairs.flatMap(({ aid, rid, level }) => {
    const [listing, demand] = [listings.get(aid), demands.get(rid)];
    if (!listing || !demand) return [];
    const features = featuresOf(model, ready(listing.vector), ready(demand.vector));
    return [{ aid, rid, level, features, x: similaritiesOf(features) }];
  });
};

/** The text as an English one would stand beside it: what its Chinese words mean, and nothing else. */
const translated = (vector) => {
  const entries = [...vector.terms].flatMap((term, at) =>
    kindOf(term) === GLOSS ? [{ term: acrossOf(term), title: vector.title[at], whole: vector.whole[at] }] : [],
  );
  entries.sort((a, b) => a.term - b.term);
  return {
    terms: Float64Array.from(entries, ({ term }) => term),
    title: Uint8Array.from(entries, ({ title }) => title),
    whole: Uint8Array.from(entries, ({ whole }) => whole),
    isHan: false,
  };
};

const ACROSS_NAMES = [(f) => f.title[2], (f) => f.whole[2], (f) => f.denseTitle, (f) => f.denseWhole];

/** Between scripts no pair is judged: the listings are taken as if they were English, word by word. */
export const compareAcross = (background, pairs, { listings, demands }) => {
  const model = modelOf(background, NEUTRAL);
  const ready = keeping((vector) => comparable(model, vector));
  const english = new Map(
    [...new Set(pairs.map(({ aid }) => aid))].flatMap((id) =>
      listings.has(id) ? [[id, translated(listings.get(id).vector)]] : [],
    ),
  );
  return pairs.flatMap(({ aid, rid, level }) => {
    if (!english.has(aid) || !demands.has(rid)) return [];
    const features = featuresOf(model, ready(english.get(aid)), ready(demands.get(rid).vector));
    return [{ aid, rid, level, features, x: ACROSS_NAMES.map((one) => one(features)) }];
  });
};

/** Everything that judgements teach: weights and curves. */
export const learn = (rows, across) => {
  const { weights, curves } = fitModel(rows, levelThresholds);
  return { weights, curves, ...fitAcross(across, levelThresholds) };
};
