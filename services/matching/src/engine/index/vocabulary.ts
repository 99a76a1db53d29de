import { isAcross } from '../model/norms.js';
import type { TextModel } from '../model/text-model.js';
import type { Term } from '../text/term.js';
import { resized } from './growing.js';
import { createTermNumbers, numberTerm, rehashTerms, reserveNumbers, slotOf } from './term-numbers.js';
import type { TermNumbers } from './term-numbers.js';

/** The group of terms that meet only texts of the other script. */
export const NO_GROUP = 255;
const ACROSS_FOR_HAN = 1;
const ACROSS_FOR_LATIN = 2;

/** What the model says of a term is asked for once. The arrays are replaced when they grow: take them anew after each `intern`. */
export interface Vocabulary extends TermNumbers {
  readonly model: TextModel;
  /** Squared weight by number. */
  squares: Float64Array;
  groups: Uint8Array;
  /** Bits: whether a text of that script is compared with the other script by the term. */
  across: Uint8Array;
}

export const createVocabulary = (model: TextModel): Vocabulary => {
  const numbers = createTermNumbers();
  const { length } = numbers.keys;
  return { ...numbers, model, squares: new Float64Array(length), groups: new Uint8Array(length), across: new Uint8Array(length) };
};

const fit = (vocabulary: Vocabulary): void => {
  const { length } = vocabulary.keys;
  if (vocabulary.squares.length === length) return;
  vocabulary.squares = resized(vocabulary.squares, length);
  vocabulary.groups = resized(vocabulary.groups, length);
  vocabulary.across = resized(vocabulary.across, length);
};

export const acrossBits = (term: Term): number =>
  (isAcross(term, true) ? ACROSS_FOR_HAN : 0) | (isAcross(term, false) ? ACROSS_FOR_LATIN : 0);

const describe = (vocabulary: Vocabulary, number: number, term: Term): void => {
  const { model } = vocabulary;
  vocabulary.squares[number] = model.weightOf(term) ** 2;
  vocabulary.groups[number] = model.groupOf(term) ?? NO_GROUP;
  vocabulary.across[number] = acrossBits(term);
};

/** Number of the term, made when new. */
export const intern = (vocabulary: Vocabulary, term: Term): number => {
  const { size } = vocabulary;
  const number = numberTerm(vocabulary, term);
  if (number < size) return number;
  fit(vocabulary);
  describe(vocabulary, number, term);
  return number;
};

/**
 * Numbers of the terms, made when new. Nearly all are known and stand at the first slot, so these are looked up first and verified in a
 * second loop: the processor waits for many of them at once.
 */
export const internAll = (vocabulary: Vocabulary, terms: Float64Array, numbers: Uint32Array): void => {
  const { slots, keys } = vocabulary;
  const mask = slots.length - 1;
  for (let at = 0; at < terms.length; at += 1) numbers[at] = slots[slotOf(terms[at]!, mask)]!;
  for (let at = 0; at < terms.length; at += 1) {
    const number = numbers[at]!;
    if (number > 0 && keys[number - 1] === terms[at]) numbers[at] = number - 1;
    else numbers[at] = intern(vocabulary, terms[at]!);
  }
};

/** Numbers the terms (ascending) of an empty vocabulary. */
export const fillTerms = (vocabulary: Vocabulary, terms: Float64Array): void => {
  reserveNumbers(vocabulary, terms.length);
  vocabulary.keys.set(terms);
  vocabulary.size = terms.length;
  rehashTerms(vocabulary);
  fit(vocabulary);
  for (let number = 0; number < terms.length; number += 1) describe(vocabulary, number, terms[number]!);
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
  rehashTerms(vocabulary);
};
