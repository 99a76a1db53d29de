// How fast texts are read, as JSON lines: the analysis (terms with their counts), its dense vectors, and the cutting into words alone, in turn over
// the same texts. Processor time of this process, so that what else the machine does counts little.
//   npm run build && node bench/analysis.js [--count 4000] [--texts <folder of JSON lines>] [--rounds 5]
import { readFileSync } from 'node:fs';
import { createTrainedModel } from '../dist/engine/model/trained-model.js';
import { vectorOf } from '../dist/engine/text/text-vector.js';
import { jieba, learntTexts, options } from './learnt-texts.js';
import { print, quantile } from './texts.js';

const given = options({ count: '4000', texts: undefined, rounds: '5' });
const texts = [...learntTexts(Number(given.count), { folder: given.texts, seed: 11 })];
const model = createTrainedModel(readFileSync(new URL('../model/text-model.bin', import.meta.url)));
const vectors = texts.map(vectorOf);

const ways = {
  jieba: () => {
    for (const { title, body } of texts) {
      jieba.cut(title, false);
      jieba.cut(body, false);
    }
  },
  analysis: () => texts.forEach((text) => vectorOf(text)),
  dense: () => {
    for (const vector of vectors) {
      model.embed(vector, 'title');
      model.embed(vector, 'whole');
    }
  },
};
const spent = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (let round = 0; round <= Number(given.rounds); round += 1)
  for (const [name, run] of Object.entries(ways)) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    // the first round only warms up
    if (round > 0) spent[name].push((user + system) / 1000);
  }
const medians = Object.fromEntries(Object.entries(spent).map(([name, times]) => [name, quantile(times, 0.5)]));
for (const [name, ms] of Object.entries(medians))
  print({
    bench: `analysis-${name}`,
    texts: texts.length,
    perSecond: Math.round((1000 * texts.length) / ms),
    ofJieba: Number((medians.jieba / ms).toFixed(2)),
  });
