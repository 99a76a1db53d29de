import {
  DefinitionChanged,
  InvalidCursor,
  InvalidQuery,
  UniqueViolation,
  defineCollection,
  deleteFrom,
  replaceIn,
} from '../src/index.js';
import type { CollectionDefinition, Documents, Query } from '../src/index.js';

export interface Offer {
  id: string;
  revision: number;
  status?: string | null;
  price?: number | boolean | string | null;
  tags?: string[];
  owner?: { id: string };
  parties?: { organisationId: string }[];
  code?: string | null;
}

let version = 0;

/** A collection that no other test uses. */
export const offersDefinition = (): CollectionDefinition<Offer> => {
  version += 1;
  return defineCollection<Offer>({
    name: 'offers',
    version,
    indexes: [
      { name: 'by-status', fields: ['status', 'price'] },
      { name: 'by-price', fields: ['price'] },
      { name: 'by-tag', fields: ['tags'] },
      { name: 'by-party', fields: ['parties.organisationId'] },
      { name: 'by-owner', fields: ['owner.id'] },
      { name: 'by-code', fields: ['code'], unique: true },
    ],
  });
};

/** What every store must do. */
export const documentsSuite = (store: () => Documents): void => {
  const ensured = async () => {
    const definition = offersDefinition();
    await store().ensure([definition]);
    return { definition, offers: store().collection(definition) };
  };

  const stocked = async (documents: readonly Offer[]) => {
    const { definition, offers } = await ensured();
    await store().apply(documents.map((document) => replaceIn(definition, document)));
    const ids = async (query: Omit<Query<Offer>, 'limit'>): Promise<string[]> =>
      (await offers.find({ limit: 100, ...query })).items.map(({ id }) => id);
    return { definition, offers, ids };
  };

  describe('writing', () => {
    it('gives back what was written, and nothing for a stranger', async () => {
      const { offers } = await ensured();
      const offer: Offer = {
        id: 'a',
        revision: 0,
        status: 'open',
        price: 12.5,
        tags: ['x', 'y'],
        owner: { id: '中' },
        code: null,
      };
      expect(await offers.replace(offer)).toBe(true);
      expect(await offers.get('a')).toEqual(offer);
      expect(await offers.get('b')).toBeUndefined();
    });

    it('ignores what is as old as the stored document or older', async () => {
      const { offers } = await ensured();
      await offers.replace({ id: 'a', revision: 5, status: 'five' });
      expect(await offers.replace({ id: 'a', revision: 5, status: 'again' })).toBe(false);
      expect(await offers.replace({ id: 'a', revision: 4, status: 'four' })).toBe(false);
      expect(await offers.get('a')).toEqual({ id: 'a', revision: 5, status: 'five' });
      expect(await offers.replace({ id: 'a', revision: 6 })).toBe(true);
      expect(await offers.get('a')).toEqual({ id: 'a', revision: 6 });
    });

    it('lets no older document come back after a deletion with a revision', async () => {
      const { offers, ids } = await stocked([{ id: 'a', revision: 2, tags: ['x'] }]);
      expect(await offers.delete('a', 2)).toBe(false);
      expect(await offers.delete('a', 3)).toBe(true);
      expect(await offers.delete('a', 3)).toBe(false);
      expect(await offers.replace({ id: 'a', revision: 3 })).toBe(false);
      expect(await offers.get('a')).toBeUndefined();
      expect(await offers.getMany(['a'])).toEqual([]);
      expect(await ids({})).toEqual([]);
      expect(await ids({ where: { price: null } })).toEqual([]);
      expect(await ids({ where: { tags: { contains: 'x' } } })).toEqual([]);
      expect(await offers.count()).toBe(0);
      expect(await offers.replace({ id: 'a', revision: 4 })).toBe(true);
      expect(await offers.count()).toBe(1);
    });

    it('remembers a deletion that comes before its document', async () => {
      const { offers } = await ensured();
      expect(await offers.delete('a', 7)).toBe(false);
      expect(await offers.replace({ id: 'a', revision: 6 })).toBe(false);
      expect(await offers.delete('a')).toBe(false);
      expect(await offers.replace({ id: 'a', revision: 6 })).toBe(false);
    });

    it('forgets everything in a deletion without a revision', async () => {
      const { offers } = await stocked([{ id: 'a', revision: 9 }]);
      expect(await offers.delete('a')).toBe(true);
      expect(await offers.delete('a')).toBe(false);
      expect(await offers.replace({ id: 'a', revision: 1 })).toBe(true);
    });

    it('stores plain JSON: leaves out what is undefined, mends lone surrogates', async () => {
      const { offers, ids } = await ensured().then((made) => ({
        ...made,
        ids: async (status: string) => (await made.offers.find({ where: { status }, limit: 9 })).items.map(({ id }) => id),
      }));
      await offers.replace({ id: 'a', revision: 1, status: 'x\ud800', price: -0, code: undefined });
      const stored = await offers.get('a');
      expect(Object.keys(stored ?? {})).toEqual(['id', 'revision', 'status', 'price']);
      expect(stored).toEqual({ id: 'a', revision: 1, status: 'x\ufffd', price: 0 });
      expect(await ids('x\ud800')).toEqual(['a']);
    });

    it('keeps names that databases might take for their own', async () => {
      const { offers } = await ensured();
      const strange = {
        id: 'a',
        revision: 1,
        _id: 'z',
        $set: { $x: 1 },
        'a.b': { 'c.d': [null, [1]] },
        '': '',
        ['__proto__']: { z: 1 },
      };
      await offers.replace(strange);
      expect(JSON.parse(JSON.stringify(await offers.get('a')))).toEqual(JSON.parse(JSON.stringify(strange)));
    });

    it('refuses a malformed id or revision', async () => {
      const { offers } = await ensured();
      for (const id of ['', 'a\0b', '\ud800', 'x'.repeat(513)])
        await expect(offers.replace({ id, revision: 1 })).rejects.toThrow(TypeError);
      for (const revision of [-1, 0.5, Number.NaN, 2 ** 53])
        await expect(offers.replace({ id: 'a', revision })).rejects.toThrow(TypeError);
    });

    it('keeps the newest of many writers', async () => {
      const { offers } = await ensured();
      const revisions = [4, 9, 1, 7, 3, 8, 2, 6, 5, 0];
      const written = await Promise.all(revisions.map((revision) => offers.replace({ id: 'a', revision })));
      expect(await offers.get('a')).toEqual({ id: 'a', revision: 9 });
      expect(written[1]).toBe(true);
    });
  });

  describe('unique indexes', () => {
    it('refuse a second document with the same values', async () => {
      const { definition, offers } = await stocked([{ id: 'a', revision: 1, code: 'k' }]);
      const refusal = await offers.replace({ id: 'b', revision: 1, code: 'k' }).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(UniqueViolation);
      const name = `offers_v${definition.version}`;
      expect(refusal).toMatchObject({ code: 'UNIQUE_VIOLATION', collection: name, index: 'by-code' });
      const many = store().apply([replaceIn(definition, { id: 'b', revision: 1, code: 'k' })], { name, position: 1 });
      await expect(many).rejects.toMatchObject({ code: 'UNIQUE_VIOLATION', collection: name, index: 'by-code' });
      expect(await offers.get('b')).toBeUndefined();
      expect(await store().checkpoint(name)).toBeUndefined();
    });

    it('leave alone what has none, the document itself, and values given free', async () => {
      const { offers } = await stocked([
        { id: 'a', revision: 1, code: 'k' },
        { id: 'b', revision: 1, code: null },
        { id: 'c', revision: 1 },
      ]);
      expect(await offers.replace({ id: 'a', revision: 2, code: 'k' })).toBe(true);
      expect(await offers.delete('a', 3)).toBe(true);
      expect(await offers.replace({ id: 'b', revision: 2, code: 'k' })).toBe(true);
      expect(await offers.count({ code: null })).toBe(1);
      expect(await offers.count({ code: 'k' })).toBe(1);
    });

    it('let values move from one document to another in one go', async () => {
      const { definition, offers } = await stocked([{ id: 'b', revision: 1, code: 'k' }]);
      await store().apply([
        replaceIn(definition, { id: 'b', revision: 2, code: 'l' }),
        replaceIn(definition, { id: 'a', revision: 1, code: 'k' }),
      ]);
      expect((await offers.getMany(['a', 'b'])).map(({ code }) => code)).toEqual(['k', 'l']);
    });
  });

  describe('apply', () => {
    it('writes in order, each guarded, and then the checkpoint', async () => {
      const { definition, offers } = await ensured();
      const name = `feed-${definition.version}`;
      const writes = [
        replaceIn(definition, { id: 'a', revision: 1, status: 'one' }),
        replaceIn(definition, { id: 'a', revision: 2, status: 'two' }),
        replaceIn(definition, { id: 'b', revision: 8 }),
        replaceIn(definition, { id: 'b', revision: 7, status: 'late' }),
        deleteFrom(definition, 'c', 4),
        replaceIn(definition, { id: 'c', revision: 3 }),
        replaceIn(definition, { id: 'd', revision: 3 }),
        deleteFrom(definition, 'd'),
        replaceIn(definition, { id: 'd', revision: 1 }),
      ];
      for (const position of [40, 40]) {
        await store().apply(writes, { name, position });
        expect((await offers.find({ limit: 10 })).items).toEqual([
          { id: 'a', revision: 2, status: 'two' },
          { id: 'b', revision: 8 },
          { id: 'd', revision: 1 },
        ]);
        expect(await store().checkpoint(name)).toBe(40);
      }
    });

    it('writes to many collections at once', async () => {
      const [first, second] = [await ensured(), await ensured()];
      await store().apply([
        replaceIn(first.definition, { id: 'a', revision: 1, code: 'k' }),
        replaceIn(second.definition, { id: 'a', revision: 2, code: 'k' }),
      ]);
      expect([await first.offers.get('a'), await second.offers.get('a')].map((offer) => offer?.revision)).toEqual([1, 2]);
    });

    it('moves checkpoints forward only, until they are dropped', async () => {
      const name = `feed-of-${offersDefinition().version}`;
      expect(await store().checkpoint(name)).toBeUndefined();
      await store().apply([], { name, position: 5 });
      await store().apply([], { name, position: 3 });
      expect(await store().checkpoint(name)).toBe(5);
      await store().dropCheckpoint(name);
      await store().dropCheckpoint(name);
      expect(await store().checkpoint(name)).toBeUndefined();
      await store().apply([], { name, position: 0 });
      expect(await store().checkpoint(name)).toBe(0);
    });
  });

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

  describe('collections', () => {
    it('must be ensured before use', async () => {
      const offers = store().collection(offersDefinition());
      await expect(offers.get('a')).rejects.toThrow('ensure it first');
      await expect(offers.find({ limit: 1 })).rejects.toThrow('ensure it first');
      await expect(offers.replace({ id: 'a', revision: 1 })).rejects.toThrow('ensure it first');
    });

    it('are ensured any number of times', async () => {
      const { definition, offers } = await stocked([{ id: 'a', revision: 1 }]);
      await Promise.all([store().ensure([definition]), store().ensure([definition, definition])]);
      expect(await offers.count()).toBe(1);
    });

    it('keep their versions apart', async () => {
      const [old, young] = [await ensured(), await ensured()];
      await old.offers.replace({ id: 'a', revision: 5, status: 'old' });
      expect(await young.offers.replace({ id: 'a', revision: 1, status: 'young' })).toBe(true);
      await old.offers.drop();
      expect(await young.offers.get('a')).toMatchObject({ status: 'young' });
    });

    it('refuse other indexes under the same version', async () => {
      const { definition } = await ensured();
      const { name, version: same } = definition;
      const changed = defineCollection({ name, version: same, indexes: [{ name: 'by-colour', fields: ['colour'] }] });
      await expect(store().ensure([changed])).rejects.toThrow(DefinitionChanged);
    });

    it('are empty and new after a drop', async () => {
      const { definition, offers } = await stocked([{ id: 'a', revision: 9, tags: ['x'], code: 'k' }]);
      await offers.delete('a', 10);
      await offers.drop();
      await expect(offers.get('a')).rejects.toThrow('ensure it first');
      await store().collection(offersDefinition()).drop();
      await store().ensure([definition]);
      expect(await offers.count()).toBe(0);
      expect(await offers.replace({ id: 'a', revision: 1, code: 'k' })).toBe(true);
    });
  });

  it('answers a ping', async () => {
    await expect(store().ping()).resolves.toBeUndefined();
  });
};
