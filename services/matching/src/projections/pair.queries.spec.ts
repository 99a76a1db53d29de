import { actorOf, entryOf, noon, serviceInMemory } from '../../test/in-memory.js';
import type { InMemory } from '../../test/in-memory.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { indexEntry } from '../indexing/indexing.commands.js';
import { matchIdOf } from '../match/match-id.js';
import { explainPair, listBlocked } from './pair.queries.js';

let memory: InMemory;
beforeEach(async () => {
  memory = await serviceInMemory();
});
afterEach(() => memory.stop());

const index = (entry: IndexedEntry): Promise<void> =>
  indexEntry(memory.service, entry, { eventId: `${entry.kind}-${entry.id}-${entry.revision}`, at: noon, correlationId: 'spec' });
const [supplier, buyer] = [actorOf('university', 'university'), actorOf('enterprise')];
const [stranger, broker] = [actorOf('stranger'), actorOf('agency', 'broker')];
const pair = { listingId: 'l', demandId: 'd' };

describe('the explanation of a pair', () => {
  it('is for its two sides and the overseers', async () => {
    await index(entryOf('LISTING', 'l'));
    await index(entryOf('DEMAND', 'd'));
    const told = await explainPair(memory.service, pair, supplier);
    expect(told).toMatchObject({ level: 4, constraints: [], matchId: matchIdOf('l', 'd') });
    expect(told.explanation.words.length).toBeGreaterThan(0);
    expect(told.rendered.zh.length).toBe(told.rendered.en.length);
    expect(await explainPair(memory.service, pair, buyer)).toEqual(told);
    expect(await explainPair(memory.service, pair, broker)).toEqual(told);
    await expect(explainPair(memory.service, pair, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(explainPair(memory.service, { ...pair, listingId: 'x' }, broker)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  it('tells what keeps the pair apart, a ban to its own side alone', async () => {
    await index(entryOf('LISTING', 'l', { validUntil: '2030-05-19' }));
    await index(entryOf('DEMAND', 'd', { excluded: ['university'] }));
    const namesFor = async (actor: typeof supplier): Promise<string[]> =>
      (await explainPair(memory.service, pair, actor)).constraints.map(({ name }) => name);
    expect(await namesFor(supplier)).toEqual(['EXPIRED']);
    expect(await namesFor(buyer)).toEqual(['EXPIRED', 'EXCLUDED_PARTY']);
    expect(await namesFor(broker)).toEqual(['EXPIRED', 'EXCLUDED_PARTY']);
  });
});

describe('the blocked pairs', () => {
  const listed = (kind: 'LISTING' | 'DEMAND', actor: typeof supplier) =>
    listBlocked(memory.service, { kind, id: kind === 'LISTING' ? 'l' : 'd', limit: 20 }, actor);

  it('of a record are for its owner and the overseers', async () => {
    await index(entryOf('DEMAND', 'd', { modes: ['LICENCE'], isAnonymous: true }));
    await index(entryOf('LISTING', 'l', { modes: ['LICENCE'], licences: [{ mode: 'EXCLUSIVE' }] }));
    const { items } = await listed('LISTING', supplier);
    expect(items).toMatchObject([{ ...pair, level: 4, constraints: [{ name: 'LICENCE_CONFLICT', side: 'SUPPLY' }], at: noon }]);
    expect(JSON.stringify(items)).not.toContain('enterprise');
    expect((await listed('DEMAND', buyer)).items).toEqual(items);
    expect((await listed('LISTING', broker)).items).toEqual(items);
    await expect(listed('LISTING', buyer)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(listed('DEMAND', stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
  it('do not tell an organisation that it is shut out', async () => {
    await index(entryOf('LISTING', 'l'));
    await index(entryOf('DEMAND', 'd', { excluded: ['university'] }));
    expect((await listed('LISTING', supplier)).items).toEqual([]);
    expect((await listed('DEMAND', buyer)).items).toMatchObject([{ constraints: [{ name: 'EXCLUDED_PARTY', side: 'DEMAND' }] }]);
    expect((await listed('LISTING', broker)).items).toHaveLength(1);
  });
  it('come in full pages, though some in between are told to the other side alone', async () => {
    await index(entryOf('LISTING', 'l', { modes: ['LICENCE'], licences: [{ mode: 'EXCLUSIVE' }] }));
    const hidden = [0, 1, 2, 5, 6, 9];
    for (let at = 0; at < 10; at += 1) {
      const more = hidden.includes(at) ? { excluded: ['university'] } : { modes: ['LICENCE' as const] };
      const title = `风电轴承感应淬火${'工艺设备检测控制软件测试平台'.slice(0, 9 - at)}`;
      await index(entryOf('DEMAND', `d${at}`, { title, ...more }));
    }
    const pagesOf = async (actor: typeof supplier, limit: number): Promise<string[][]> => {
      const pages: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await listBlocked(memory.service, { kind: 'LISTING', id: 'l', limit, cursor }, actor);
        pages.push(page.items.map(({ demandId }) => demandId));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return pages;
    };
    const all = (await pagesOf(broker, 20)).flat();
    expect(all.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => `d${at}`));
    const own = all.filter((id) => !hidden.includes(Number(id.slice(1))));
    expect(await pagesOf(supplier, 1)).toEqual(own.map((id) => [id]));
    expect(await pagesOf(supplier, 2)).toEqual([own.slice(0, 2), own.slice(2)]);
    expect(await pagesOf(supplier, 3)).toEqual([own.slice(0, 3), own.slice(3)]);
    expect(await pagesOf(supplier, 4)).toEqual([own]);
    expect(await pagesOf(broker, 9)).toEqual([all.slice(0, 9), all.slice(9)]);
  });
  it('do not go on with the cursor of another list', async () => {
    await index(entryOf('LISTING', 'l'));
    const input = { kind: 'LISTING' as const, id: 'l', limit: 1, cursor: 'nonsense' };
    await expect(listBlocked(memory.service, input, supplier)).rejects.toMatchObject({ code: 'INVALID_MESSAGE' });
  });
});
