import fc from 'fast-check';
import { chunkWith, createReader, nextChunk, openList, visitPostings } from './list-reader.js';
import type { PostingLists } from './posting-lists.js';
import { addPosting, createPostingLists, packPosting, postingsOf, reserveLists } from './posting-lists.js';

const read = (lists: PostingLists, term: number): number[] => {
  const all: number[] = [];
  visitPostings(lists, term, { reader: createReader(), visit: (posting) => all.push(posting) });
  return all;
};
/** Distances of one to four bytes, usual and unusual counts. */
const gap = fc.oneof(
  fc.integer({ min: 1, max: 70 }),
  fc.integer({ min: 60, max: 9_000 }),
  fc.integer({ min: 8_000, max: 40_000 }),
);
const counts = fc.oneof(fc.constant(1), fc.nat({ max: 1023 }));
const list = fc
  .tuple(
    fc.constantFrom<'sparse' | 'medium' | 'dense' | 'mixed'>('sparse', 'medium', 'dense', 'mixed'),
    fc.array(fc.tuple(gap, counts), { maxLength: 40, size: 'max' }),
    fc.nat({ max: 90 }),
  )
  .map(([how, some, times]) => {
    let place = -1;
    const repeated = Array.from({ length: how === 'sparse' ? 1 : 1 + times }, () => some).flat();
    const most = { sparse: Number.POSITIVE_INFINITY, medium: 200, dense: 18, mixed: 18 }[how];
    return repeated.map(([distance, count], at) => {
      place += how === 'sparse' ? distance * 2 : 1 + (distance % most) + (how === 'mixed' && at % 300 === 299 ? distance : 0);
      return ((place << 10) | count) >>> 0;
    });
  });

describe('posting lists', () => {
  it('hold what was added in turn, of any length', () => {
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 4 }), (wanted) => {
        const lists = createPostingLists();
        reserveLists(lists, wanted.length);
        const longest = Math.max(...wanted.map(({ length }) => length));
        for (let at = 0; at < longest; at += 1)
          wanted.forEach((postings, term) => {
            const posting = postings[at];
            if (posting !== undefined) addPosting(lists, term, posting);
          });
        wanted.forEach((postings, term) => {
          expect(postingsOf(lists, term)).toBe(postings.length);
          expect(read(lists, term)).toEqual(postings);
        });
      }),
      { numRuns: 60 },
    );
  });
  it('are passed over up to a place', () => {
    fc.assert(
      fc.property(list, fc.array(fc.nat({ max: 20_000 }), { maxLength: 5 }), (postings, sought) => {
        const lists = createPostingLists();
        for (const posting of postings) addPosting(lists, 0, posting);
        const reader = createReader();
        const places = postings.map((posting) => posting >>> 10);
        for (const place of sought) {
          openList(reader, lists, 0);
          const found: number[] = [];
          while (chunkWith(reader, lists, place))
            for (let at = 0; at < reader.length; at += 1) found.push(reader.postings[at]! >>> 10);
          expect(found.filter((one) => one >= place)).toEqual(places.filter((one) => one >= place));
        }
      }),
      { numRuns: 100 },
    );
  });
  it('take little room, whatever the order of the adds', () => {
    const lists = createPostingLists();
    reserveLists(lists, 10);
    for (let place = 0; place < 50_000; place += 1)
      for (let term = 0; term < 10; term += 1) if (place % (term + 1) === 0) addPosting(lists, term, packPosting(place, 0, 1));
    const postings = Array.from({ length: 10 }, (_, term) => postingsOf(lists, term)).reduce((sum, count) => sum + count);
    expect(lists.end).toBeLessThan(1.1 * postings);
    openList(createReader(), lists, 3);
    expect(nextChunk(createReader(), lists)).toBe(false);
  });
});
