// Rates an exported outcome log with the present engine, and with another model, beside the ranking that was recorded; JSON lines.
//   npm run build && npm run eval:outcomes -- --outcomes <file> [--against hand|<model file>]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createEngine } from '../dist/engine/engine.js';
import { createHandModel } from '../dist/engine/model/hand-model.js';
import { createTrainedModel } from '../dist/engine/model/trained-model.js';
import { offlineOutcome, recordedOutcome } from '../dist/outcomes/offline.js';

const { values } = parseArgs({ options: { outcomes: { type: 'string' }, against: { type: 'string' } } });
if (!values.outcomes) throw new Error('usage: eval:outcomes -- --outcomes <file> [--against hand|<model file>]');
const rows = readFileSync(values.outcomes, 'utf8')
  .split('\n')
  .filter((line) => line.trim())
  .map((line) => JSON.parse(line));

const print = (by, figures) => console.log(JSON.stringify({ program: 'eval-outcomes', by, ...figures }));
const evaluated = (by, engine) => {
  const [first] = rows;
  const { engineVersion, modelVersion = 'none', policyVersion = 'none' } = engine.explain(first.listing, first.demand);
  const ranking = { engineVersion, modelVersion, policyVersion };
  print(
    by,
    offlineOutcome(ranking, rows, ({ listing, demand }) => engine.rate(listing, demand)),
  );
};
const modelNamed = (name) => (name === 'hand' ? createHandModel() : createTrainedModel(readFileSync(name)));

print('recorded', recordedOutcome(rows));
if (rows.length > 0) {
  evaluated('present', createEngine());
  if (values.against) evaluated('against', createEngine(modelNamed(values.against)));
}
