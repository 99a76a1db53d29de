import { mostAcross } from './across.js';
import { along } from './curve.js';
import { createDense } from './dense.js';
import { groupOf } from './groups.js';
import type { Curves, ModelFile } from './model-file.js';
import { readModelFile } from './model-file.js';
import { normsOf } from './norms.js';
import { readEntries } from './term-entries.js';
import { sumOf } from './text-fit.js';
import type { PairFeatures, TextFit, TextModel } from './text-model.js';

/** What a component weighs in the score: as its similarities weigh before the curves (`train/fit.js`). */
export const textWeights = { title: 0.25, body: 0.25, related: 0.5 };

const readingsOf = (curves: Curves, { title, body, related }: TextFit['parts']): TextFit['parts'] => ({
  title: along(curves.title, title),
  body: along(curves.body, body),
  related: along(curves.related, related),
});

const sameScript = (
  { header: { weights, curves } }: ModelFile,
  { title, whole, denseTitle, denseWhole }: PairFeatures,
): TextFit => {
  const [titleCharacters = 0, titleWords = 0, titleRelated = 0, wholeCharacters = 0, wholeWords = 0, wholeRelated = 0] = weights;
  const likeness = {
    title: titleCharacters * title[0] + titleWords * title[1],
    body: wholeCharacters * whole[0] + wholeWords * whole[1],
    related: titleRelated * denseTitle + wholeRelated * denseWhole,
  };
  return sumOf(readingsOf(curves, likeness), textWeights);
};

const acrossScripts = ({ header: { acrossWeights, acrossCurves } }: ModelFile, features: PairFeatures): TextFit => {
  const { title, whole, denseTitle, denseWhole } = features;
  const [inTitles = 0, inWholes = 0, titleRelated = 0, wholeRelated = 0] = acrossWeights;
  const likeness = {
    title: inTitles * title[2],
    body: inWholes * whole[2],
    related: titleRelated * denseTitle + wholeRelated * denseWhole,
  };
  return sumOf(readingsOf(acrossCurves, likeness), textWeights, mostAcross(features));
};

/** Reads a model that `train/train.js` wrote. Throws a TypeError when the bytes are damaged or something else. */
export const createTrainedModel = (bytes: Uint8Array): TextModel => {
  const file = readModelFile(bytes);
  const { header } = file;
  const entries = readEntries(file);
  const { weightOf } = entries;
  const { embed, meaningOf } = createDense(file, entries);
  const [titleCharacters = 0, titleWords = 0, , wholeCharacters = 0, wholeWords = 0] = header.weights;
  const [titleAcross = 0, wholeAcross = 0] = header.acrossWeights;
  return {
    version: `trained-${header.date}-${file.digest}`,
    groupOf,
    weightOf,
    normsOf: (vector) => normsOf({ groupOf, weightOf }, vector),
    dimensions: header.dimensions,
    embed,
    meaningOf,
    preselection: { title: [titleCharacters, titleWords, titleAcross], whole: [wholeCharacters, wholeWords, wholeAcross] },
    textWeights,
    unrelated: (isAcross) => along((isAcross ? header.acrossCurves : header.curves).related, 0),
    textFit: (features) => (features.isAcross ? acrossScripts(file, features) : sameScript(file, features)),
  };
};
