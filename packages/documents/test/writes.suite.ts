import { UniqueViolation, deleteFrom, replaceIn } from '../src/index.js';
import type { Documents } from '../src/index.js';
import { offersDefinition, offersIn } from './offers.js';
import type { Offer } from './offers.js';

/** What every store must do with writes. */
export const writesSuite = (store: () => Documents): void => {
  const { ensured, stocked } = offersIn(store);

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
};
