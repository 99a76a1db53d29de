import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { commandHandler, streamOf } from '@lastmile/eventsourcing/runtime';
import type { EventStore } from '@lastmile/eventsourcing/runtime';
import { inMemoryEventStore, StoreUnavailable } from '@lastmile/eventsourcing/testing';
import { reject } from '@lastmile/protocol';
import { createEngine } from '../engine/engine.js';
import { plainSubject } from '../engine/subject.js';
import { matchDecider } from '../match/match.decider.js';
import { matchEvents } from '../match/match.events.js';
import { matchDetailsCollection } from '../projections/match-details.projection.js';
import type { Service } from '../service.js';
import { localEngine } from '../worker/local-engine.js';
import { bounded } from './bounded.js';
import { loadIndex } from './index-boot.js';
import { indexedCollection } from './indexed-entry.js';
import type { IndexedEntry } from './indexed-entry.js';
import { forgetEntry, indexEntry, matchIdOf } from './indexing.commands.js';

const at = '2030-05-20T10:00:00.000Z';
const subject = '风电轴承感应淬火';

let documents: Documents;
let store: EventStore;
let service: Service;

const serviceOver = (engine = createEngine<IndexedEntry>()): Service => ({
  documents,
  engine: localEngine(engine),
  matches: commandHandler({ store, category: 'match', decider: matchDecider, codec: matchEvents, identity: () => 'same' }),
  bounded: bounded(4),
  clock: () => at,
});
beforeEach(async () => {
  documents = await openDocuments('sqlite::memory:');
  await documents.ensure([indexedCollection, matchDetailsCollection]);
  store = inMemoryEventStore();
  service = serviceOver();
});
afterEach(() => documents.close());

const entry = (kind: 'LISTING' | 'DEMAND', id: string, more: Partial<IndexedEntry> = {}): IndexedEntry => ({
  ...plainSubject(subject, ''),
  kind,
  id,
  organisationId: kind === 'LISTING' ? 'university' : 'enterprise',
  revision: 1,
  publishedAt: at,
  isAnonymous: false,
  ...more,
});
const index = (one: IndexedEntry, on: Service = service): Promise<void> =>
  indexEntry(on, one, { eventId: `${one.kind}-${one.id}-${one.revision}`, at, correlationId: 'spec' });
const typesOf = async (listing: string, demand: string): Promise<string[]> =>
  (await store.read(streamOf('match', matchIdOf(listing, demand)))).map(({ type }) => type);
const proposedAmong = async (listings: string[], demands: string[]): Promise<string[]> => {
  const pairs = listings.flatMap((listing) => demands.map((demand) => [listing, demand] as const));
  const found = await Promise.all(
    pairs.map(async ([listing, demand]) => ((await typesOf(listing, demand)).length > 0 ? [`${listing} ${demand}`] : [])),
  );
  return found.flat();
};

describe('indexing', () => {
  it('proposes a pair with both sides, whichever comes first', async () => {
    await index(entry('LISTING', 'l1'));
    await index(entry('DEMAND', 'd1', { isAnonymous: true }));
    await index(entry('LISTING', 'l2'));
    expect(await proposedAmong(['l1', 'l2'], ['d1'])).toEqual(['l1 d1', 'l2 d1']);
    const [event] = await store.read(streamOf('match', matchIdOf('l1', 'd1')));
    expect(event).toMatchObject({
      type: 'MatchProposed.v1',
      data: {
        supply: { organisationId: 'university', title: subject },
        demand: { organisationId: 'enterprise', title: subject, isAnonymous: true },
        score: 1,
        level: 4,
        basis: { listing: 1, demand: 1 },
        proposedAt: at,
      },
      metadata: { causationId: 'DEMAND-d1-1', correlationId: 'spec', actor: { role: 'system' } },
    });
  });
  it('proposes nothing within one organisation', async () => {
    await index(entry('LISTING', 'l', { organisationId: 'both' }));
    await index(entry('DEMAND', 'd', { organisationId: 'both' }));
    expect(await typesOf('l', 'd')).toEqual([]);
  });
  it('proposes nothing that is over, on either side', async () => {
    await index(entry('LISTING', 'over', { validUntil: '2030-05-19' }));
    await index(entry('DEMAND', 'd'));
    await index(entry('DEMAND', 'late', { validUntil: '2030-05-19' }));
    await index(entry('LISTING', 'l', { validUntil: '2030-05-20' }));
    expect(await proposedAmong(['over', 'l'], ['d', 'late'])).toEqual(['l d']);
  });
  it('proposes ten listings for a demand and five demands for a listing', async () => {
    const listings = Array.from({ length: 12 }, (_, at) => `l${at}`);
    const demands = Array.from({ length: 7 }, (_, at) => `d${at}`);
    for (const id of listings) await index(entry('LISTING', id));
    await index(entry('DEMAND', 'd0'));
    expect((await proposedAmong(listings, ['d0'])).length).toBe(10);
    for (const id of demands) await index(entry('DEMAND', id));
    await index(entry('LISTING', 'last'));
    expect((await proposedAmong(['last'], demands)).length).toBe(5);
  });
  it('writes once what comes twice, also by a process that starts anew', async () => {
    await index(entry('LISTING', 'l'));
    await index(entry('DEMAND', 'd'));
    await index(entry('DEMAND', 'd'));
    const engine = createEngine<IndexedEntry>();
    const restarted = serviceOver(engine);
    expect(await loadIndex(documents, engine)).toBe(2);
    await index(entry('DEMAND', 'd'), restarted);
    await index(entry('LISTING', 'l'), restarted);
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1']);
  });
  it('goes on where it broke off', async () => {
    await index(entry('LISTING', 'l'));
    const broken = { ...service, matches: () => Promise.reject(new StoreUnavailable('append')) };
    await expect(index(entry('DEMAND', 'd'), broken)).rejects.toThrow(StoreUnavailable);
    expect(await typesOf('l', 'd')).toEqual([]);
    await index(entry('DEMAND', 'd'));
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1']);
  });
  it('does not take a contended match for an answer', async () => {
    await index(entry('LISTING', 'l'));
    const contended = { ...service, matches: () => Promise.reject(reject('REVISION_CONFLICT', { expected: 0, actual: 1 })) };
    const outcome = await index(entry('DEMAND', 'd'), contended).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ name: 'Error', cause: { code: 'REVISION_CONFLICT' } });
  });
  it('ignores an older text', async () => {
    await index(entry('LISTING', 'l', { revision: 3, title: '食品冷链' }));
    await index(entry('LISTING', 'l', { revision: 2 }));
    await index(entry('DEMAND', 'd'));
    expect((await service.engine.get('LISTING', 'l'))?.title).toBe('食品冷链');
    expect(await typesOf('l', 'd')).toEqual([]);
  });
  it('offers nothing withdrawn, even when an old text comes afterwards', async () => {
    await index(entry('LISTING', 'l'));
    await forgetEntry(service, { kind: 'LISTING', id: 'l', revision: 2 });
    await index(entry('LISTING', 'l'));
    await index(entry('DEMAND', 'd'));
    expect(await service.engine.size('LISTING')).toBe(0);
    expect(await typesOf('l', 'd')).toEqual([]);
  });
  it('keeps what is newer than a withdrawal', async () => {
    await index(entry('LISTING', 'l', { revision: 5 }));
    await forgetEntry(service, { kind: 'LISTING', id: 'l', revision: 2 });
    expect((await service.engine.get('LISTING', 'l'))?.revision).toBe(5);
    expect(await loadIndex(documents, createEngine<IndexedEntry>())).toBe(1);
  });
});
