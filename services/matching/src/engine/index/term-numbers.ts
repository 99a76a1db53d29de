import type { Term } from '../text/term.js';
import { resized, roomFor } from './growing.js';

/** Terms by numbers from 0 on. Open addressing over typed arrays; no strings. The arrays are replaced when they grow. */
export interface TermNumbers {
  size: number;
  /** Term by number. */
  keys: Float64Array;
  /** Number + 1 by slot. */
  slots: Uint32Array;
}

const SMALLEST = 1 << 10;
const FULL = 0.6;

export const createTermNumbers = (): TermNumbers => ({
  size: 0,
  keys: new Float64Array(SMALLEST),
  slots: new Uint32Array(SMALLEST * 2),
});

/** `| 0` takes the low 32 bits of a whole number of any size. */
export const slotOf = (term: Term, mask: number): number => ((term | 0) ^ Math.imul((term * 2 ** -32) | 0, 0x9e3779b1)) & mask;

/** Number of the term, or -1. */
export const numberOfTerm = ({ keys, slots }: TermNumbers, term: Term): number => {
  const mask = slots.length - 1;
  for (let slot = slotOf(term, mask); ; slot = (slot + 1) & mask) {
    const number = slots[slot]! - 1;
    if (number < 0 || keys[number] === term) return number;
  }
};

const setSlot = (slots: Uint32Array, term: Term, number: number): void => {
  const mask = slots.length - 1;
  let slot = slotOf(term, mask);
  while (slots[slot] !== 0) slot = (slot + 1) & mask;
  slots[slot] = number + 1;
};

/** Makes the slots anew from the keys. */
export const rehashTerms = (numbers: TermNumbers, length = numbers.slots.length): void => {
  const { keys, size } = numbers;
  const slots = new Uint32Array(length);
  for (let number = 0; number < size; number += 1) setSlot(slots, keys[number]!, number);
  numbers.slots = slots;
};

/** Room for so many terms without growing on the way. */
export const reserveNumbers = (numbers: TermNumbers, terms: number): void => {
  if (terms > numbers.keys.length) numbers.keys = resized(numbers.keys, roomFor(terms, numbers.keys.length));
  let { length } = numbers.slots;
  while (terms > length * FULL) length *= 2;
  if (length > numbers.slots.length) rehashTerms(numbers, length);
};

/** Number of the term, made when new. */
export const numberTerm = (numbers: TermNumbers, term: Term): number => {
  const known = numberOfTerm(numbers, term);
  if (known >= 0) return known;
  const number = numbers.size;
  reserveNumbers(numbers, number + 1);
  numbers.keys[number] = term;
  setSlot(numbers.slots, term, number);
  numbers.size = number + 1;
  return number;
};
