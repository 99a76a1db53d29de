import fc from 'fast-check';
import { growingDelay, within } from './delay.js';

describe('growingDelay', () => {
  it('doubles up to the most', () => {
    const delays = [1, 2, 3, 7, 8, 50].map((attempt) => growingDelay(attempt, { firstMs: 500, mostMs: 30_000, random: () => 0 }));
    expect(delays).toEqual([500, 1_000, 2_000, 30_000, 30_000, 30_000]);
  });

  it('stays within a quarter of the full delay', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, random) => {
        const full = growingDelay(attempt, { firstMs: 500, mostMs: 30_000, random: () => 0 });
        const delay = growingDelay(attempt, { firstMs: 500, mostMs: 30_000, random: () => random });
        expect(delay).toBeLessThanOrEqual(full);
        expect(delay).toBeGreaterThanOrEqual(full * 0.75 - 1);
      }),
    );
  });
});

describe('within', () => {
  const never = new Promise<string>(() => undefined);

  it('answers what came in time, else what was said for the late', async () => {
    await expect(within(Promise.resolve('here'), 10_000, () => 'late')).resolves.toBe('here');
    await expect(within(never, 1, () => 'late')).resolves.toBe('late');
    await expect(within(Promise.reject(new Error('broken')), 10_000, () => 'late')).rejects.toThrow('broken');
  });
});
