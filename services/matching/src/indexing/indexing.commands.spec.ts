import { streamOf } from '@lastmile/eventsourcing/runtime';
import type { EventStore } from '@lastmile/eventsourcing/runtime';
import { StoreUnavailable } from '@lastmile/eventsourcing/testing';
import type { Documents } from '@lastmile/documents';
import { reject } from '@lastmile/protocol';
import { entryOf as entry, noon as at, serviceInMemory } from '../../test/in-memory.js';
import type { InMemory } from '../../test/in-memory.js';
import { blockedOf } from '../match/blocked-pairs.js';
import { followCalendar } from '../match/expiry.commands.js';
import { matchIdOf } from '../match/match-id.js';
import { retiredTextsCollection } from '../outcomes/retired-texts.js';
import type { Service } from '../service.js';
import { loadIndex } from './index-boot.js';
import type { IndexedEntry } from './indexed-entry.js';
import { forgetEntry, indexEntry } from './indexing.commands.js';

const subject = '风电轴承感应淬火';

let memory: InMemory;
let documents: Documents;
let store: EventStore;
let service: Service;

beforeEach(async () => {
  memory = await serviceInMemory();
  ({ documents, store, service } = memory);
});
afterEach(() => memory.stop());

const index = (one: IndexedEntry, on: Service = service): Promise<void> =>
  indexEntry(on, one, { eventId: `${one.kind}-${one.id}-${one.revision}`, at, correlationId: 'spec' });
const forget = (kind: 'LISTING' | 'DEMAND', id: string, revision: number, reason = 'Sold'): Promise<void> =>
  forgetEntry(
    service,
    { kind, id, revision, reason },
    { eventId: `${kind}-${id}-${revision}`, at: service.clock(), correlationId: 'spec' },
  );
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
    await index(entry('LISTING', 'l2', { organisationId: 'institute' }));
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
    for (const id of listings) await index(entry('LISTING', id, { organisationId: id }));
    await index(entry('DEMAND', 'd'));
    expect((await proposedAmong(listings, ['d'])).length).toBe(10);
    const demands = Array.from({ length: 7 }, (_, at) => `q${at}`);
    for (const id of demands) await index(entry('DEMAND', id, { title: '低温硝化菌剂' }));
    await index(entry('LISTING', 'last', { title: '低温硝化菌剂' }));
    expect((await proposedAmong(['last'], demands)).length).toBe(5);
  });
  it('proposes to a demand with ten open proposals only what beats the weakest of them, which stays', async () => {
    const weaker = `${subject}设备与服务`;
    const listings = Array.from({ length: 10 }, (_, at) => `l${at}`);
    for (const id of listings) await index(entry('LISTING', id, { organisationId: id, title: weaker }));
    await index(entry('DEMAND', 'd'));
    expect((await proposedAmong(listings, ['d'])).length).toBe(10);
    await index(entry('LISTING', 'equal', { organisationId: 'equal', title: weaker }));
    await index(entry('LISTING', 'better', { organisationId: 'better' }));
    expect(await proposedAmong([...listings, 'equal', 'better'], ['d'])).toEqual([...listings, 'better'].map((id) => `${id} d`));
    const [event] = await store.read(streamOf('match', matchIdOf('better', 'd')));
    expect(event?.data).toMatchObject({ position: 1 });
  });
  it('writes once what comes twice, also by a process that starts anew', async () => {
    await index(entry('LISTING', 'l'));
    await index(entry('DEMAND', 'd'));
    await index(entry('DEMAND', 'd'));
    const restarted = memory.restarted();
    expect(await loadIndex(documents, restarted.engine)).toBe(2);
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
    await forget('LISTING', 'l', 2);
    await index(entry('LISTING', 'l'));
    await index(entry('DEMAND', 'd'));
    expect(await service.engine.size('LISTING')).toBe(0);
    expect(await typesOf('l', 'd')).toEqual([]);
  });
  it('keeps what is newer than a withdrawal', async () => {
    await index(entry('LISTING', 'l', { revision: 5 }));
    await index(entry('DEMAND', 'd'));
    await forget('LISTING', 'l', 2);
    expect((await service.engine.get('LISTING', 'l'))?.revision).toBe(5);
    expect(await loadIndex(documents, memory.restarted().engine)).toBe(2);
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1']);
  });
});

