import { resized, roomFor } from './growing.js';

/** One posting: 22 bits of place, 5 bits each for the count of the term in the title and in the whole text (at most 31). */
export const MAX_PLACES = 1 << 22;
export const packPosting = (place: number, title: number, whole: number): number => ((place << 10) | (title << 5) | whole) >>> 0;

/**
 * Posting lists of all terms, each sorted by place. A list is a chain of chunks that grow with it (4 to 1,024 postings, up to half of what
 * the list holds), so little is unused and no list is ever copied. The word behind a chunk's last posting is the address of the next
 * chunk. A list of one posting has no chunk. Chunks lie in slabs of 256 KiB, which come one by one.
 */
export interface PostingLists {
  slabs: Uint32Array[];
  /** Address of the first word that was never used. */
  end: number;
  /** Head of the chain of unused chunks, by size; 0 is none. */
  free: Uint32Array;
  /** Four words a term: how many postings, first chunk (or the only posting), where the next posting goes, largest shares (see `sharesOf`). */
  lists: Uint32Array;
}

export const WORDS_PER_LIST = 4;
const SLAB_BITS = 16;
const SLAB = 1 << SLAB_BITS;
const SMALLEST_BITS = 2;
/** A new chunk holds this power of two less than the list does. */
const GROWTH_BITS = 1;
const LARGEST_BITS = 10;

export const createPostingLists = (): PostingLists => ({
  slabs: [],
  end: 1,
  free: new Uint32Array(LARGEST_BITS + 1),
  lists: new Uint32Array(WORDS_PER_LIST << 10),
});

/** Size in bits of the chunk that begins after so many postings. */
const chunkBits = (postings: number): number =>
  Math.min(LARGEST_BITS, Math.max(SMALLEST_BITS, 31 - Math.clz32(postings) - GROWTH_BITS));

const wordAt = ({ slabs }: PostingLists, address: number): number => slabs[address >>> SLAB_BITS]![address & (SLAB - 1)]!;
const setWord = ({ slabs }: PostingLists, address: number, word: number): void => {
  slabs[address >>> SLAB_BITS]![address & (SLAB - 1)] = word;
};

const allocate = (lists: PostingLists, bits: number): number => {
  const free = lists.free[bits]!;
  if (free !== 0) {
    lists.free[bits] = wordAt(lists, free);
    return free;
  }
  const words = (1 << bits) + 1;
  if ((lists.end & (SLAB - 1)) + words > SLAB) lists.end = lists.slabs.length * SLAB;
  if (lists.end >>> SLAB_BITS >= lists.slabs.length) lists.slabs.push(new Uint32Array(SLAB));
  const address = lists.end;
  lists.end += words;
  return address;
};

const release = (lists: PostingLists, address: number, bits: number): void => {
  setWord(lists, address, lists.free[bits]!);
  lists.free[bits] = address;
};

export const reserveLists = (lists: PostingLists, terms: number): void => {
  const needed = terms * WORDS_PER_LIST;
  if (needed > lists.lists.length) lists.lists = resized(lists.lists, roomFor(needed, lists.lists.length));
};

/** Adds a posting behind all others of the list; `reserveLists` comes first. */
export const addPosting = (lists: PostingLists, term: number, posting: number): void => {
  const all = lists.lists;
  const at = term * WORDS_PER_LIST;
  const count = all[at]!;
  all[at] = count + 1;
  if (count === 0) {
    all[at + 1] = posting;
    return;
  }
  let next = all[at + 2]!;
  if (count === 1) {
    next = allocate(lists, SMALLEST_BITS);
    setWord(lists, next, all[at + 1]!);
    all[at + 1] = next;
    next += 1;
  } else if (count >= 4 && (count & ((1 << chunkBits(count)) - 1)) === 0) {
    const chunk = allocate(lists, chunkBits(count));
    setWord(lists, next, chunk);
    next = chunk;
  }
  setWord(lists, next, posting);
  all[at + 2] = next + 1;
};

export const postingsOf = ({ lists }: PostingLists, term: number): number => lists[term * WORDS_PER_LIST]!;

/**
 * Largest shares that the term has in the length of a text, title and whole, over the list: w·c(count)/norm in steps of 1/65,535, rounded up.
 * They only grow until the lists are compacted.
 */
export const raiseShares = ({ lists }: PostingLists, term: number, shares: number): void => {
  const at = term * WORDS_PER_LIST + 3;
  const known = lists[at]!;
  if (known === shares) return;
  const title = Math.max(known >>> 16, shares >>> 16);
  const whole = Math.max(known & 0xffff, shares & 0xffff);
  lists[at] = ((title << 16) | whole) >>> 0;
};

