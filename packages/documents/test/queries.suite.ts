import { InvalidCursor, InvalidQuery } from '../src/index.js';
import type { Documents, Query } from '../src/index.js';
import { offersIn } from './offers.js';
import type { Offer } from './offers.js';

/** What every store must answer. */
export const queriesSuite = (store: () => Documents): void => {
  const { ensured, stocked } = offersIn(store);

  describe('queries', () => {
    const mixed: Offer[] = [
      { id: 'n', revision: 1, price: null },
      { id: 'm', revision: 1 },
      { id: 'i', revision: 1, price: -3 },
      { id: 'j', revision: 1, price: 2.5 },
      { id: 'k', revision: 1, price: 10 },
      { id: 'e', revision: 1, price: '' },
      { id: 's', revision: 1, price: '10' },
      { id: 't', revision: 1, price: '2' },
      { id: 'f', revision: 1, price: false },
      { id: 'g', revision: 1, price: true },
    ];
    const ascending = ['m', 'n', 'i', 'j', 'k', 'e', 's', 't', 'f', 'g'];

    it('order null, numbers, strings, booleans, and then by id', async () => {
      const { ids } = await stocked(mixed);
      expect(await ids({ sort: [{ path: 'price', direction: 'asc' }] })).toEqual(ascending);
      expect(await ids({ sort: [{ path: 'price', direction: 'desc' }] })).toEqual(ascending.toReversed());
      expect(await ids({})).toEqual([...ascending].sort());
    });

    it('page through every type in both directions', async () => {
      const { offers } = await stocked(mixed);
      for (const direction of ['asc', 'desc'] as const) {
        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await offers.find({ sort: [{ path: 'price', direction }], limit: 1, cursor });
          seen.push(...page.items.map(({ id }) => id));
          expect(seen.length).toBeLessThanOrEqual(mixed.length);
          cursor = page.nextCursor;
        } while (cursor);
        expect(seen).toEqual(direction === 'asc' ? ascending : ascending.toReversed());
      }
    });

    it('match equal scalars of the same type, and null where there is none', async () => {
      const { ids, offers } = await stocked([...mixed, { id: 'o', revision: 1, price: [10] as unknown as number }]);
      expect(await ids({ where: { price: 10 } })).toEqual(['k']);
      expect(await ids({ where: { price: { equals: '10' } } })).toEqual(['s']);
      expect(await ids({ where: { price: true } })).toEqual(['g']);
      expect(await ids({ where: { price: null } })).toEqual(['m', 'n', 'o']);
      expect(await ids({ where: { price: { in: [null, 10, '2', false] } } })).toEqual(['f', 'k', 'm', 'n', 'o', 't']);
      expect(await ids({ where: { price: { in: [] } } })).toEqual([]);
      expect(await ids({ where: { price: undefined as unknown as null } })).toHaveLength(11);
      expect(await offers.count({ price: { in: [10, 10, 2.5] } })).toBe(2);
    });

    it('match ranges within the type of their bounds', async () => {
      const { ids } = await stocked(mixed);
      expect(await ids({ where: { price: { from: 2.5 } } })).toEqual(['j', 'k']);
      expect(await ids({ where: { price: { above: 2.5 } } })).toEqual(['k']);
      expect(await ids({ where: { price: { to: 2.5 } } })).toEqual(['i', 'j']);
      expect(await ids({ where: { price: { below: 2.5 } } })).toEqual(['i']);
      expect(await ids({ where: { price: { above: -3, below: 10 } } })).toEqual(['j']);
      expect(await ids({ where: { price: { from: '10' } } })).toEqual(['s', 't']);
      expect(await ids({ where: { price: { below: '10' } } })).toEqual(['e']);
      expect(await ids({ where: { price: { from: false } } })).toEqual(['f', 'g']);
      expect(await ids({ where: { price: { below: true } } })).toEqual(['f']);
      expect(await ids({ where: { price: { above: true } } })).toEqual([]);
    });

    it('find what arrays hold, also in the objects of an array', async () => {
      const { ids, offers } = await stocked([
        { id: 'a', revision: 1, tags: ['x', 'y', 'x'], parties: [{ organisationId: 'u' }, { organisationId: 'c' }] },
        { id: 'b', revision: 1, tags: ['y'], parties: [{ organisationId: 'u' }] },
        { id: 'c', revision: 1, tags: 'x' as unknown as string[], parties: { organisationId: 'u' } as unknown as [] },
        { id: 'd', revision: 1, tags: [1, null, true, ['z']] as unknown as string[] },
      ]);
      expect(await ids({ where: { tags: { contains: 'y' } } })).toEqual(['a', 'b']);
      expect(await ids({ where: { tags: { contains: 'x' } } })).toEqual(['a']);
      expect(await ids({ where: { tags: 'x' } })).toEqual(['c']);
      expect(await ids({ where: { tags: { contains: '1' } } })).toEqual([]);
      for (const held of [1, null, true]) expect(await ids({ where: { tags: { contains: held } } })).toEqual(['d']);
      expect(await ids({ where: { tags: { contains: 'z' } } })).toEqual([]);
      expect(await ids({ where: { 'parties.organisationId': { contains: 'u' } } })).toEqual(['a', 'b']);
      expect(await ids({ where: { 'parties.organisationId': { contains: 'u' }, tags: { contains: 'x' } } })).toEqual(['a']);
      await offers.replace({ id: 'a', revision: 2, tags: ['z'] });
      expect(await ids({ where: { tags: { contains: 'x' } } })).toEqual([]);
      expect(await ids({ where: { tags: { contains: 'z' } } })).toEqual(['a']);
    });

    it('join conditions, and read ids and revisions', async () => {
      const { ids } = await stocked([
        { id: 'a', revision: 1, status: 'open', price: 3, owner: { id: 'u' } },
        { id: 'b', revision: 2, status: 'open', price: 5, owner: { id: 'w' } },
        { id: 'c', revision: 3, status: 'shut', price: 5, owner: { id: 'u' } },
      ]);
      expect(await ids({ where: { status: 'open', price: { from: 4 } } })).toEqual(['b']);
      expect(await ids({ where: { 'owner.id': 'u', status: 'shut' } })).toEqual(['c']);
      expect(await ids({ where: { id: { above: 'a' }, revision: { below: 3 } } })).toEqual(['b']);
      expect(await ids({ where: { id: { in: ['c', 'a', 'z'] } } })).toEqual(['a', 'c']);
      expect(await ids({ where: { id: null } })).toEqual([]);
      expect(await ids({ sort: [{ path: 'revision', direction: 'desc' }] })).toEqual(['c', 'b', 'a']);
      expect(await ids({ sort: [{ path: 'id', direction: 'desc' }] })).toEqual(['c', 'b', 'a']);
      const mixedDirections = [{ path: 'status', direction: 'asc' } as const, { path: 'price', direction: 'desc' } as const];
      expect(await ids({ sort: mixedDirections })).toEqual(['b', 'a', 'c']);
    });

    it('give many by id in the order asked', async () => {
      const { offers } = await stocked([1, 2, 3].map((n) => ({ id: `i${n}`, revision: n })));
      const found = await offers.getMany(['i3', 'x', 'i1', 'i3']);
      expect(found.map(({ id }) => id)).toEqual(['i3', 'i1']);
      expect(await offers.getMany([])).toEqual([]);
      const many = Array.from({ length: 1_500 }, (_, at) => `i${at}`);
      expect((await offers.getMany(many)).map(({ id }) => id)).toEqual(['i1', 'i2', 'i3']);
    });

    it('page without gap or repeat while documents come and go', async () => {
      const { offers } = await stocked(Array.from({ length: 10 }, (_, at) => ({ id: `i${at}`, revision: 1, price: at >> 1 })));
      const first = await offers.find({ sort: [{ path: 'price', direction: 'asc' }], limit: 4 });
      expect(first.items.map(({ id }) => id)).toEqual(['i0', 'i1', 'i2', 'i3']);
      await offers.delete('i3');
      await offers.replace({ id: 'h', revision: 1, price: 0 });
      const cursor = first.nextCursor;
      const second = await offers.find({ sort: [{ path: 'price', direction: 'asc' }], limit: 6, cursor });
      expect(second.items.map(({ id }) => id)).toEqual(['i4', 'i5', 'i6', 'i7', 'i8', 'i9']);
      expect(second.nextCursor).toBeUndefined();
    });

    it('give all pages one after the other, as they are asked for', async () => {
      const { offers } = await stocked(Array.from({ length: 10 }, (_, at) => ({ id: `i${at}`, revision: 1, price: at >> 1 })));
      const read = async (query: Query<Offer>): Promise<string[][]> => {
        const pages: string[][] = [];
        for await (const page of offers.pages(query)) pages.push(page.map(({ id }) => id));
        return pages;
      };
      const sort = [{ path: 'price', direction: 'desc' } as const];
      expect(await read({ sort, limit: 4 })).toEqual([
        ['i9', 'i8', 'i7', 'i6'],
        ['i5', 'i4', 'i3', 'i2'],
        ['i1', 'i0'],
      ]);
      expect(await read({ limit: 5 })).toEqual([
        ['i0', 'i1', 'i2', 'i3', 'i4'],
        ['i5', 'i6', 'i7', 'i8', 'i9'],
      ]);
      expect(await read({ where: { price: { above: 9 } }, limit: 5 })).toEqual([]);
      const { nextCursor: cursor } = await offers.find({ sort, limit: 8 });
      expect(await read({ sort, limit: 1, cursor })).toEqual([['i1'], ['i0']]);
      await expect(read({ where: { colour: 'red' }, limit: 1 })).rejects.toThrow(InvalidQuery);
    });

    it('give all pages while what was read is deleted and more comes', async () => {
      const { offers } = await stocked(Array.from({ length: 7 }, (_, at) => ({ id: `i${at}`, revision: 1 })));
      const seen: string[] = [];
      for await (const page of offers.pages({ limit: 2 })) {
        for (const { id } of page) {
          seen.push(id);
          await offers.delete(id);
        }
        if (seen.length === 2) await offers.replace({ id: 'i9', revision: 1 });
        if (seen.length === 4) await offers.replace({ id: 'a', revision: 1 });
      }
      expect(seen).toEqual(['i0', 'i1', 'i2', 'i3', 'i4', 'i5', 'i6', 'i9']);
      expect(await offers.count()).toBe(1);
    });

    it('go on behind any document that they found', async () => {
      const { offers } = await stocked(mixed);
      for (const direction of ['asc', 'desc'] as const) {
        const query = { sort: [{ path: 'price', direction }], limit: 20 };
        const { items } = await offers.find(query);
        for (const [at, item] of items.entries()) {
          const cursor = offers.cursorAfter({ ...query, limit: 3 }, item);
          expect((await offers.find({ ...query, cursor })).items).toEqual(items.slice(at + 1));
        }
      }
    });

    it('refuse cursors of others', async () => {
      const { offers } = await stocked([1, 2].map((n) => ({ id: `i${n}`, revision: n, status: 'open' })));
      const { nextCursor = '' } = await offers.find({ where: { status: 'open' }, limit: 1 });
      expect((await offers.find({ where: { status: 'open' }, limit: 5, cursor: nextCursor })).items).toHaveLength(1);
      const other = offers.find({ where: { status: 'shut' }, limit: 1, cursor: nextCursor });
      await expect(other).rejects.toThrow(InvalidCursor);
      for (const cursor of ['', 'x', 'null', `${nextCursor}x`.slice(3)])
        await expect(offers.find({ where: { status: 'open' }, limit: 1, cursor })).rejects.toThrow(InvalidCursor);
    });

    it('refuse what no index serves, and what is no query', async () => {
      const { offers } = await ensured();
      await expect(offers.find({ where: { colour: 'red' }, limit: 1 })).rejects.toThrow('no index declares the path colour');
      await expect(offers.count({ colour: 'red' })).rejects.toThrow(InvalidQuery);
      await expect(offers.find({ sort: [{ path: 'colour', direction: 'asc' }], limit: 1 })).rejects.toThrow(InvalidQuery);
      for (const limit of [0, 1_001, 1.5]) await expect(offers.find({ limit })).rejects.toThrow(InvalidQuery);
      await expect(offers.find({ where: { price: { from: 1, to: '2' } }, limit: 1 })).rejects.toThrow(InvalidQuery);
      const injected = { status: { $gt: '' } } as unknown as Query<Offer>['where'];
      await expect(offers.find({ where: injected, limit: 1 })).rejects.toThrow(InvalidQuery);
    });
  });
};
