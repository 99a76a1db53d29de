import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { createLogger } from '@lastmile/telemetry';
import { temporaryDirectory } from '@lastmile/testing';
import { goneDocument, indexedCollection, toDocument } from '../src/indexing/indexed-entry.js';
import { openIndex } from '../src/indexing/open-index.js';
import type { OpenIndex } from '../src/indexing/open-index.js';
import { entryOf } from './in-memory.js';

const RECORDS = 450;

describe('opening the index', () => {
  let documents: Documents;
  const directory = temporaryDirectory('open-index');
  const snapshotPath = join(directory.path, 'index.snapshot');
  const open = (): Promise<OpenIndex> =>
    openIndex({ documents, snapshotPath, logger: createLogger('matching', 'fatal'), onEnd: () => undefined });

  beforeAll(async () => {
    documents = await openDocuments('sqlite::memory:');
    await documents.ensure([indexedCollection]);
    const collection = documents.collection(indexedCollection);
    for (let at = 0; at < RECORDS; at += 1) await collection.replace(toDocument(entryOf('LISTING', `l${at}`), at));
    await collection.replace(goneDocument({ kind: 'LISTING', id: 'l7', revision: 2 }, RECORDS));
  }, 60_000);
  afterAll(async () => {
    await documents.close();
    directory.remove();
  });

  it('reads every page, and what is gone stays away', async () => {
    const index = await open();
    try {
      expect(index.last).toBe(RECORDS);
      expect(await index.engine.size('LISTING')).toBe(RECORDS - 1);
      expect([await index.engine.get('LISTING', 'l7'), (await index.engine.get('LISTING', 'l449'))?.id]).toEqual([
        undefined,
        'l449',
      ]);
    } finally {
      await index.close();
    }
  }, 60_000);

  it('writes a snapshot instead of one that it could not use, though nothing has changed', async () => {
    writeFileSync(snapshotPath, 'of another version');
    await (await open()).close();
    const written = readFileSync(snapshotPath);
    expect(written.toString('latin1', 0, 8)).toBe('LMSNAP01');
    const again = await open();
    try {
      expect(await again.engine.size('LISTING')).toBe(RECORDS - 1);
    } finally {
      await again.close();
    }
    expect(readFileSync(snapshotPath).equals(written)).toBe(true);
  }, 60_000);
});
