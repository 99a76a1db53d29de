import { normalise } from '../normalise.js';
import { visitTerms } from '../terms.js';
import * as old from '../term-kinds.js';
import type { Term, TermKind } from './term.js';
import { BIGRAM, CONCEPT, GLOSS, LATIN, NUMBER, termOf, WORD } from './term.js';

export interface Text {
  title: string;
  body: string;
}

/** The terms of a text, each once, in ascending order, with their counts in the title and in title and body together. */
export interface TextVector {
  readonly terms: Float64Array;
  readonly title: Uint8Array;
  readonly whole: Uint8Array;
  /** Whether the text is Chinese in the main; texts of different scripts meet by `acrossOf` alone. */
  readonly isHan: boolean;
}

/** Counts above this are all the same to the weight; five bits hold it. */
export const MAX_COUNT = 31;

/** Weight of a count within one text, 1 + ln(count), by count. */
export const countWeight = Float64Array.from({ length: MAX_COUNT + 1 }, (_, count) => (count === 0 ? 0 : 1 + Math.log(count)));

const kinds = new Map<number, TermKind>([
  [old.BIGRAM, BIGRAM],
  [old.PHRASE, WORD],
  [old.LATIN, LATIN],
  [old.NUMBER, NUMBER],
  [old.CONCEPT, CONCEPT],
]);

export const vectorOf = ({ title, body }: Text): TextVector => {
  const counts = new Map<Term, { title: number; whole: number }>();
  let balance = 0;
  const add = (term: Term, isTitle: boolean): void => {
    const count = counts.get(term) ?? { title: 0, whole: 0 };
    if (isTitle) count.title += 1;
    count.whole += 1;
    counts.set(term, count);
  };
  const read = (text: string, isTitle: boolean): void =>
    visitTerms(normalise(text), (oldKind, key) => {
      const kind = kinds.get(oldKind) ?? BIGRAM;
      if (kind === BIGRAM) balance += 1;
      if (kind === LATIN) balance -= 1;
      add(termOf(kind, key), isTitle);
      if (kind === LATIN) add(termOf(GLOSS, key), isTitle);
    });
  read(title, true);
  read(body, false);
  const isHan = balance >= 0;
  const entries = [...counts].sort(([a], [b]) => a - b);
  return {
    terms: Float64Array.from(entries, ([term]) => term),
    title: Uint8Array.from(entries, ([, count]) => Math.min(MAX_COUNT, count.title)),
    whole: Uint8Array.from(entries, ([, count]) => Math.min(MAX_COUNT, count.whole)),
    isHan,
  };
};
