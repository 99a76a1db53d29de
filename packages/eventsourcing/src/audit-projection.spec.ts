import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { defineCollection, openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { stored } from '../test/command-context.fixture.js';
import { listingCards } from '../test/listing-card.fixture.js';
import type { ListingCard } from '../test/listing-card.fixture.js';
import { listingEvents } from '../test/listing.fixture.js';
import type { ListingEvent } from '../test/listing.fixture.js';
import { testLog } from '../test/test-log.js';
import { auditProjection, firstDifference } from './audit-projection.js';
import type { ReadModelDifference } from './audit-projection.js';
import type { EventStore } from './event-store.js';
import { inMemoryEventStore } from './in-memory-event-store.js';
import { runProjection } from './run-projection.js';

const drafted: ListingEvent = { type: 'ListingDrafted', organisationId: 'u1', title: 'Alloy' };
const published: ListingEvent = { type: 'ListingPublished', at: '2026-01-01', tags: ['metal'] };
const retitled = (title: string): ListingEvent => ({ type: 'ListingRetitled', title });

const cards = {
  ...listingCards,
  collection: defineCollection<ListingCard>({
    name: 'audited_cards',
    version: 1,
    indexes: [{ name: 'by_title', fields: ['title'] }],
  }),
};

let key = 0;
const append = async (store: EventStore, id: string, ...events: ListingEvent[]): Promise<void> => {
  key += 1;
  await store.append(`listing-${id}`, stored(`listing-${id}`, `audit-${key}`, events), 'any');
};

const audit = async (store: EventStore, documents: Documents): Promise<ReadModelDifference[]> => {
  const found: ReadModelDifference[] = [];
  for await (const one of auditProjection({ store, documents, projection: cards, codec: listingEvents })) found.push(one);
  return found;
};

describe('the audit of a read model', () => {
  const folder = mkdtempSync(join(tmpdir(), 'audit-'));
  const file = join(folder, 'cards.db');
  const store = inMemoryEventStore();
  let documents: Documents;

  const table = (): string => `${cards.collection.name}_v${cards.collection.version}`;
  /** Somebody with the file in his hands, past everything that guards it. */
  const tamper = (sql: string): void => {
    const database = new DatabaseSync(file);
    database.exec(sql);
    database.close();
  };
  const project = async (): Promise<void> => {
    const follower = runProjection({ store, documents, projection: cards, codec: listingEvents, logger: testLog() });
    await follower.ready;
    await follower.stop();
  };

  beforeEach(async () => {
    rmSync(file, { force: true });
    documents = await openDocuments(`sqlite:${file}`);
    await project();
  });
  beforeAll(async () => {
    await append(store, '1', drafted, published, retitled('Light alloy'));
    await append(store, '2', drafted, published);
  });
  afterEach(() => documents.close());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('finds nothing where documents are the fold of their events', async () => expect(await audit(store, documents)).toEqual([]));

  it('finds one changed byte of a document, and says where', async () => {
    tamper(`UPDATE "${table()}" SET "document" = replace("document", '"u1"', '"u2"') WHERE "id" = '1'`);
    expect(await audit(store, documents)).toEqual([
      expect.objectContaining({ kind: 'CHANGED', readModel: cards.name, id: '1', path: 'organisationId', expected: 'u1' }),
    ]);
  });
  it('finds a document that is gone, and one that nothing made', async () => {
    tamper(`UPDATE "${table()}" SET "id" = '3', "document" = replace("document", '"id":"2"', '"id":"3"') WHERE "id" = '2'`);
    const found = (await audit(store, documents)).map(({ kind, id }) => `${kind} ${id}`);
    expect(found).toEqual(expect.arrayContaining(['MISSING 2', 'SURPLUS 3']));
  });
  it('finds a key or a member that is not the document’s', async () => {
    tamper(`UPDATE "${table()}" SET "key.title" = 'x' WHERE "id" = '1'`);
    tamper(`INSERT INTO "${table()}.members" VALUES ('tags="x"', '2')`);
    const found = (await audit(store, documents)).map(({ kind, id }) => `${kind} ${id}`);
    expect(found).toEqual(['DAMAGED 1', 'DAMAGED 2']);
  });
  it('finds a read model of yesterday', async () => {
    await append(store, '2', retitled('Heavy alloy'));
    expect(await audit(store, documents)).toEqual([
      { readModel: cards.name, kind: 'BEHIND', id: '2', path: 'revision', expected: 2, found: 1 },
    ]);
    await project();
    expect(await audit(store, documents)).toEqual([]);
  });
  it('finds a document ahead of its events: the store is the older one', async () => {
    tamper(
      `UPDATE "${table()}" SET "revision" = 9, "document" = replace("document", '"revision":2', '"revision":9') WHERE "id" = '1'`,
    );
    expect((await audit(store, documents)).map(({ kind, id }) => `${kind} ${id}`)).toEqual(['AHEAD 1']);
  });
});

describe('the first difference', () => {
  it('is named by its path', () => {
    expect(firstDifference({ a: { b: [1, 2] } }, { a: { b: [1, 3] } })).toEqual({ path: 'a.b.1', expected: 2, found: 3 });
    expect(firstDifference({ a: 1 }, { a: 1, b: 2 })).toEqual({ path: 'b', expected: undefined, found: 2 });
    expect(firstDifference({ a: [] }, { a: {} })).toEqual({ path: 'a', expected: [], found: {} });
    expect(firstDifference({ a: 1 }, { a: 1 })).toBeUndefined();
  });
});
