import { resized, roomFor } from './growing.js';
import { denseLength, MEAN_DENSE_GAP, MOST_DENSE_GAP, writeDense } from './dense-codes.js';
import { codeLength, LONGEST_CODE, writeCode } from './posting-codes.js';

/** One posting: 22 bits of place, 5 bits each for the count of the term in the title and in the whole text (at most 31). */
export const MAX_PLACES = 1 << 22;
export const packPosting = (place: number, title: number, whole: number): number => ((place << 10) | (title << 5) | whole) >>> 0;

/**
 * Posting lists of all terms, each sorted by place and written in few bytes (see posting-codes.ts). A list is a chain of chunks that grow
 * with it (16 to 256 bytes), so little is unused and no list is ever copied to grow; the chunks of common terms are written as dense-codes.ts says; how it lies in its chunks depends on its postings
 * alone. A chunk begins with the address of the next one; from 64 bytes on the place behind its last posting follows, so that it can be
 * passed over unread. A list of one posting has no chunk. Chunks lie in slabs, at multiples of their size; addresses count bytes.
 */
export interface PostingLists {
  /** The same memory as bytes and as words. */
  slabs: Uint8Array[];
  words: Uint32Array[];
  /** Address of the first block that was never used; 0 is no address. */
  end: number;
  /** Head of the chain of the halves that are left, by size. */
  free: Uint32Array;
  /** Four words a term, see below. */
  lists: Uint32Array;
}

export const WORDS_PER_LIST = 4;
/** How many postings. */
export const COUNT = 0;
/** Address of the first chunk, or the only posting. */
export const FIRST = 1;
/** Where the next posting goes. */
export const END = 2;
/** One more than the last place, above four bits for the number of the chunk (those of the largest size share the last number); the topmost bit: the chunk is dense. */
export const STATE = 3;
const STEP_BITS = 4;
const STEPS = (1 << STEP_BITS) - 1;
const DENSE = 0x80000000;
export const lastOfState = (state: number): number => (state & ~DENSE) >>> STEP_BITS;

export const SLAB_BITS = 18;
export const SLAB = 1 << SLAB_BITS;
const SMALLEST = 16;
const LARGEST_KIND = 4;
export const LARGEST = SMALLEST << LARGEST_KIND;
/** Chunks of this kind on tell the place behind their last posting. */
export const TELLING_KIND = 2;
/** Two chunks of each size, then the largest only. */
export const nextStep = (step: number): number => Math.min(2 * LARGEST_KIND, step + 1);
export const kindOfStep = (step: number): number => step >>> 1;
export const sizeOfKind = (kind: number): number => SMALLEST << kind;
export const headOfKind = (kind: number): number => (kind < TELLING_KIND ? 4 : 8);

export const createPostingLists = (terms = 1 << 10): PostingLists => ({
  slabs: [],
  words: [],
  end: LARGEST,
  free: new Uint32Array(LARGEST_KIND + 1),
  lists: new Uint32Array(WORDS_PER_LIST * terms),
});

export const wordAt = ({ words }: PostingLists, address: number): number =>
  words[address >>> SLAB_BITS]![(address & (SLAB - 1)) >>> 2]!;
/** The second word of a chunk that tells. */
export const isDenseWord = (word: number): boolean => word >= DENSE;
export const nextOfWord = (word: number): number => word & ~DENSE;

export const setWord = ({ words }: PostingLists, address: number, word: number): void => {
  words[address >>> SLAB_BITS]![(address & (SLAB - 1)) >>> 2] = word;
};

export const addSlab = ({ slabs, words }: PostingLists): Uint8Array => {
  const slab = new Uint8Array(SLAB);
  slabs.push(slab);
  words.push(new Uint32Array(slab.buffer));
  return slab;
};

