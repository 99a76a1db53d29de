import { eventually, startMongo } from '@lastmile/testing';
import type { MongoServer } from '@lastmile/testing';
import { DocumentsUnavailable, UniqueViolation, openDocuments, replaceIn } from '../src/index.js';
import type { Documents } from '../src/index.js';
import { offersDefinition } from './offers.js';

describe('a MongoDB store', () => {
  let mongo: MongoServer;
  let opened: Documents[];
  beforeEach(() => {
    opened = [];
  });
  afterEach(async () => {
    for (const documents of opened) await documents.close();
    await mongo.stop();
  });

  const open = async (deadlineMs?: number): Promise<Documents> => {
    const documents = await openDocuments(mongo.url, { deadlineMs });
    opened.push(documents);
    return documents;
  };

  it('applies all or nothing where the server has transactions', async () => {
    mongo = await startMongo({ replicaSet: true });
    const documents = await open();
    const definition = offersDefinition();
    await documents.ensure([definition]);
    const writes = ['a', 'b'].map((id) => replaceIn(definition, { id, revision: 1, code: 'k' }));
    await expect(documents.apply(writes, { name: 'feed', position: 1 })).rejects.toThrow(UniqueViolation);
    expect(await documents.collection(definition).count()).toBe(0);
    expect(await documents.checkpoint('feed')).toBeUndefined();
  });

  it('lets the newest win when many apply at once', async () => {
    mongo = await startMongo();
    const [one, two] = [await open(), await open()];
    const definition = offersDefinition();
    for (const documents of [one, two]) await documents.ensure([definition]);
    const batch = (revision: number) => ['a', 'b', 'c'].map((id) => replaceIn(definition, { id, revision, price: revision }));
    const rounds = Array.from({ length: 20 }, (_, at) => (at * 7) % 20);
    await Promise.all(rounds.map((at) => (at % 2 ? one : two).apply(batch(at), { name: 'feed', position: at })));
    const found = await one.collection(definition).getMany(['a', 'b', 'c']);
    expect(found.map(({ price }) => price)).toEqual([19, 19, 19]);
    expect(await two.checkpoint('feed')).toBe(19);
  });

  it('closes cleanly and is unavailable afterwards', async () => {
    mongo = await startMongo();
    const documents = await open(2_000);
    await documents.close();
    await documents.close();
    await expect(documents.ping()).rejects.toThrow(DocumentsUnavailable);
  });

  it('is unavailable while the server hangs or is gone, and comes back with it', async () => {
    mongo = await startMongo({ isOwn: true });
    const documents = await open(2_000);
    const definition = offersDefinition();
    await documents.ensure([definition]);
    const offers = documents.collection(definition);
    await mongo.kill('SIGSTOP');
    await expect(offers.replace({ id: 'a', revision: 1 })).rejects.toThrow(DocumentsUnavailable);
    await expect(documents.apply([replaceIn(definition, { id: 'b', revision: 1 })])).rejects.toThrow(DocumentsUnavailable);
    await mongo.kill('SIGCONT');
    await eventually(() => documents.ping());
    await mongo.kill('SIGKILL');
    await expect(offers.get('a')).rejects.toThrow(DocumentsUnavailable);
    await expect(openDocuments(mongo.url, { deadlineMs: 300 })).rejects.toThrow(DocumentsUnavailable);
    mongo = await startMongo({ isOwn: true, port: Number(new URL(mongo.url).port) });
    await eventually(() => documents.ping());
  });
});
