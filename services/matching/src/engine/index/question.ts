import type { Norms } from '../model/text-model.js';
import { ACROSS, CHARACTERS, WORDS } from '../model/text-model.js';
import { acrossOf } from '../text/term.js';
import type { TextVector } from '../text/text-vector.js';
import { countWeight } from '../text/text-vector.js';
import { postingsOf } from './posting-lists.js';
import type { Shelf } from './shelf.js';
import { acrossBit, acrossBits, NO_GROUP } from './vocabulary.js';
import { numberOfTerm } from './term-numbers.js';
import type { Vocabulary } from './vocabulary.js';

/** One term of a text that is asked about, as far as the shelf has postings for it. */
export interface Asked {
  number: number;
  /** Squared weight. */
  square: number;
  title: number;
  whole: number;
  group: number;
}

/** A text as asked of the texts of one script of a shelf. */
export interface Question {
  /** In the order of the text's terms. */
  terms: Asked[];
  /** The groups that these are of. */
  groups: readonly number[];
  norms: Norms;
  /** Σ w² over the terms of the title that may meet the other script or the same. */
  titleSquares: number;
}

const WITHIN = [CHARACTERS, WORDS];
const BEYOND = [ACROSS];

/** The terms of a text with what is known of them: looked up once, asked of the texts of both scripts. */
export interface Resolved {
  vector: TextVector;
  norms: Norms;
  /** Number of the term, or -1. */
  numbers: Int32Array;
  squares: Float64Array;
  groups: Uint8Array;
  across: Uint8Array;
}

/** The same norms as the model gives, from squares that are at hand. */
const normsFrom = ({ vector, squares, groups, across }: Omit<Resolved, 'norms'>): Norms => {
  const { terms, title, whole } = vector;
  const sums = new Float64Array(6);
  const bit = acrossBit(vector.isHan);
  for (let at = 0; at < terms.length; at += 1) {
    const ofTitle = squares[at]! * countWeight[title[at]!]! ** 2;
    const ofWhole = squares[at]! * countWeight[whole[at]!]! ** 2;
    const group = groups[at]!;
    if (group !== NO_GROUP) {
      sums[group]! += ofTitle;
      sums[3 + group]! += ofWhole;
    }
    if ((across[at]! & bit) === 0) continue;
    sums[ACROSS]! += ofTitle;
    sums[3 + ACROSS]! += ofWhole;
  }
  const norm = (at: number): number => Math.fround(Math.sqrt(sums[at]!));
  return { title: [norm(0), norm(1), norm(2)], whole: [norm(3), norm(4), norm(5)] };
};

export const resolve = (vocabulary: Vocabulary, vector: TextVector): Resolved => {
  const { model } = vocabulary;
  const { length } = vector.terms;
  const open = {
    vector,
    numbers: new Int32Array(length),
    squares: new Float64Array(length),
    groups: new Uint8Array(length),
    across: new Uint8Array(length),
  };
  for (let at = 0; at < length; at += 1) {
    const term = vector.terms[at]!;
    const number = numberOfTerm(vocabulary, term);
    open.numbers[at] = number;
    open.squares[at] = number >= 0 ? vocabulary.squares[number]! : model.weightOf(term) ** 2;
    open.groups[at] = number >= 0 ? vocabulary.groups[number]! : (model.groupOf(term) ?? NO_GROUP);
    open.across[at] = number >= 0 ? vocabulary.across[number]! : acrossBits(term);
  }
  return { ...open, norms: normsFrom(open) };
};

const numberAcross = (vocabulary: Vocabulary, term: number): number => {
  const asked = acrossOf(term);
  return asked === undefined ? -1 : numberOfTerm(vocabulary, asked);
};

/** What the text asks of texts of its own script, or of the other. */
export const questionOf = (
  vocabulary: Vocabulary,
  shelf: Shelf,
  asking: { resolved: Resolved; isSameScript: boolean },
): Question => {
  const { resolved, isSameScript } = asking;
  const { vector, norms, numbers, squares, groups, across } = resolved;
  const { terms: own, title, whole } = vector;
  const { lists } = shelf;
  const bit = acrossBit(vector.isHan);
  const terms: Asked[] = [];
  let titleSquares = 0;
  for (let at = 0; at < own.length; at += 1) {
    const group = isSameScript ? groups[at]! : (across[at]! & bit) === 0 ? NO_GROUP : ACROSS;
    if (group === NO_GROUP) continue;
    const square = squares[at]!;
    if (title[at]! > 0) titleSquares += square;
    const number = isSameScript ? numbers[at]! : numberAcross(vocabulary, own[at]!);
    const postings = number >= 0 ? postingsOf(lists, number) : 0;
    if (postings === 0) continue;
    terms.push({ number, square, title: title[at]!, whole: whole[at]!, group });
  }
  return { terms, groups: isSameScript ? WITHIN : BEYOND, norms, titleSquares };
};
