import type { Term } from '../text/term.js';

/** A map from terms to small numbers without an object for each: open addressing in typed arrays. */
export interface TermTable {
  get(term: Term): number | undefined;
  set(term: Term, value: number): void;
  readonly size: number;
}

/** Terms are hashes already: their low bits spread well. */
const slotOf = (term: Term, mask: number): number => ((term % 0x100000000) ^ (term / 0x100000000)) & mask;

export const createTermTable = (expected: number): TermTable => {
  let capacity = 1 << Math.max(4, Math.ceil(Math.log2(expected * 1.6)));
  let keys = new Float64Array(capacity).fill(-1);
  let values = new Float32Array(capacity);
  let size = 0;
  const find = (term: Term): number => {
    let slot = slotOf(term, capacity - 1);
    while (keys[slot] !== -1 && keys[slot] !== term) slot = (slot + 1) & (capacity - 1);
    return slot;
  };
  const grow = (): void => {
    const [oldKeys, oldValues] = [keys, values];
    capacity *= 2;
    keys = new Float64Array(capacity).fill(-1);
    values = new Float32Array(capacity);
    oldKeys.forEach((key, at) => {
      if (key === -1) return;
      const slot = find(key);
      keys[slot] = key;
      values[slot] = oldValues[at] ?? 0;
    });
  };
  return {
    get: (term) => {
      const slot = find(term);
      return keys[slot] === -1 ? undefined : values[slot];
    },
    set: (term, value) => {
      const slot = find(term);
      if (keys[slot] === -1) {
        keys[slot] = term;
        size += 1;
      }
      values[slot] = value;
      if (size > capacity * 0.7) grow();
    },
    get size() {
      return size;
    },
  };
};
