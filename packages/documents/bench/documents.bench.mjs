// Prints one JSON line for each figure. Usage: npm run bench [-- <url> ...]; without a URL: a SQLite file in a fresh directory, and the
// MongoDB-compatible server of the tests, with fewer documents, as its writes slow down with their number. Build first.
import { startMongo, temporaryDirectory } from '@lastmile/testing';
import { defineCollection, openDocuments, replaceIn } from '../dist/index.js';

const BATCH = 100;
const PAGES = 200;

const definition = defineCollection({
  name: 'bench',
  version: 1,
  indexes: [
    { name: 'by-status', fields: ['status', 'price'] },
    { name: 'by-tag', fields: ['tags'] },
  ],
});

const offer = (n, revision) => ({
  id: `offer-${n}`,
  revision,
  status: ['open', 'draft', 'closed'][n % 3],
  price: (n * 7_919) % 10_007,
  tags: [`field-${n % 40}`, `region-${n % 31}`],
  text: 'x'.repeat(600),
});

const print = ({ store, count }, figure, value, unit) =>
  console.log(JSON.stringify({ store, documents: count, figure, value: Number(value.toPrecision(4)), unit }));

const writes = async (run, documents, revision) => {
  const started = performance.now();
  for (let at = 0; at < run.count; at += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, n) => replaceIn(definition, offer(at + n, revision)));
    await documents.apply(batch, { name: `bench-${revision}`, position: at });
  }
  const kind = revision === 0 ? 'new' : 'newer';
  const perSecond = run.count / ((performance.now() - started) / 1_000);
  print(run, `guarded writes, ${kind} documents, batches of ${BATCH}`, perSecond, '1/s');
};

const pages = async (run, documents, [name, query]) => {
  const collection = documents.collection(definition);
  const times = [];
  let cursor;
  for (let n = 0; n < PAGES; n += 1) {
    const started = performance.now();
    ({ nextCursor: cursor } = await collection.find({ ...query, limit: 20, cursor }));
    times.push(performance.now() - started);
  }
  times.sort((a, b) => a - b);
  print(run, `page of 20, ${name}, p50`, times[PAGES / 2], 'ms');
  print(run, `page of 20, ${name}, p99`, times[Math.floor(PAGES * 0.99)], 'ms');
};

const price = [{ path: 'price', direction: 'desc' }];
const queries = [
  ['equality and order', { where: { status: 'open' }, sort: price }],
  ['array and order', { where: { tags: { contains: 'field-7' } }, sort: price }],
  ['by id', {}],
];

const measure = async (run, url) => {
  const documents = await openDocuments(url, { deadlineMs: 60_000 });
  await documents.ensure([definition]);
  for (const revision of [0, 1]) await writes(run, documents, revision);
  for (const query of queries) await pages(run, documents, query);
  await documents.collection(definition).drop();
  for (const revision of [0, 1]) await documents.dropCheckpoint(`bench-${revision}`);
  await documents.close();
};

const given = process.argv.slice(2);
for (const url of given) await measure({ store: url.split(':')[0], count: 10_000 }, url);
if (given.length === 0) {
  const directory = temporaryDirectory();
  await measure({ store: 'sqlite', count: 10_000 }, `sqlite:${directory.path}/bench.db`);
  directory.remove();
  const mongo = await startMongo();
  await measure({ store: 'mongodb protocol, test server', count: 1_000 }, mongo.url);
  await mongo.stop();
}
