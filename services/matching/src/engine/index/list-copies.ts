import type { PostingLists } from './posting-lists.js';
import {
  addPosting,
  COUNT,
  createPostingLists,
  END,
  FIRST,
  headOfKind,
  kindOfStep,
  newChunk,
  nextStep,
  postingsOf,
  setWord,
  sizeOfKind,
  SLAB,
  SLAB_BITS,
  TELLING_KIND,
  wordAt,
  WORDS_PER_LIST,
} from './posting-lists.js';
import { createReader, nextChunk, openList } from './list-reader.js';

interface Copying {
  from: PostingLists;
  to: PostingLists;
  term: number;
  as: number;
}

/** Word by word: chunks are small, and a view of each would cost more than the copying. */
const copyWords = (
  from: PostingLists,
  to: PostingLists,
  { chunk, copy, head, length }: { chunk: number; copy: number; head: number; length: number },
): void => {
  const [source, target] = [from.words[chunk >>> SLAB_BITS]!, to.words[copy >>> SLAB_BITS]!];
  const [own, other] = [(chunk & (SLAB - 1)) >>> 2, (copy & (SLAB - 1)) >>> 2];
  for (let word = head >>> 2; word << 2 < length; word += 1) target[other + word] = source[own + word]!;
};

/** Copies a list as it is, chunk by chunk: as many adds would have left it. */
const copyChunks = ({ from, to, term, as }: Copying): void => {
  const [source, target] = [term * WORDS_PER_LIST, as * WORDS_PER_LIST];
  to.lists.set(from.lists.subarray(source, source + WORDS_PER_LIST), target);
  if (from.lists[source + COUNT]! < 2) return;
  let step = 0;
  let copy = newChunk(to, step);
  to.lists[target + FIRST] = copy;
  for (let chunk = from.lists[source + FIRST]!; ;) {
    const kind = kindOfStep(step);
    const [head, size] = [headOfKind(kind), sizeOfKind(kind)];
    const following = wordAt(from, chunk);
    const length = following === 0 ? from.lists[source + END]! - chunk : size;
    copyWords(from, to, { chunk, copy, head, length });
    if (kind >= TELLING_KIND) setWord(to, copy + 4, wordAt(from, chunk + 4));
    if (following === 0) {
      to.lists[target + END] = copy + length;
      return;
    }
    step = nextStep(step);
    const next = newChunk(to, step);
    setWord(to, copy, next);
    copy = next;
    chunk = following;
  }
};

let kept = new Uint32Array(1 << 10);
const reader = createReader();

/** Copies what is left of a list with the new places, in their order. */
const copyLiving = ({ from, to, term, as, renumbered }: Copying & { renumbered: Int32Array }): void => {
  if (kept.length < postingsOf(from, term)) kept = new Uint32Array(postingsOf(from, term));
  let length = 0;
  let isSorted = true;
  openList(reader, from, term);
  while (nextChunk(reader, from))
    for (let at = 0; at < reader.length; at += 1) {
      const posting = reader.postings[at]!;
      const place = renumbered[posting >>> 10]!;
      if (place < 0) continue;
      if (length > 0 && kept[length - 1]! >>> 10 > place) isSorted = false;
      kept[length++] = (place << 10) | (posting & 1023);
    }
  if (!isSorted) kept.subarray(0, length).sort();
  for (let at = 0; at < length; at += 1) addPosting(to, as, kept[at]!);
};

/**
 * The lists of these terms anew, in their order, with the new places (by old place, -1 for those that go; none given: as they are). The same
 * lists lie in the same bytes, whatever was there before.
 */
export const copiedLists = (
  from: PostingLists,
  { terms, renumbered }: { terms: Uint32Array; renumbered?: Int32Array | undefined },
): PostingLists => {
  const to = createPostingLists(terms.length);
  terms.forEach((term, as) => {
    if (postingsOf(from, term) === 0) return;
    if (renumbered) copyLiving({ from, to, term, as, renumbered });
    else copyChunks({ from, to, term, as });
  });
  return to;
};
