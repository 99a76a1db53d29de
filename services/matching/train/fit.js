// The few numbers that are learned from judged pairs: how the sum of the similarities is read as levels. What each similarity weighs is given.
import { textWeights } from '../dist/engine/model/trained-model.js';
import { fitThresholds } from './metrics.js';

/** A pair's similarities in the order of the model file: titles by characters, words and relatedness, then the whole texts by the same. */
export const similaritiesOf = ({ title, whole, denseTitle, denseWhole }) => [
  title[0],
  title[1],
  denseTitle,
  whole[0],
  whole[1],
  denseWhole,
];

/**
 * What each weighs, in units of its spread: characters and words say nearly the same. Weights learned from the judgements
 * ordered other demands no better than these.
 */
const SHARES = [1, 1, 2, 1, 1, 2];
const COMPONENTS = ['title', 'title', 'related', 'body', 'body', 'related'];

/** Between scripts: title and whole by meanings, title and whole by relatedness. */
const ACROSS = { shares: [1, 1, 1, 1], components: ['title', 'body', 'related', 'related'] };

const spreadOf = (values) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) || 1;
};

/** What the similarities of a component add up to. */
const sumOf = (weights, components, name) => (x) =>
  x.reduce((sum, value, at) => (components[at] === name ? sum + weights[at] * value : sum), 0);

/**
 * Where levels 2 and 3 begin on the sum of all similarities. Level 2 where the absolute error is least. The good levels are judged so seldom
 * that the least error nearly never gives them; they are given as often as they were judged.
 */
const cutsOf = (scored) => {
  const sorted = scored.map(({ score }) => score).sort((a, b) => b - a);
  const asOftenAs = (least) => sorted[Math.min(sorted.length - 1, scored.filter(({ level }) => level >= least).length)];
  const [second] = fitThresholds(scored);
  return [Number.isFinite(second) ? second : asOftenAs(2), asOftenAs(3)];
};

/** A reading rises in proportion up to here; the rest is for likeness beyond what judged pairs have. */
const STRAIGHT = 0.9;
const LEAST_STEP = 1e-3;

/** A strictly rising line whatever the data: points with x too near to the one before are moved. */
const rising = (points, top) => {
  const least = LEAST_STEP * top;
  const line = [];
  for (const [x, y] of points) line.push([line.length === 0 ? x : Math.max(x, line.at(-1)[0] + least), y]);
  return line;
};

/**
 * The readings whose weighted sum is the score: the line through both cuts, shared out. All components rise at the same pace; what a pair
 * scores without any likeness is taken for relatedness, which is never nothing.
 */
const curvesOf = (scored, { sums, tops }, [second, third]) => {
  const [cut2, cut3] = cutsOf(scored);
  const top = tops.title + tops.body + tops.related;
  const pace = (third - second) / Math.max(cut3 - cut2, LEAST_STEP * top);
  const base = Math.min(STRAIGHT / 2, Math.max(LEAST_STEP, (second - pace * cut2) / textWeights.related));
  const straightTo = (name, from) => ((STRAIGHT - from) * textWeights[name]) / pace;
  const words = (name) =>
    rising(
      [
        [0, 0],
        [Math.min(straightTo(name, 0), STRAIGHT * tops[name]), STRAIGHT],
        [tops[name], 1],
      ],
      top,
    );
  const lowest = sums.related.reduce((low, value) => Math.min(low, value), -LEAST_STEP * top);
  const related = [
    [lowest, 0],
    [0, base],
    [Math.min(straightTo('related', base), STRAIGHT * tops.related), STRAIGHT],
  ];
  return { title: words('title'), body: words('body'), related: rising([...related, [tops.related, 1]], top) };
};

const NAMES = ['title', 'body', 'related'];
const byName = (make) => Object.fromEntries(NAMES.map((name) => [name, make(name)]));

const fit = (rows, { shares, components }, anchors) => {
  const weights = shares.map((share, k) => share / spreadOf(rows.map(({ x }) => x[k])));
  const sums = byName((name) => rows.map(({ x }) => sumOf(weights, components, name)(x)));
  const tops = byName((name) => sumOf(weights, components, name)(shares.map(() => 1)));
  const scored = rows.map(({ level }, at) => ({ level, score: sums.title[at] + sums.body[at] + sums.related[at] }));
  return { weights, curves: curvesOf(scored, { sums, tops }, anchors) };
};

/** Rows of `{x, level}`; `anchors` are the scores at which levels 2 and 3 begin. */
export const fitModel = (rows, anchors) => fit(rows, { shares: SHARES, components: COMPONENTS }, anchors);

/** The same between scripts. */
export const fitAcross = (rows, anchors) => {
  const { weights, curves } = fit(rows, ACROSS, anchors);
  return { acrossWeights: weights, acrossCurves: curves };
};
