import type { TextModel } from '../model/text-model.js';
import type { Term } from '../text/term.js';
import { kindOf, LATIN, WORD } from '../text/term.js';
import type { TextVector } from '../text/text-vector.js';
import { countWeight } from '../text/text-vector.js';
import { isReadable } from './readable.js';
import type { Places } from './term-places.js';

/** A word of the listing and one of the demand that are near in meaning. */
export interface Kindred {
  word: string;
  counterpart: string;
}

export interface Side {
  vector: TextVector;
  places: Places;
}

/** So many weighty words of each text are held against each other. */
const MOST_WORDS = 48;
const MOST_PAIRS = 3;
/** Words whose vectors are less alike have nothing to do with each other that a reader would see. */
const LEAST_LIKENESS = 0.35;

interface Candidate {
  term: Term;
  word: string;
  weight: number;
}

interface Placed extends Candidate {
  meaning: Float64Array;
  length: number;
}

const product = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += a[at]! * b[at]!;
  return sum;
};

/** The weightiest words that only this text has. */
const ownWords = (model: TextModel, { vector, places }: Side, other: Side): Placed[] => {
  const found: Candidate[] = [];
  vector.terms.forEach((term, at) => {
    const kind = kindOf(term);
    const [span] = kind === WORD || kind === LATIN ? places.spansOf(term) : [];
    if (!span || other.places.normal.includes(places.normal.slice(span.start, span.end))) return;
    const word = places.written(span).trim();
    if (isReadable(word)) found.push({ term, word, weight: model.weightOf(term) * countWeight[vector.whole[at]!]! });
  });
  return found
    .sort((a, b) => b.weight - a.weight || a.term - b.term)
    .slice(0, MOST_WORDS)
    .flatMap((one) => {
      const meaning = model.meaningOf?.(one.term, vector.isHan);
      return meaning ? [{ ...one, meaning, length: Math.sqrt(product(meaning, meaning)) }] : [];
    });
};

interface Rated extends Kindred {
  part: number;
}

const isWithin = (a: string, b: string): boolean => {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one.includes(other) || other.includes(one);
};

/**
 * The words, one of each text, that give most to how related the texts are in the dense vectors, the most first; none that both texts have, no
 * word twice. Empty without dense vectors.
 */
export const kindredOf = (model: TextModel, listing: Side, demand: Side): Kindred[] => {
  const [own, others] = [ownWords(model, listing, demand), ownWords(model, demand, listing)];
  const rated: Rated[] = [];
  for (const one of own)
    for (const other of others) {
      const likeness = product(one.meaning, other.meaning);
      if (likeness >= LEAST_LIKENESS * one.length * other.length)
        rated.push({ word: one.word, counterpart: other.word, part: likeness * one.weight * other.weight });
    }
  rated.sort((a, b) => b.part - a.part || (`${a.word} ${a.counterpart}` < `${b.word} ${b.counterpart}` ? -1 : 1));
  const named: Kindred[] = [];
  for (const { word, counterpart } of rated) {
    if (named.length === MOST_PAIRS) break;
    if (!named.some((known) => isWithin(known.word, word) || isWithin(known.counterpart, counterpart)))
      named.push({ word, counterpart });
  }
  return named;
};
