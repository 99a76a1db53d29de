import fc from 'fast-check';
import {
  addPosting,
  compactList,
  createPostingLists,
  createReader,
  fillList,
  packPosting,
  postingsOf,
  reserveLists,
  visitPostings,
} from './posting-lists.js';
import type { PostingLists } from './posting-lists.js';

const read = (lists: PostingLists, term: number): number[] => {
  const all: number[] = [];
  visitPostings(lists, term, { reader: createReader(), visit: (posting) => all.push(posting) });
  return all;
};
const numbers = (count: number): Uint32Array =>
  Uint32Array.from({ length: count }, (_, place) => packPosting(place, place % 32, (place * 7) % 32));

describe('posting lists', () => {
  it('hold what was added one by one or at once, of any length, and go on', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 4 }), (counts) => {
        const [lists, filled] = [createPostingLists(), createPostingLists()];
        for (const each of [lists, filled]) reserveLists(each, counts.length);
        counts.forEach((count, term) => {
          const words = numbers(count);
          words.forEach((posting) => addPosting(lists, term, posting));
          fillList(filled, term, { words, from: 0, count });
          for (const each of [lists, filled]) addPosting(each, term, packPosting(count, 0, 1));
          expect(postingsOf(lists, term)).toBe(count + 1);
        });
        counts.forEach((count, term) => {
          expect(read(lists, term)).toEqual([...numbers(count), packPosting(count, 0, 1)]);
          expect(read(filled, term)).toEqual(read(lists, term));
        });
      }),
      { numRuns: 40 },
    );
  });
  it('use the room of what has gone again', () => {
    const lists = createPostingLists();
    reserveLists(lists, 200);
    const gone = new Int32Array(1_000).fill(-1);
    for (let term = 0; term < 200; term += 1) {
      for (const posting of numbers(1_000)) addPosting(lists, term, posting);
      compactList(lists, term, gone);
      expect(postingsOf(lists, term)).toBe(0);
    }
    expect(lists.slabs.length).toBe(1);
  });
  it('keep the living with their new places', () => {
    const lists = createPostingLists();
    for (const posting of numbers(600)) addPosting(lists, 0, posting);
    const renumbered = Int32Array.from({ length: 600 }, (_, place) => (place % 3 === 0 ? place / 3 : -1));
    compactList(lists, 0, renumbered);
    const expected = [...numbers(600)]
      .filter((_, place) => place % 3 === 0)
      .map((posting, at) => ((at << 10) | (posting & 1023)) >>> 0);
    expect(read(lists, 0)).toEqual(expected);
  });
});
