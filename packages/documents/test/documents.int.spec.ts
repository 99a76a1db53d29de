import { startMongo, temporaryDirectory } from '@lastmile/testing';
import type { MongoServer, TemporaryDirectory } from '@lastmile/testing';
import { openDocuments } from '../src/index.js';
import type { Documents } from '../src/index.js';
import { documentsSuite } from './documents.suite.js';

describe('on a SQLite file', () => {
  let documents: Documents;
  let directory: TemporaryDirectory;
  beforeAll(async () => {
    directory = temporaryDirectory();
    documents = await openDocuments(`sqlite:${directory.path}/new/read.db`);
  });
  afterAll(async () => {
    await documents.close();
    directory.remove();
  });
  documentsSuite(() => documents);
});

describe('on SQLite in memory', () => {
  let documents: Documents;
  beforeAll(async () => {
    documents = await openDocuments('sqlite::memory:');
  });
  afterAll(() => documents.close());
  documentsSuite(() => documents);
});

describe.each([
  ['without transactions', false],
  ['with transactions', true],
])('on MongoDB %s', (_name, replicaSet) => {
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
  documentsSuite(() => documents);
});

it('refuses other URLs', async () => {
  await expect(openDocuments('postgres://localhost/x')).rejects.toThrow(TypeError);
});
