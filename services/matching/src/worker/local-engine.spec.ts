import { listingContentSchema } from '@lastmile/protocol';
import { createEngine } from '../engine/engine.js';
import { listingEntry } from '../indexing/indexed-entry.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import type { EngineDoor } from './engine-door.js';
import { localEngine } from './local-engine.js';

const now = '2026-11-23T08:00:00.000Z';
const title = '风电轴承滚道感应淬火工艺';
const body = '面向风电轴承滚道,用感应加热逐段淬火,硬化层均匀,软带窄,变形小,已在三兆瓦机组的偏航轴承上试用。';

const entry = (kind: 'LISTING' | 'DEMAND', id: string, more: Partial<IndexedEntry> = {}): IndexedEntry => ({
  kind,
  id,
  organisationId: kind === 'LISTING' ? 'university' : 'enterprise',
  title,
  body,
  modes: [],
  indicators: [],
  revision: 1,
  publishedAt: '2026-11-01T00:00:00.000Z',
  isAnonymous: false,
  ...more,
});
const doorWith = async (...entries: IndexedEntry[]): Promise<EngineDoor> => {
  const door = localEngine(createEngine<IndexedEntry>());
  for (const one of entries) await door.put(one);
  return door;
};
const candidates = async (door: EngineDoor, asked: IndexedEntry, limit = 10): Promise<string[]> => {
  const { candidates: found } = await door.consider(asked, { now, limit, minLevel: 3 });
  return found.map(({ listing, demand }) => (asked.kind === 'DEMAND' ? listing.id : demand.id));
};
const copy = (at: number): IndexedEntry =>
  entry('LISTING', `copy${at}`, { body: `${body}批次${at}`, publishedAt: `2026-11-0${at + 1}T00:00:00.000Z` });
const copies = Array.from({ length: 4 }, (_, at) => copy(at));

describe('near-equal listings of one organisation', () => {
  it('are one candidate for a demand; those of another organisation are another', async () => {
    const door = await doorWith(...copies, entry('LISTING', 'other', { organisationId: 'institute' }));
    const found = await candidates(door, entry('DEMAND', 'd'));
    expect(found).toHaveLength(2);
    expect(found).toContain('other');
  });
  it('leave room for others within the limit', async () => {
    const door = await doorWith(...copies, entry('LISTING', 'other', { organisationId: 'institute', body: `${body}现场` }));
    expect(await candidates(door, entry('DEMAND', 'd'), 2)).toHaveLength(2);
    expect(await candidates(door, entry('DEMAND', 'd'), 1)).toHaveLength(1);
  });
  it('go to a demand only once when they come one after another', async () => {
    const door = await doorWith(entry('DEMAND', 'd'));
    const found = [];
    for (const one of copies) {
      await door.put(one);
      found.push(await candidates(door, one));
    }
    expect(found).toEqual([['d'], [], [], []]);
  });
  it('still go when the earlier one may not', async () => {
    const over = entry('LISTING', 'over', { publishedAt: '2026-10-01T00:00:00.000Z', validUntil: '2026-11-22' });
    const door = await doorWith(entry('DEMAND', 'd'), over, copy(0));
    expect(await candidates(door, copy(0))).toEqual(['d']);
  });
  it('still go when the earlier one is gone', async () => {
    const door = await doorWith(entry('DEMAND', 'd'), copy(0), copy(1));
    expect(await candidates(door, copy(1))).toEqual([]);
    await door.remove('LISTING', 'copy0');
    expect(await candidates(door, copy(1))).toEqual(['d']);
  });
});

describe('the quality of a draft', () => {
  it('knows what was put, and no more what was removed', async () => {
    const content = listingContentSchema.parse({ title, abstract: body });
    const draft = listingEntry({ listingId: '', revision: 0, organisationId: 'university', content }, now);
    const door = await doorWith({ ...draft, id: 'l' });
    const duplicates = async () => (await door.assess({ draft: { kind: 'LISTING', content }, entry: draft, now })).duplicates;
    expect(await duplicates()).toEqual([{ id: 'l', isOwn: true, title, likeness: 1 }]);
    await door.remove('LISTING', 'l');
    expect(await duplicates()).toEqual([]);
  });
});
