import { startMongo } from '@lastmile/testing';
import type { MongoServer } from '@lastmile/testing';
import { openDocuments } from '../src/index.js';
import type { Documents } from '../src/index.js';
import { propertySuite } from './properties.suite.js';

describe('SQLite', () => {
  let documents: Documents;
  beforeAll(async () => {
    documents = await openDocuments('sqlite::memory:');
  });
  afterAll(() => documents.close());
  propertySuite(() => documents, 400);
});

describe.each([
  { name: 'MongoDB without transactions', replicaSet: false, numRuns: 150 },
  { name: 'MongoDB with transactions', replicaSet: true, numRuns: 30 },
])('$name', ({ replicaSet, numRuns }) => {
  let documents: Documents;
  let mongo: MongoServer;
  beforeAll(async () => {
    mongo = await startMongo({ replicaSet });
    documents = await openDocuments(mongo.url);
  });
  afterAll(async () => {
    await documents.close();
    await mongo.stop();
  });
  propertySuite(() => documents, numRuns);
});
