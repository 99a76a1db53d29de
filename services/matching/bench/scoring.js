// What measuring and scoring share: the model, and texts made ready to be compared.
import { existsSync, readFileSync } from 'node:fs';
import { createHandModel } from '../dist/engine/model/hand-model.js';
import { comparable, featuresOf } from '../dist/engine/model/pair-features.js';
import { createTrainedModel } from '../dist/engine/model/trained-model.js';
import { levelOf } from '../dist/engine/pair/levels.js';
import { vectorOf } from '../dist/engine/text/text-vector.js';

const shipped = new URL('../model/text-model.bin', import.meta.url);

/** `hand`, a file, or nothing for the file that comes with the service. */
export const loadModel = (name) => {
  if (name === 'hand' || (name === undefined && !existsSync(shipped))) return createHandModel();
  return createTrainedModel(readFileSync(name ?? shipped));
};

/** Rates texts by the model alone, as the service does before it looks at anything else; a text is made ready once. */
export const raterOf = (model) => {
  const ready = new Map();
  const readyOf = (row) => {
    if (!ready.has(row)) ready.set(row, comparable(model, row.vector ?? vectorOf(row)));
    return ready.get(row);
  };
  return (listing, demand) => {
    const { score } = model.textFit(featuresOf(model, readyOf(listing), readyOf(demand)));
    return { score: Number(score.toFixed(6)), level: levelOf(score) };
  };
};
