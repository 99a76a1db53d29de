// Writes the outcome log as JSON lines, a proposal a line, with what both records say and nothing of who they are.
//   npm run build && npm run outcomes:export -- --documents <url of the service's documents> --out <file>
// `judged` is the outcome as a judge's level where it says something about the fit: what training can learn from.
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openDocuments } from '@lastmile/documents';
import { indexedCollection } from '../dist/indexing/indexed-entry.js';
import { matchOutcomesCollection } from '../dist/outcomes/match-outcomes.projection.js';
import { exportedOutcomes } from '../dist/outcomes/outcome-rows.js';
import { retiredTextsCollection } from '../dist/outcomes/retired-texts.js';

const { values } = parseArgs({ options: { documents: { type: 'string' }, out: { type: 'string' } } });
if (!values.documents || !values.out) throw new Error('usage: outcomes:export -- --documents <url> --out <file>');

const documents = await openDocuments(values.documents);
await documents.ensure([indexedCollection, matchOutcomesCollection, retiredTextsCollection]);
const out = createWriteStream(values.out);
let [rows, withoutText] = [0, 0];
for await (const row of exportedOutcomes(documents)) {
  if (!row) {
    withoutText += 1;
    continue;
  }
  rows += 1;
  if (!out.write(`${JSON.stringify(row)}\n`)) await once(out, 'drain');
}
out.end();
await finished(out);
await documents.close();
console.log(JSON.stringify({ program: 'outcomes-export', rows, withoutText }));