describe('what is proposed', () => {
  const lastOf = async (listing: string, demand: string) =>
    (await store.read(streamOf('match', matchIdOf(listing, demand)))).at(-1);

  it('is closed when a side is withdrawn, with its side, and does not come back', async () => {
    await index(entry('LISTING', 'l'));
    await index(entry('DEMAND', 'd'));
    await forget('DEMAND', 'd', 2, 'CONTRACTED');
    await forget('DEMAND', 'd', 2, 'CONTRACTED');
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1', 'MatchClosed.v1']);
    expect((await lastOf('l', 'd'))?.data).toEqual({
      constraints: [{ name: 'WITHDRAWN', side: 'DEMAND', values: { contracted: true } }],
      basis: { listing: 1, demand: 2 },
      closedAt: at,
    });
    await index(entry('DEMAND', 'd', { revision: 3 }));
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1', 'MatchClosed.v1']);
  });
  it('is closed when it was written while a side was being withdrawn', async () => {
    await index(entry('LISTING', 'l'));
    const slow: Service = {
      ...service,
      matches: async (...args) => {
        await service.engine.remove('LISTING', 'l');
        return service.matches(...args);
      },
    };
    await index(entry('DEMAND', 'd'), slow);
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1', 'MatchClosed.v1']);
  });
  it('is closed by a revision that excludes the other side, and proposed anew when that is taken back', async () => {
    await index(entry('LISTING', 'l'));
    await index(entry('DEMAND', 'd'));
    await index(entry('LISTING', 'l', { revision: 2, excluded: ['enterprise'] }));
    expect((await lastOf('l', 'd'))?.data).toMatchObject({ constraints: [{ name: 'EXCLUDED_PARTY', side: 'SUPPLY' }] });
    expect(await blockedOf(documents, 'DEMAND', 'd')).toMatchObject([{ listingId: 'l', names: ['EXCLUDED_PARTY'] }]);
    await index(entry('LISTING', 'l', { revision: 3 }));
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1', 'MatchClosed.v1', 'MatchProposed.v1']);
    expect(await blockedOf(documents, 'DEMAND', 'd')).toEqual([]);
  });
  it('is closed by the calendar when an offer is over, once, and comes back when it is renewed', async () => {
    await index(entry('LISTING', 'l', { validUntil: '2030-05-21' }));
    await index(entry('DEMAND', 'd'));
    await followCalendar(service);
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1']);
    memory.setNow('2030-05-22T00:10:00.000Z');
    await followCalendar(service);
    await followCalendar(service);
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1', 'MatchClosed.v1']);
    expect((await lastOf('l', 'd'))?.data).toMatchObject({
      constraints: [{ name: 'EXPIRED', side: 'SUPPLY' }],
      closedAt: service.clock(),
    });
    await index(entry('LISTING', 'l', { revision: 2, validUntil: '2030-06-30' }));
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1', 'MatchClosed.v1', 'MatchProposed.v1']);
  });
  it('is closed when a side becomes classified, which leaves the index', async () => {
    await index(entry('LISTING', 'l'));
    await index(entry('DEMAND', 'd'));
    await index(entry('LISTING', 'l', { revision: 2, classified: true }));
    expect((await lastOf('l', 'd'))?.data).toMatchObject({ constraints: [{ name: 'SECRECY', side: 'SUPPLY' }] });
    expect(await service.engine.size('LISTING')).toBe(0);
    expect(await blockedOf(documents, 'LISTING', 'l')).toMatchObject([{ demandId: 'd', names: ['SECRECY'] }]);
    await index(entry('DEMAND', 'd', { revision: 2 }));
    expect(await blockedOf(documents, 'LISTING', 'l')).toHaveLength(1);
    await index(entry('LISTING', 'l', { revision: 3 }));
    expect(await blockedOf(documents, 'LISTING', 'l')).toEqual([]);
    expect((await lastOf('l', 'd'))?.type).toBe('MatchProposed.v1');
  });
  it('is closed for secrecy, not as withdrawn, when that is why a side is taken back', async () => {
    await index(entry('LISTING', 'l'));
    await index(entry('DEMAND', 'd'));
    await index(entry('LISTING', 'l', { revision: 2, classified: true }));
    await forget('LISTING', 'l', 3, 'CLASSIFIED');
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1', 'MatchClosed.v1']);
    expect(await blockedOf(documents, 'LISTING', 'l')).toHaveLength(1);
    expect(await documents.collection(retiredTextsCollection).count()).toBe(0);
    await forget('DEMAND', 'd', 2);
    expect(await documents.collection(retiredTextsCollection).get('DEMAND-d')).toMatchObject({
      subject: { organisationId: '', title: subject },
    });
  });
});

describe('a pair that a constraint keeps apart', () => {
  const licensed = {
    modes: ['LICENCE'],
    licences: [{ mode: 'EXCLUSIVE' as const, until: '2030-05-31' }],
  };
  it('is kept with its reason while it would have been proposed', async () => {
    await index(entry('DEMAND', 'd', { modes: ['LICENCE'] }));
    await index(entry('LISTING', 'l', licensed));
    expect(await typesOf('l', 'd')).toEqual([]);
    expect(await blockedOf(documents, 'LISTING', 'l')).toMatchObject([
      { id: matchIdOf('l', 'd'), demandId: 'd', level: 4, constraints: [{ name: 'LICENCE_CONFLICT', side: 'SUPPLY' }] },
    ]);
    await index(entry('DEMAND', 'd', { revision: 2, modes: ['LICENCE'], title: '食品冷链运输' }));
    expect(await blockedOf(documents, 'LISTING', 'l')).toEqual([]);
  });
  it('is forgotten with a record that is withdrawn', async () => {
    await index(entry('DEMAND', 'd', { modes: ['LICENCE'] }));
    await index(entry('LISTING', 'l', licensed));
    await forget('DEMAND', 'd', 2);
    expect(await blockedOf(documents, 'LISTING', 'l')).toEqual([]);
  });
  it('comes back when the licence that closed it ends', async () => {
    await index(entry('DEMAND', 'd', { modes: ['LICENCE'] }));
    await index(entry('LISTING', 'l', { modes: ['LICENCE'] }));
    await index(entry('LISTING', 'l', { revision: 2, ...licensed }));
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1', 'MatchClosed.v1']);
    memory.setNow('2030-06-01T00:10:00.000Z');
    await followCalendar(service);
    expect((await typesOf('l', 'd')).at(-1)).toBe('MatchProposed.v1');
  });
  it('is proposed when the calendar ends what kept it apart', async () => {
    await index(entry('DEMAND', 'd', { modes: ['LICENCE'] }));
    await index(entry('LISTING', 'l', licensed));
    await followCalendar(service);
    expect(await typesOf('l', 'd')).toEqual([]);
    memory.setNow('2030-06-01T00:10:00.000Z');
    await followCalendar(service);
    expect(await typesOf('l', 'd')).toEqual(['MatchProposed.v1']);
    expect(await blockedOf(documents, 'LISTING', 'l')).toEqual([]);
  });
});
