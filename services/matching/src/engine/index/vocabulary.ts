import { isAcross } from '../model/norms.js';
import type { TextModel } from '../model/text-model.js';
import type { Term } from '../text/term.js';
import { resized, roomFor } from './growing.js';

/** The group of terms that meet only texts of the other script. */
export const NO_GROUP = 255;
const ACROSS_FOR_HAN = 1;
const ACROSS_FOR_LATIN = 2;

/**
 * Terms get numbers from 0 on. Open addressing over typed arrays; no strings. What the model says of a term is asked for once.
 * The arrays are replaced when they grow: take them anew after each `intern`.
 */
export interface Vocabulary {
  readonly model: TextModel;
  size: number;
  /** Term by number. */
  keys: Float64Array;
  /** Squared weight by number. */
  squares: Float64Array;
  groups: Uint8Array;
  /** Bits: whether a text of that script is compared with the other script by the term. */
  across: Uint8Array;
  /** Number + 1 by slot. */
  slots: Uint32Array;
}

const SMALLEST = 1 << 10;

export const createVocabulary = (model: TextModel): Vocabulary => ({
  model,
  size: 0,
  keys: new Float64Array(SMALLEST),
  squares: new Float64Array(SMALLEST),
  groups: new Uint8Array(SMALLEST),
  across: new Uint8Array(SMALLEST),
  slots: new Uint32Array(SMALLEST * 2),
});

/** `| 0` takes the low 32 bits of a whole number of any size. */
const slotOf = (term: Term, mask: number): number => ((term | 0) ^ Math.imul((term * 2 ** -32) | 0, 0x9e3779b1)) & mask;

/** Number of the term, or -1. */
export const numberOf = ({ keys, slots }: Vocabulary, term: Term): number => {
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

const rehash = (vocabulary: Vocabulary, length: number): void => {
  const { keys, size } = vocabulary;
  const slots = new Uint32Array(length);
  for (let number = 0; number < size; number += 1) setSlot(slots, keys[number]!, number);
  vocabulary.slots = slots;
};

/** Room for so many terms without growing on the way. */
export const reserveTerms = (vocabulary: Vocabulary, terms: number): void => {
  if (terms > vocabulary.keys.length) {
    const room = roomFor(terms, vocabulary.keys.length);
    vocabulary.keys = resized(vocabulary.keys, room);
    vocabulary.squares = resized(vocabulary.squares, room);
    vocabulary.groups = resized(vocabulary.groups, room);
    vocabulary.across = resized(vocabulary.across, room);
  }
  if (terms > vocabulary.slots.length * 0.6) {
    let length = vocabulary.slots.length;
    while (terms > length * 0.6) length *= 2;
    rehash(vocabulary, length);
  }
};

const describe = (vocabulary: Vocabulary, number: number, term: Term): void => {
  const { model } = vocabulary;
  vocabulary.keys[number] = term;
  vocabulary.squares[number] = model.weightOf(term) ** 2;
  vocabulary.groups[number] = model.groupOf(term) ?? NO_GROUP;
  vocabulary.across[number] = (isAcross(term, true) ? ACROSS_FOR_HAN : 0) | (isAcross(term, false) ? ACROSS_FOR_LATIN : 0);
};

/** Number of the term, made when new. */
export const intern = (vocabulary: Vocabulary, term: Term): number => {
  const known = numberOf(vocabulary, term);
  if (known >= 0) return known;
  const number = vocabulary.size;
  reserveTerms(vocabulary, number + 1);
  describe(vocabulary, number, term);
  setSlot(vocabulary.slots, term, number);
  vocabulary.size = number + 1;
  return number;
};

/** Bit of `across` that says whether a text of this script is compared by the term. */
export const acrossBit = (isHan: boolean): number => (isHan ? ACROSS_FOR_HAN : ACROSS_FOR_LATIN);

/** Keeps only the terms with a new number (`renumbered[old]`, ascending, -1 for those that go). */
export const keepTerms = (vocabulary: Vocabulary, renumbered: Int32Array, size: number): void => {
  const { keys, squares, groups, across } = vocabulary;
  for (let old = 0; old < vocabulary.size; old += 1) {
    const number = renumbered[old]!;
    if (number < 0) continue;
    keys[number] = keys[old]!;
    squares[number] = squares[old]!;
    groups[number] = groups[old]!;
    across[number] = across[old]!;
  }
  vocabulary.size = size;
  rehash(vocabulary, vocabulary.slots.length);
};
