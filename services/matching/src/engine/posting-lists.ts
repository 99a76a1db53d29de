/**
 * One posting: the place of a document and the counts of a term in its title and in its whole text.
 * 22 bits of place, 5 bits for each count (at most 31).
 */
export const packPosting = (place: number, title: number, whole: number): number => ((place << 10) | (title << 5) | whole) >>> 0;
export const placeOf = (posting: number): number => posting >>> 10;
export const titleCountOf = (posting: number): number => (posting >>> 5) & 31;
export const wholeCountOf = (posting: number): number => posting & 31;
export const MAX_PLACES = 1 << 22;

/**
 * Posting lists of all terms in one array: a list has a chunk of a power of two, and moves to a larger one when it is full.
 * `pool`, `starts` and `lengths` are for reading in loops; they are replaced when they grow, so take them anew for each walk.
 */
export interface PostingLists {
  pool: Uint32Array;
  starts: Uint32Array;
  lengths: Uint32Array;
  add(term: number, posting: number): void;
  /** Removes the posting of that place; the order of the others may change. */
  remove(term: number, place: number): void;
}

const SMALLEST_CHUNK = 1;

export const createPostingLists = (): PostingLists => {
  const freeChunks: number[][] = Array.from({ length: 32 }, () => []);
  let chunkBits = new Int8Array(1 << 14).fill(-1);
  let end = 0;

  const lists: PostingLists = {
    pool: new Uint32Array(1 << 16),
    starts: new Uint32Array(1 << 14),
    lengths: new Uint32Array(1 << 14),
    add: (term, posting) => {
      growTerms(term);
      const length = lists.lengths[term] ?? 0;
      const bits = chunkBits[term] ?? -1;
      if (bits < 0 || length === 1 << bits) move(term, bits < 0 ? SMALLEST_CHUNK : bits + 1);
      lists.pool[(lists.starts[term] ?? 0) + length] = posting;
      lists.lengths[term] = length + 1;
    },
    remove: (term, place) => {
      const start = lists.starts[term] ?? 0;
      const last = start + (lists.lengths[term] ?? 0) - 1;
      let at = start;
      while (at <= last && placeOf(lists.pool[at] ?? 0) !== place) at += 1;
      if (at > last) return;
      lists.pool[at] = lists.pool[last] ?? 0;
      lists.lengths[term] = last - start;
      if (last === start) release(term);
    },
  };

  const growTerms = (term: number): void => {
    while (term >= lists.starts.length) {
      const length = lists.starts.length * 2;
      lists.starts = copied(lists.starts, length);
      lists.lengths = copied(lists.lengths, length);
      const bits = new Int8Array(length).fill(-1);
      bits.set(chunkBits);
      chunkBits = bits;
    }
  };
  const chunk = (bits: number): number => {
    const free = freeChunks[bits]?.pop();
    if (free !== undefined) return free;
    const start = end;
    end += 1 << bits;
    while (end > lists.pool.length) lists.pool = copied(lists.pool, Math.ceil(lists.pool.length * 1.5));
    return start;
  };
  const release = (term: number): void => {
    freeChunks[chunkBits[term] ?? 0]?.push(lists.starts[term] ?? 0);
    chunkBits[term] = -1;
  };
  const move = (term: number, bits: number): void => {
    const from = lists.starts[term] ?? 0;
    const length = lists.lengths[term] ?? 0;
    const start = chunk(bits);
    lists.pool.copyWithin(start, from, from + length);
    if ((chunkBits[term] ?? -1) >= 0) release(term);
    lists.starts[term] = start;
    chunkBits[term] = bits;
  };
  return lists;
};

const copied = (old: Uint32Array, length: number): Uint32Array => {
  const next = new Uint32Array(length);
  next.set(old);
  return next;
};
