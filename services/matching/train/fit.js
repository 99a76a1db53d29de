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

const GIVEN = { third: 1, fourth: 0.5 };

/**
 * Where levels begin. Level 2 where the absolute error is least. The good levels are judged so seldom that the least error nearly never gives
 * them; they are given as often as this part of their judgements, so that what is proposed is about the mix that people gave.
 */
const cutsOf = (scored) => {
  const sorted = scored.map(({ score }) => score).sort((a, b) => b - a);
  const asOftenAs = (least, part) =>
    sorted[Math.min(sorted.length - 1, Math.round(part * scored.filter(({ level }) => level >= least).length))];
  const [second] = fitThresholds(scored);
  return [Number.isFinite(second) ? second : asOftenAs(2, 1), asOftenAs(3, GIVEN.third), asOftenAs(4, GIVEN.fourth)];
};

/** A strictly rising line through the cuts, whatever the data: a curve that stands still would tie what the sum keeps apart. */
export const curveOf = (scored, top, anchors) => {
  const least = 1e-3 * top;
  const [first, second, third] = cutsOf(scored);
  const lowest = scored.reduce((low, { score }) => Math.min(low, score), Infinity);
  const xs = [Math.min(lowest, first - least), first];
  for (const cut of [second, third, top]) xs.push(Math.max(cut, xs.at(-1) + least));
  return xs.map((x, at) => [x, [0, ...anchors, 1][at]]);
};

/** `anchors` are the scores at which levels 2, 3 and 4 begin. */
export const fitModel = (rows, anchors, pull = PULL) => {
  const weights = weightsOf(rows, spreadsOf(rows), pull);
  const scored = rows.map(({ x, level }) => ({ score: rawOf(weights, x), level }));
  const top = weights.reduce((sum, weight) => sum + weight, 0);
  return { weights, curve: curveOf(scored, top, anchors) };
};
