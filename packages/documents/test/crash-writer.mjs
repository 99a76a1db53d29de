// Folds a made-up feed into a SQLite store until it is killed: event n adds n to the counter `c<n mod 7>`, and every 10th removes one.
import { defineCollection, deleteFrom, openDocuments, replaceIn } from '../dist/index.js';

const definition = defineCollection({ name: 'counters', version: 1, indexes: [{ name: 'by-mark', fields: ['marks'] }] });
const documents = await openDocuments(`sqlite:${process.argv[2]}`);
await documents.ensure([definition]);
let position = ((await documents.checkpoint('feed')) ?? -1) + 1;
for (; ; position += 1) {
  const id = `c${position % 7}`;
  const counter = { id, revision: position, count: position, marks: [`m${position}`], filling: 'x'.repeat(2_000) };
  const total = { id: 'total', revision: position, count: position, marks: [] };
  const own = position % 10 === 9 ? deleteFrom(definition, id, position) : replaceIn(definition, counter);
  await documents.apply([own, replaceIn(definition, total)], { name: 'feed', position });
  process.stdout.write(`${position}\n`);
}
