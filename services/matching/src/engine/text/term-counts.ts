import type { Spans } from './spans.js';
import type { Term } from './term.js';

/** Terms with their counts in the parts of a text: open addressing, emptied for each text. */
export interface TermCounts {
  /** The term of a slot, or -1. */
  keys: Float64Array;
  title: Uint32Array;
  body: Uint32Array;
  /** The terms in the order in which they came. */
  terms: Float64Array;
  size: number;
}

const createCounts = (slots: number): TermCounts => ({
  keys: new Float64Array(slots).fill(-1),
  title: new Uint32Array(slots),
  body: new Uint32Array(slots),
  terms: new Float64Array(slots / 2),
  size: 0,
});

export const createTermCounts = (): TermCounts => createCounts(1 << 10);

/** `| 0` takes the low 32 bits of a whole number of any size; terms are hashes already. */
export const slotOf = ({ keys }: TermCounts, term: Term): number => {
  const mask = keys.length - 1;
  let slot = (term | 0) & mask;
  while (keys[slot] !== term && keys[slot] !== -1) slot = (slot + 1) & mask;
  return slot;
};

export const clearCounts = (counts: TermCounts): void => {
  counts.keys.fill(-1);
  counts.size = 0;
};

const grow = (counts: TermCounts): void => {
  const old = { ...counts };
  Object.assign(counts, createCounts(2 * old.keys.length), { size: old.size });
  counts.terms.set(old.terms.subarray(0, old.size));
  for (const term of old.terms.subarray(0, old.size)) {
    const [from, to] = [slotOf(old, term), slotOf(counts, term)];
    counts.keys[to] = term;
    counts.title[to] = old.title[from]!;
    counts.body[to] = old.body[from]!;
  }
};

const addTerm = (counts: TermCounts, slot: number, term: Term): void => {
  counts.keys[slot] = term;
  counts.title[slot] = 0;
  counts.body[slot] = 0;
  counts.terms[counts.size++] = term;
};

/** Counts the terms of a part. */
export const countTerms = (counts: TermCounts, { terms, size }: Spans, part: 'title' | 'body'): void => {
  for (let at = 0; at < size; at += 1) {
    const term = terms[at]!;
    let slot = slotOf(counts, term);
    if (counts.keys[slot] === -1) {
      if (counts.size === counts.terms.length) {
        grow(counts);
        slot = slotOf(counts, term);
      }
      addTerm(counts, slot, term);
    }
    counts[part][slot]! += 1;
  }
};
