import { DefinitionChanged, defineCollection } from '../src/index.js';
import type { Documents } from '../src/index.js';
import { offersDefinition, offersIn } from './offers.js';
import { queriesSuite } from './queries.suite.js';
import { writesSuite } from './writes.suite.js';

/** What every store must do. */
export const documentsSuite = (store: () => Documents): void => {
  const { ensured, stocked } = offersIn(store);
  writesSuite(store);
  queriesSuite(store);

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
