import fc from 'fast-check';
import { best } from './best.js';

describe('the best', () => {
  it('are those that sorting by score and id puts first', () => {
    const offer = fc.tuple(fc.constantFrom(0.1, 0.2, 0.3), fc.string({ minLength: 1, maxLength: 2 }));
    const offers = fc.uniqueArray(offer, { maxLength: 30, selector: ([, id]) => id });
    fc.assert(
      fc.property(offers, fc.nat({ max: 8 }), (all, limit) => {
        const kept = best(limit);
        all.forEach(([score, id], place) => {
          if (score < kept.least) return;
          kept.offer(score, id, place);
        });
        const sorted = all
          .map(([score, id], place) => ({ score, id, place }))
          .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
        expect(kept.places()).toEqual(sorted.slice(0, limit).map(({ score, place }) => ({ place, score })));
      }),
    );
  });
});
