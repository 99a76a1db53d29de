import fc from 'fast-check';
import { laneOf } from './hands.js';

describe('laneOf', () => {
  it('gives an aggregate the same lane for ever, and uses all lanes', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 64 }), (key, lanes) => {
        expect(laneOf(key, lanes)).toBe(laneOf(key, lanes));
        expect(laneOf(key, lanes)).toBeGreaterThanOrEqual(0);
        expect(laneOf(key, lanes)).toBeLessThan(lanes);
      }),
    );
    const used = new Set(Array.from({ length: 200 }, (_, index) => laneOf(`listing-${index}`, 8)));
    expect(used.size).toBe(8);
  });
});
