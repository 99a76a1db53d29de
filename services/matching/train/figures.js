import { levelThresholds } from '../dist/engine/pair/levels.js';
import { fitModel } from './fit.js';
import { foldsOf, outOfFold } from './folds.js';
import { scorerOf } from './learn.js';
import { auc, fitThresholds, levelOf, orderFigures } from './metrics.js';

/** Rows of similarities and levels to figures; the curves and the thresholds of each fold saw no pair of its demands. */
export const outOfFoldFigures = (rows, across) => {
  const folds = foldsOf(rows.map(({ rid }) => rid));
  const scores = outOfFold(rows, folds, (seen) => {
    const score = scorerOf(fitModel(seen, levelThresholds));
    return ({ features }) => score(features);
  });
  const figures = withLevels(
    rows.map((row, at) => ({ ...row, score: scores[at] })),
    folds,
  );
  const words = across.map(({ x, level }) => ({ score: x[0] + x[1], level }));
  const good = words.filter(({ level }) => level >= 3).map(({ score }) => score);
  const bad = words.filter(({ level }) => level === 1).map(({ score }) => score);
  return { ...orderFigures(figures), aucOfMeaningsAlone: Number((auc(good, bad) ?? NaN).toFixed(4)) };
};

/** Rows with the level that thresholds fitted on the other folds give. */
export const withLevels = (rows, folds) => {
  const given = outOfFold(rows, folds, (seen) => {
    const thresholds = fitThresholds(seen);
    return ({ score }) => levelOf(score, thresholds);
  });
  return rows.map((row, at) => ({ ...row, given: given[at] }));
};
