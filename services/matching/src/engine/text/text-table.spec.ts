import fc from 'fast-check';
import { packTexts, textTable } from './text-table.js';

describe('a table of texts', () => {
  const word = fc.string({ unit: fc.constantFrom('电', '池', 'a', '𠮷', ' '), maxLength: 4 });

  it('is what the map is that it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word)), fc.array(word), (pairs, others) => {
        const map = new Map(pairs);
        const table = textTable(packTexts(map));
        expect(table.size).toBe(map.size);
        expect([...table]).toEqual([...map]);
        for (const key of [...map.keys(), ...others]) expect(table.get(key)).toBe(map.get(key));
      }),
    );
  });

  it('may be empty', () => {
    const table = textTable(packTexts(new Map()));
    expect([...table]).toEqual([]);
    expect(table.get('')).toBeUndefined();
  });
});
