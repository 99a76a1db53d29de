// The few numbers that are learned from judged pairs: the weights of the similarities, pulled towards equal ones, and the curve to the levels.
import { fitThresholds } from './metrics.js';

/** Order of a pair's similarities here and in the model file. */
export const similarities = ['titleCharacters', 'titleWords', 'titleRelated', 'wholeCharacters', 'wholeWords', 'wholeRelated'];
/** What each counts before anything is learned, in units of its spread: characters and words say nearly the same. */
const PRIOR = [1, 1, 2, 1, 1, 2];

export const similaritiesOf = ({ title, whole, denseTitle, denseWhole }) => [
  title[0],
  title[1],
  denseTitle,
  whole[0],
  whole[1],
  denseWhole,
];

const spreadsOf = (rows) =>
  PRIOR.map((_, k) => {
    const mean = rows.reduce((sum, { x }) => sum + x[k], 0) / rows.length;
    return Math.sqrt(rows.reduce((sum, { x }) => sum + (x[k] - mean) ** 2, 0) / rows.length) || 1;
  });

const dot = (a, b) => a.reduce((sum, value, at) => sum + value * b[at], 0);

/** Solves a small symmetric system by elimination. */
const solve = (matrix, right) => {
  const rows = matrix.map((row, at) => [...row, right[at]]);
  rows.forEach((pivot, at) => {
    for (const [other, row] of rows.entries()) {
      if (other === at) continue;
      const factor = row[at] / pivot[at];
      for (let k = at; k < row.length; k += 1) row[k] -= factor * pivot[k];
    }
  });
  return rows.map((row, at) => row.at(-1) / row[at]);
};

/**
 * Weights by least squares on the levels within each demand (the demands differ in how generously they were judged), with a pull of
 * `pull` pairs towards the prior.
 */
const weightsOf = (rows, spreads, pull) => {
  const demands = Map.groupBy(rows, ({ rid }) => rid);
  const centred = [...demands.values()].flatMap((group) => {
    const mean = PRIOR.map((_, k) => group.reduce((sum, { x }) => sum + x[k], 0) / group.length);
    const level = group.reduce((sum, one) => sum + one.level, 0) / group.length;
    return group.map((one) => ({ z: one.x.map((value, k) => (value - mean[k]) / spreads[k]), y: one.level - level }));
  });
  const sums = centred.map(({ z }) => dot(z, PRIOR));
  const scale =
    dot(
      sums,
      centred.map(({ y }) => y),
    ) / dot(sums, sums);
  const matrix = PRIOR.map((_, i) =>
    PRIOR.map((__, j) => centred.reduce((sum, { z }) => sum + z[i] * z[j], 0) + (i === j ? pull : 0)),
  );
  const right = PRIOR.map((prior, i) => centred.reduce((sum, { z, y }) => sum + z[i] * y, 0) + pull * prior * scale);
  return solve(matrix, right).map((weight, k) => Math.max(0, weight / scale) / spreads[k]);
};

const PULL = 6000;

export const rawOf = (weights, x) => dot(weights, x);

/** Where no threshold pays, as for a level that is judged seldom, the level is given as often as it was judged. */
const withRare = (rows, thresholds) => {
  const sorted = rows.map(({ score }) => score).sort((a, b) => b - a);
  return thresholds.map((threshold, at) => {
    if (Number.isFinite(threshold)) return threshold;
    const judged = rows.filter(({ level }) => level >= at + 2).length;
    return sorted[Math.max(0, Math.min(sorted.length - 1, judged))];
  });
};

/** `anchors` are the scores at which levels 2, 3 and 4 begin. */
export const fitModel = (rows, anchors, pull = PULL) => {
  const weights = weightsOf(rows, spreadsOf(rows), pull);
  const scored = rows.map(({ x, level }) => ({ score: rawOf(weights, x), level }));
  const raw = scored.map(({ score }) => score).sort((a, b) => a - b);
  const thresholds = withRare(scored, fitThresholds(scored));
  const top = weights.reduce((sum, weight) => sum + weight, 0);
  const [first, second, third] = thresholds;
  // Strictly rising, whatever the data: a curve that stands still would tie what the sum keeps apart.
  const least = 1e-3 * top;
  const low = Math.min(raw[0], first - least);
  const xs = [low, first, Math.max(second, first + least), Math.max(third, second + least, first + 2 * least)];
  xs.push(Math.max(top, xs[3] + least));
  return { weights, thresholds, curve: xs.map((x, at) => [x, [0, ...anchors, 1][at]]) };
};
