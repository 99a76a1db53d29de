// How well judged pairs are ordered, how good each level is, and what a search of the whole catalogue finds:
//   npm run build && node bench/quality.js --data <folder with matching/ and catalogue/> [--model FILE] [--tools <folder with matching-eval.mjs>]
// JSON lines to standard output, a table to standard error. `trained, out of fold` is trained anew here: its background holds no text of a judged
// demand, and the curves and the thresholds that a demand is measured with saw no pair of it. `--model` (or the file that comes with
// the service) is measured too, but it has seen these demands. With `--tools` every figure is checked against that program.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { levelOf as levelGiven, levelThresholds } from '../dist/engine/pair/levels.js';
import { learnBackground } from '../train/background.js';
import { withVectors } from '../train/corpus.js';
import { readData } from '../train/data.js';
import { withLevels } from '../train/figures.js';
import { fitModel } from '../train/fit.js';
import { FOLDS, foldsOf } from '../train/folds.js';
import { comparePairs, compareAcross, comparerOf, scorerOf } from '../train/learn.js';
import { auc, mean, orderFigures } from '../train/metrics.js';
import { baselinesOf } from './baselines.js';
import { demoFigures } from './bilingual.js';
import { loadModel, raterOf } from './scoring.js';

const print = (line) => console.log(JSON.stringify(line));
const rounded = (value) => Number(value.toFixed(4));

/** Mean share of a demand's good listings among the first ten and hundred of all. */
const recallOf = (rate, { pairs, listings, demands }) => {
  const good = Map.groupBy(
    pairs.filter(({ level }) => level >= 3),
    ({ rid }) => rid,
  );
  const found = [...good].map(([rid, wanted]) => {
    const demand = demands.get(rid);
    const order = [...listings.values()].map((listing) => ({ id: listing.id, score: rate(listing, demand) }));
    order.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    const ids = new Set(wanted.map(({ aid }) => aid));
    const among = (count) => order.slice(0, count).filter(({ id }) => ids.has(id)).length / ids.size;
    return [among(10), among(100)];
  });
  return { recall10: rounded(mean(found.map(([ten]) => ten))), recall100: rounded(mean(found.map(([, hundred]) => hundred))) };
};

const share = (some, all) => (all.length === 0 ? null : rounded(some.length / all.length));

const levelMix = (rows) =>
  [1, 2, 3, 4].map((level) => {
    const these = rows.filter(({ given }) => given === level);
    const good = these.filter((row) => row.level >= 3);
    return {
      level,
      pairs: these.length,
      judged3or4: share(good, these),
      judged1: share(
        these.filter((row) => row.level === 1),
        these,
      ),
      shareOf3or4: share(
        good,
        rows.filter((row) => row.level >= 3),
      ),
    };
  });

/** For each demand the scores of a model that saw no pair of its fold. */
const outOfFoldRater = (background, data, folds) => {
  const rows = comparePairs(background, data.pairs, data);
  const scorers = Array.from({ length: FOLDS }, (_, fold) => {
    const seen = rows.filter(({ rid }) => folds.get(rid) !== fold);
    return scorerOf(fitModel(seen, levelThresholds));
  });
  const compare = comparerOf(background);
  return (listing, demand) => scorers[folds.get(demand.id)](compare(listing, demand));
};

const measured = (name, rate, { data, folds, evaluate }) => {
  const scored = data.pairs.map(({ aid, rid, level }) => ({
    aid,
    rid,
    level,
    score: rate(data.listings.get(aid), data.demands.get(rid)),
  }));
  const rows = withLevels(scored, folds);
  const figures = { ...orderFigures(rows), ...recallOf(rate, data) };
  print({ bench: 'quality', method: name, ...figures });
  if (evaluate) {
    const { out } = evaluate(data.pairs, scored);
    for (const key of ['auc', 'auc_in_demand', 'spearman', 'ndcg10'])
      if (Math.abs(out[key] - figures[key]) > 1e-4)
        throw new Error(`${name}: ${key} is ${figures[key]} here and ${out[key]} there`);
  }
  return { method: name, ...figures, scored };
};

const table = (rows) => {
  const names = ['auc', 'auc_in_demand', 'spearman', 'ndcg10', 'score', 'recall10', 'recall100'];
  const width = Math.max(...rows.map(({ method }) => method.length));
  const line = (first, cells) =>
    console.error([first.padEnd(width), ...cells.map((cell) => String(cell).padStart(13))].join(' '));
  line('method', names);
  for (const row of rows)
    line(
      row.method,
      names.map((name) => row[name]),
    );
};

const acrossFigure = (background, data) => {
  const rows = compareAcross(background, data.pairs, data).map(({ x, level }) => ({ score: x[0] + x[1], level }));
  const scores = (isWanted) => rows.filter(({ level }) => isWanted(level)).map(({ score }) => score);
  print({
    bench: 'quality-meanings',
    about: 'English meanings alone, no Chinese word shared',
    auc: rounded(
      auc(
        scores((level) => level >= 3),
        scores((level) => level === 1),
      ),
    ),
  });
};

const main = async () => {
  const text = { type: 'string' };
  const { values } = parseArgs({ options: { data: text, model: text, tools: text } });
  if (!values.data)
    throw new Error('usage: quality.js --data <folder with matching/ and catalogue/> [--model FILE] [--tools FOLDER]');
  const { evaluate } = values.tools ? await import(pathToFileURL(join(values.tools, 'matching-eval.mjs')).href) : {};
  const read = readData(values.data);
  const [achievements, demands, catalogue] = [read.achievements, read.demands, read.texts].map(withVectors);
  const byId = (rows) => new Map(rows.map((row) => [row.id, row]));
  const data = { pairs: read.pairs, listings: byId(achievements), demands: byId(demands) };
  const folds = foldsOf(data.pairs.map(({ rid }) => rid));
  const context = { data, folds, evaluate };
  const results = Object.entries(baselinesOf(achievements)).map(([name, rate]) => measured(name, rate, context));
  const measureModel = (name, model) => {
    const rate = raterOf(model);
    const result = measured(name, (listing, demand) => rate(listing, demand).score, context);
    for (const level of levelMix(result.scored.map((row) => ({ ...row, given: levelGiven(row.score) }))))
      print({ bench: 'quality-level', method: name, ...level });
    for (const line of demoFigures(rate)) print({ bench: 'quality-languages', method: name, ...line });
    results.push(result);
  };
  measureModel('by hand', loadModel('hand'));
  const judged = new Set(data.pairs.map(({ rid }) => rid));
  const background = learnBackground({ achievements, demands: demands.filter(({ id }) => !judged.has(id)), catalogue });
  const trained = measured('trained, out of fold', outOfFoldRater(background, data, folds), context);
  for (const level of levelMix(trained.scored.map((row) => ({ ...row, given: levelGiven(row.score) }))))
    print({ bench: 'quality-level', method: trained.method, ...level });
  results.push(trained);
  acrossFigure(background, data);
  const shipped = loadModel(values.model);
  if (shipped.dimensions > 0) measureModel(`${shipped.version} (has seen these demands)`, shipped);
  table(results);
};

await main();
