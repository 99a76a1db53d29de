import fc from 'fast-check';
import { best } from './best.js';
import { createPostingLists, packPosting, placeOf, titleCountOf, wholeCountOf } from './posting-lists.js';
import { createShelves } from './shelves.js';
import { plainSubject } from './subject.js';
import type { Entry } from './subject.js';
import { createTextIndex } from './text-index.js';

const entry = (id: string, title: string): Entry => ({ ...plainSubject(title, ''), kind: 'LISTING', id });

describe('what is kept of texts', () => {
  it('is nothing of a text that was only asked about, even when asking fails', () => {
    const index = createTextIndex();
    const shelves = createShelves(index);
    shelves.put(entry('a', '轴承淬火'));
    const terms = index.terms();
    shelves.withVector(plainSubject('陶瓷轴承', ''), () => expect(index.terms()).toBeGreaterThan(terms));
    expect(() =>
      shelves.withVector(plainSubject('光纤', ''), () => {
        throw new Error('no');
      }),
    ).toThrow('no');
    expect(index.terms()).toBe(terms);
  });
  it('is nothing of a text that was removed or replaced', () => {
    const index = createTextIndex();
    const shelves = createShelves(index);
    shelves.put(entry('a', '轴承淬火'));
    const terms = index.terms();
    shelves.put(entry('b', '陶瓷基板'));
    shelves.put(entry('a', '光纤传感'));
    shelves.put(entry('a', '轴承淬火'));
    shelves.remove('LISTING', 'b');
    expect(index.terms()).toBe(terms);
    shelves.remove('LISTING', 'a');
    expect(index.terms()).toBe(0);
  });
});

describe('posting lists', () => {
  it('use the room of emptied and outgrown lists again', () => {
    const lists = createPostingLists();
    const room = lists.pool.length;
    for (let round = 0; round < 200; round += 1) {
      for (let place = 0; place < 1_000; place += 1) lists.add(round, packPosting(place, 0, 1));
      for (let place = 0; place < 1_000; place += 1) lists.remove(round, place);
    }
    expect(lists.pool.length).toBe(room);
  });
  it('hold what was added and not removed, with both counts', () => {
    const step = fc.record({
      term: fc.nat({ max: 4 }),
      place: fc.nat({ max: 9 }),
      title: fc.nat({ max: 31 }),
      whole: fc.nat({ max: 31 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const lists = createPostingLists();
        const expected = new Map<number, Map<number, string>>();
        for (const { term, place, title, whole } of steps) {
          const known = expected.get(term) ?? new Map<number, string>();
          expected.set(term, known);
          if (known.delete(place)) lists.remove(term, place);
          else {
            known.set(place, `${place} ${title} ${whole}`);
            lists.add(term, packPosting(place, title, whole));
          }
        }
        for (const [term, known] of expected) {
          const start = lists.starts[term] ?? 0;
          const held = [...lists.pool.slice(start, start + (lists.lengths[term] ?? 0))];
          const shown = held.map((posting) => `${placeOf(posting)} ${titleCountOf(posting)} ${wholeCountOf(posting)}`);
          expect(shown.sort()).toEqual([...known.values()].sort());
        }
      }),
    );
  });
});

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
