import { isAcross } from '../model/norms.js';
import type { Norms, TextModel } from '../model/text-model.js';
import { acrossOf } from '../text/term.js';
import type { TextVector } from '../text/text-vector.js';
import { countWeight } from '../text/text-vector.js';
import { postingsOf, WORDS_PER_LIST } from './posting-lists.js';
import type { Shelf } from './shelf.js';
import { NO_GROUP } from './vocabulary.js';
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
  postings: number;
  /** What the first stage gives for one unit of c(count) / norm of the other text's title and whole. */
  titleFactor: number;
  wholeFactor: number;
  /** The most that the first stage can give for the term to any text of the shelf. */
  most: number;
}

/** A text as asked of the texts of one script of a shelf. */
export interface Question {
  /** In the order of the text's terms. */
  terms: Asked[];
  norms: Norms;
  /** Σ w² over the terms of the title that may meet the other script or the same. */
  titleSquares: number;
}

const SHARE_STEPS = 65_535;
const ACROSS = 2;

type Open = Omit<Asked, 'titleFactor' | 'wholeFactor' | 'most'>;

/** Factors and bounds of the first stage. A largest share is w·c/norm, so the square is divided by w. */
const withFactors = (open: Open, lists: Uint32Array, { norms, model }: { norms: Norms; model: TextModel }): Asked => {
  const { number, square, group, title, whole } = open;
  const { preselection } = model;
  const factor = (part: 'title' | 'whole', count: number): number => {
    const norm = norms[part][group]!;
    return norm > 0 ? (preselection[part][group]! * square * countWeight[count]!) / norm : 0;
  };
  const [titleFactor, wholeFactor] = [factor('title', title), factor('whole', whole)];
  const shares = lists[number * WORDS_PER_LIST + 3]!;
  const unit = SHARE_STEPS * Math.sqrt(square);
  const most = (titleFactor * (shares >>> 16) + wholeFactor * (shares & 0xffff)) / unit;
  return { ...open, titleFactor, wholeFactor, most };
};

/** The model's view of the text for texts of its own script, or of the other. */
export const questionOf = (
  vocabulary: Vocabulary,
  shelf: Shelf,
  asking: { vector: TextVector; isSameScript: boolean },
): Question => {
  const { vector, isSameScript } = asking;
  const { model } = vocabulary;
  const { terms: own, title, whole, isHan } = vector;
  const norms = model.normsOf(vector);
  const terms: Asked[] = [];
  let titleSquares = 0;
  for (let at = 0; at < own.length; at += 1) {
    const term = own[at]!;
    const asked = isSameScript ? term : isAcross(term, isHan) ? acrossOf(term)! : -1;
    if (asked < 0) continue;
    const number = numberOfTerm(vocabulary, asked);
    const known = number >= 0;
    const group = isSameScript ? (known ? vocabulary.groups[number]! : (model.groupOf(term) ?? NO_GROUP)) : ACROSS;
    if (group === NO_GROUP) continue;
    const square = known ? vocabulary.squares[number]! : model.weightOf(term) ** 2;
    if (title[at]! > 0) titleSquares += square;
    const postings = known && number * WORDS_PER_LIST < shelf.lists.lists.length ? postingsOf(shelf.lists, number) : 0;
    if (postings === 0) continue;
    const open = { number, square, title: title[at]!, whole: whole[at]!, group, postings };
    terms.push(withFactors(open, shelf.lists.lists, { norms, model }));
  }
  return { terms, norms, titleSquares };
};