/** Reads a list chunk by chunk: `slab[from]` to `slab[to - 1]`. */
export interface ListReader {
  /** Holds the posting of a list without chunks. */
  readonly only: Uint32Array;
  slab: Uint32Array;
  from: number;
  to: number;
  read: number;
  count: number;
  next: number;
}

export const createReader = (): ListReader => ({
  only: new Uint32Array(1),
  slab: new Uint32Array(1),
  from: 0,
  to: 0,
  read: 0,
  count: 0,
  next: 0,
});

/** Begins before the list's first chunk. */
export const openList = (reader: ListReader, { lists }: PostingLists, term: number): void => {
  reader.read = 0;
  reader.count = lists[term * WORDS_PER_LIST]!;
  reader.next = lists[term * WORDS_PER_LIST + 1]!;
};

/** Goes to the next chunk; false at the end. */
export const nextChunk = (reader: ListReader, { slabs }: PostingLists): boolean => {
  const { read, count, next } = reader;
  if (read >= count) return false;
  if (count === 1) {
    reader.only[0] = next;
    reader.slab = reader.only;
    reader.from = 0;
    reader.to = reader.read = 1;
    return true;
  }
  const size = 1 << chunkBits(read);
  const slab = slabs[next >>> SLAB_BITS]!;
  const from = next & (SLAB - 1);
  reader.slab = slab;
  reader.from = from;
  reader.read = Math.min(count, read + size);
  reader.to = from + reader.read - read;
  if (reader.read < count) reader.next = slab[from + size]!;
  return true;
};

/**
 * Rewrites the list in its own chunks with what `renumbered` (by old place, -1 for those that go) leaves of it; chunks that are no longer
 * needed are used again.
 */
export const compactList = (lists: PostingLists, term: number, renumbered: Int32Array): void => {
  const reader = createReader();
  const kept = new Uint32Array(postingsOf(lists, term));
  const chunks: number[] = [];
  const bits: number[] = [];
  let length = 0;
  openList(reader, lists, term);
  const { count } = reader;
  for (let chunk = reader.next; ; chunk = reader.next) {
    const size = chunkBits(reader.read);
    if (!nextChunk(reader, lists)) break;
    if (count > 1) chunks.push(chunk);
    if (count > 1) bits.push(size);
    for (let at = reader.from; at < reader.to; at += 1) {
      const posting = reader.slab[at]!;
      const place = renumbered[posting >>> 10]!;
      if (place >= 0) kept[length++] = ((place << 10) | (posting & 1023)) >>> 0;
    }
  }
  chunks.forEach((chunk, at) => release(lists, chunk, bits[at]!));
  lists.lists.fill(0, term * WORDS_PER_LIST, (term + 1) * WORDS_PER_LIST);
  for (let at = 0; at < length; at += 1) addPosting(lists, term, kept[at]!);
};

/** Adds `count` postings of `words` from `from` on to an empty list. */
export const fillList = (
  lists: PostingLists,
  term: number,
  { words, from, count }: { words: Uint32Array; from: number; count: number },
): void => {
  if (count < 4) {
    for (let at = 0; at < count; at += 1) addPosting(lists, term, words[from + at]!);
    return;
  }
  const head = term * WORDS_PER_LIST;
  let link = 0;
  for (let read = 0; read < count;) {
    const bits = chunkBits(read);
    const chunk = allocate(lists, bits);
    if (read === 0) lists.lists[head + 1] = chunk;
    else setWord(lists, link, chunk);
    const length = Math.min(1 << bits, count - read);
    const slab = lists.slabs[chunk >>> SLAB_BITS]!;
    const base = chunk & (SLAB - 1);
    if (length >= 64) slab.set(words.subarray(from + read, from + read + length), base);
    else for (let at = 0; at < length; at += 1) slab[base + at] = words[from + read + at]!;
    link = chunk + length;
    read += length;
  }
  lists.lists[head] = count;
  lists.lists[head + 2] = link;
};

/** Visits the postings of a list in their order. */
export const visitPostings = (
  lists: PostingLists,
  term: number,
  { reader, visit }: { reader: ListReader; visit: (posting: number) => void },
): void => {
  openList(reader, lists, term);
  while (nextChunk(reader, lists)) for (let at = reader.from; at < reader.to; at += 1) visit(reader.slab[at]!);
};
