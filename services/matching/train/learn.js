// A model from a background and judged pairs.
import { writeModelFile } from '../dist/engine/model/model-file.js';
import { comparable, featuresOf } from '../dist/engine/model/pair-features.js';
import { createTrainedModel } from '../dist/engine/model/trained-model.js';
import { acrossOf, GLOSS, kindOf } from '../dist/engine/text/term.js';
import { levelThresholds } from '../dist/engine/pair/levels.js';
import { curveOf, fitModel, similaritiesOf } from './fit.js';
import { mean } from './metrics.js';

const NEUTRAL = {
  weights: [1, 1, 1, 1, 1, 1],
  curve: [
    [0, 0],
    [1, 1],
  ],
  acrossWeights: [1, 1, 0, 0],
  acrossCurve: [
    [0, 0],
    [1, 1],
  ],
};

const modelOf = (background, learned) =>
  createTrainedModel(
    writeModelFile({ ...background, header: { format: 1, date: '', ...background.header, ...learned, provenance: {} } }),
  );

const keeping = (make) => {
  const made = new Map();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key);
  };
};

/** Gives the similarities of two rows with `vector`; a row is made ready once. */
export const comparerOf = (background) => {
  const model = modelOf(background, NEUTRAL);
  const ready = keeping((vector) => comparable(model, vector));
  return (listing, demand) => similaritiesOf(featuresOf(model, ready(listing.vector), ready(demand.vector)));
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

const spreadOf = (values) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2))) || 1;
};

/** Across the scripts the weights are given, not learned: each similarity counts alike. The curve is fitted as within a script. */
const fitAcross = (rows, anchors) => {
  const weights = [0, 1, 2, 3].map((k) => 1 / spreadOf(rows.map(({ x }) => x[k])));
  const scored = rows.map(({ x, level }) => ({ score: x.reduce((sum, value, k) => sum + value * weights[k], 0), level }));
  const top = weights.reduce((sum, weight) => sum + weight, 0);
  return { acrossWeights: weights, acrossCurve: curveOf(scored, top, anchors) };
};

/** Everything that judgements teach: weights and curves. */
export const learn = (rows, across) => {
  const { weights, curve } = fitModel(rows, levelThresholds);
  return { weights, curve, ...fitAcross(across, levelThresholds) };
};
