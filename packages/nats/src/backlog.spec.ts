import fc from 'fast-check';
import { createBacklog } from './backlog.js';

describe('backlog', () => {
  let now = 0;
  const backlog = () => createBacklog(() => now);
  beforeEach(() => {
    now = 1_000;
  });

  it('lets a later message of the same aggregate wait until the failed one is finished', () => {
    const places = backlog();
    expect(places.failed('listing-1', 10, () => 500)).toBe(1);
    expect(places.mustWait('listing-1', 11)).toBe(500);
    expect(places.mustWait('listing-1', 10)).toBeUndefined();
    expect(places.mustWait('listing-2', 11)).toBeUndefined();
    places.finished('listing-1', 10);
    expect(places.mustWait('listing-1', 11)).toBeUndefined();
    expect(places.size).toBe(0);
  });

  it('keeps the order among those that wait', () => {
    const places = backlog();
    places.failed('listing-1', 10, () => 500);
    places.postponed('listing-1', 11, 520);
    places.finished('listing-1', 10);
    expect(places.mustWait('listing-1', 12)).toBe(520);
    expect(places.mustWait('listing-1', 11)).toBeUndefined();
  });

  it('counts failures, not postponements', () => {
    const places = backlog();
    places.failed('listing-1', 10, () => 1);
    places.postponed('listing-1', 10, 1);
    expect(places.failed('listing-1', 10, () => 1)).toBe(2);
    places.finished('listing-1', 10);
    expect(places.failed('listing-1', 10, () => 1)).toBe(1);
  });

  it('waits for nobody who went elsewhere', () => {
    const places = backlog();
    places.failed('listing-1', 10, () => 500);
    now += 30_400;
    expect(places.mustWait('listing-1', 11)).toBeDefined();
    now += 200;
    expect(places.mustWait('listing-1', 11)).toBeUndefined();
    expect(places.size).toBe(0);
  });

  it('handles an aggregate in order whatever fails and however messages come again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (failures, picks) => {
          const places = backlog();
          const open = failures.map((_, sequence) => sequence);
          const left = [...failures];
          const done: number[] = [];
          let reached = 0; // the broker delivers each first in order, redeliveries come as they like
          while (done.length < failures.length) {
            const candidates = open.filter((sequence) => sequence <= reached && !done.includes(sequence));
            const sequence = candidates[(picks.next().value ?? 0) % candidates.length] ?? 0;
            reached = Math.max(reached, sequence + 1);
            if (places.mustWait('a', sequence) !== undefined) places.postponed('a', sequence, 10);
            else if ((left[sequence] ?? 0) > 0) {
              left[sequence] = (left[sequence] ?? 0) - 1;
              places.failed('a', sequence, () => 10);
            } else {
              places.finished('a', sequence);
              done.push(sequence);
            }
          }
          expect(done).toEqual(open);
        },
      ),
    );
  });
});