/** Without an unused half of the size a larger chunk is halved. */
const allocate = (lists: PostingLists, kind: number): number => {
  const free = lists.free[kind]!;
  if (free !== 0) {
    lists.free[kind] = wordAt(lists, free);
    return free;
  }
  if (kind < LARGEST_KIND) {
    const address = allocate(lists, kind + 1);
    lists.free[kind] = address + sizeOfKind(kind);
    return address;
  }
  const address = lists.end;
  if (address >>> SLAB_BITS >= lists.slabs.length) addSlab(lists);
  lists.end += LARGEST;
  return address;
};

/** A chunk of zeros. */
export const newChunk = (lists: PostingLists, step: number): number => {
  const address = allocate(lists, kindOfStep(step));
  setWord(lists, address, 0);
  return address;
};

/** Closes the chunk that is full and goes on in a new one; answers where. */
const goOn = (lists: PostingLists, at: number, gap: number): number => {
  const { lists: heads } = lists;
  const state = heads[at + STATE]!;
  const kind = kindOfStep(state & STEPS);
  const step = nextStep(state & STEPS);
  const chunk = ((heads[at + END]! - 1) & -sizeOfKind(kind)) >>> 0;
  const next = newChunk(lists, step);
  const last = lastOfState(state);
  setWord(lists, chunk, next);
  if (kind >= TELLING_KIND) setWord(lists, chunk + 4, ((state & DENSE) | last) >>> 0);
  const isTelling = kindOfStep(step) >= TELLING_KIND;
  const dense = isTelling && gap <= MOST_DENSE_GAP && last <= heads[at + COUNT]! * MEAN_DENSE_GAP ? DENSE : 0;
  if (isTelling) setWord(lists, next + 4, dense);
  heads[at + STATE] = (dense | (last << STEP_BITS) | step) >>> 0;
  return next + headOfKind(kindOfStep(step));
};

const append = (lists: PostingLists, at: number, posting: number): void => {
  const { lists: heads } = lists;
  const next = (posting >>> 10) + 1;
  const counts = posting & 1023;
  let state = heads[at + STATE]!;
  const gap = next - lastOfState(state);
  let end = heads[at + END]!;
  const left = -end & (sizeOfKind(kindOfStep(state & STEPS)) - 1);
  const isFull =
    state >= DENSE
      ? gap > MOST_DENSE_GAP || left < denseLength(gap, counts)
      : left < LONGEST_CODE && left < codeLength(gap, counts);
  if (isFull) {
    end = goOn(lists, at, gap);
    state = heads[at + STATE]!;
  }
  const from = end & (SLAB - 1);
  const bytes = lists.slabs[end >>> SLAB_BITS]!;
  const behind = state >= DENSE ? writeDense(bytes, from, { gap, counts }) : writeCode(bytes, from, { gap, counts });
  heads[at + END] = end - from + behind;
  heads[at + STATE] = ((state & (DENSE | STEPS)) | (next << STEP_BITS)) >>> 0;
};

export const reserveLists = (lists: PostingLists, terms: number): void => {
  const needed = terms * WORDS_PER_LIST;
  if (needed > lists.lists.length) lists.lists = resized(lists.lists, roomFor(needed, lists.lists.length));
};

/** Adds a posting behind all others of the list; `reserveLists` comes first. */
export const addPosting = (lists: PostingLists, term: number, posting: number): void => {
  const { lists: heads } = lists;
  const at = term * WORDS_PER_LIST;
  const count = heads[at + COUNT]!;
  heads[at + COUNT] = count + 1;
  if (count === 0) {
    heads[at + FIRST] = posting;
    return;
  }
  if (count === 1) {
    const only = heads[at + FIRST]!;
    const first = newChunk(lists, 0);
    heads[at + FIRST] = first;
    heads[at + END] = first + headOfKind(0);
    append(lists, at, only);
  }
  append(lists, at, posting);
};

/** How many; 0 for a term beyond the lists. */
export const postingsOf = ({ lists }: PostingLists, term: number): number => lists[term * WORDS_PER_LIST + COUNT] ?? 0;
