// Trains the text model and writes its file.
//   npm run build && node train/train.js --data <folder with matching/ and catalogue/> [--outcomes outcomes.jsonl] [--out model/text-model.bin]
//     [--date 2026-01-31] [--dimensions 200] [--seed 1] [--background model/text-model.bin]
// `--background` takes rarities and vectors, with their figures, from a model trained before: only the curves are fitted anew, in seconds.
// Prints JSON lines. Figures are out-of-fold by demand, with a background that holds no text of a judged demand. `outcomes.jsonl` holds lines of
// {title, text, listingTitle, listingText, level}: what became of proposed pairs; they count in the calibration alone.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readModelFile, writeModelFile } from '../dist/engine/model/model-file.js';
import { vectorOf } from '../dist/engine/text/text-vector.js';
import { learnBackground } from './background.js';
import { withVectors } from './corpus.js';
import { readData, readLines } from './data.js';
import { outOfFoldFigures } from './figures.js';
import { comparePairs, compareAcross, learn } from './learn.js';

const print = (line) => console.log(JSON.stringify(line));
const byId = (rows) => new Map(rows.map((row) => [row.id, row]));

/** Recorded outcomes as judged pairs; each demand text is a demand of its own. */
const readOutcomes = (path) => {
  const rows = path ? readLines(path) : [];
  return rows.map((row, at) => ({
    aid: `outcome-${at}`,
    rid: `outcome-${row.title}`,
    level: row.level,
    listing: vectorOf({ title: row.listingTitle ?? '', body: row.listingText ?? '' }),
    demand: vectorOf({ title: row.title ?? '', body: row.text ?? '' }),
  }));
};

/** Background and figures of a model trained before. */
const known = (bytes) => {
  const { header, fingerprints, rarities, codes, common } = readModelFile(bytes);
  const { dimensions, vectors, terms, raritySteps, unknownRarity, provenance } = header;
  const background = {
    header: { dimensions, vectors, terms, raritySteps, unknownRarity },
    fingerprints,
    rarities,
    codes,
    common,
  };
  return { background, figures: provenance.outOfFold };
};

const learnt = (data, maps, { achievements, demands, catalogue, options }) => {
  const judged = new Set(data.pairs.map(({ rid }) => rid));
  const strict = learnBackground({ achievements, demands: demands.filter(({ id }) => !judged.has(id)), catalogue }, options);
  const figures = outOfFoldFigures(comparePairs(strict, data.pairs, maps), compareAcross(strict, data.pairs, maps));
  return { figures, background: learnBackground({ achievements, demands, catalogue }, options) };
};

export const train = ({ data, outcomes = [], options, before, log = () => undefined }) => {
  const [achievements, demands] = [data.achievements, data.demands].map(withVectors);
  const maps = { listings: byId(achievements), demands: byId(demands) };
  const { figures, background } = before
    ? known(before)
    : learnt(data, maps, { achievements, demands, catalogue: withVectors(data.texts), options });
  log({ train: 'out-of-fold', ...figures });
  const more = { listings: new Map(maps.listings), demands: new Map(maps.demands) };
  for (const { aid, rid, listing, demand } of outcomes) {
    more.listings.set(aid, { vector: listing });
    more.demands.set(rid, { vector: demand });
  }
  const learned = learn(
    comparePairs(background, [...data.pairs, ...outcomes], more),
    compareAcross(background, data.pairs, maps),
  );
  const provenance = {
    script: 'services/matching/train/train.js',
    seed: options.seed,
    files: data.files,
    outcomes: outcomes.length,
    outOfFold: figures,
  };
  const header = { format: 2, date: options.date, ...background.header, ...learned, provenance };
  return { bytes: writeModelFile({ ...background, header }), header };
};

const main = () => {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      outcomes: { type: 'string' },
      out: { type: 'string', default: new URL('../model/text-model.bin', import.meta.url).pathname },
      date: { type: 'string', default: new Date().toISOString().slice(0, 10) },
      dimensions: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      background: { type: 'string' },
    },
  });
  if (!values.data)
    throw new Error('usage: train.js --data <folder with matching/ and catalogue/> [--outcomes FILE] [--out FILE] [--date DAY]');
  const started = performance.now();
  const options = { date: values.date, dimensions: Number(values.dimensions), seed: Number(values.seed) };
  const before = values.background ? readFileSync(values.background) : undefined;
  const { bytes, header } = train({
    data: readData(values.data),
    outcomes: readOutcomes(values.outcomes),
    options,
    before,
    log: print,
  });
  writeFileSync(values.out, bytes);
  const { vectors, terms, weights, curves, acrossWeights, acrossCurves } = header;
  print({
    train: 'model',
    file: values.out,
    bytes: bytes.length,
    vectors,
    terms,
    weights,
    curves,
    acrossWeights,
    acrossCurves,
    seconds: Math.round((performance.now() - started) / 1000),
  });
};

if (import.meta.main) main();
