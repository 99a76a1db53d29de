import { normalise } from '../engine/normalise.js';
import type { Term } from '../engine/text/term.js';
import { visitSpans } from '../engine/text/terms.js';
import type { Mark } from './highlights.js';
import type { Sought } from './understanding.js';

/** A normalised text and where each of its characters stands in the text as written. */
interface Aligned {
  text: string;
  places: readonly number[];
}

/** Character by character; where whole and parts differ (combining marks), the normalised text is what is shown. */
const aligned = (written: string): Aligned & { shown: string } => {
  const text = normalise(written);
  const places: number[] = [];
  let [joined, at] = ['', 0];
  for (const character of written) {
    const plain = normalise(character);
    for (let part = 0; part < plain.length; part += 1) places.push(at);
    joined += plain;
    at += character.length;
  }
  places.push(at);
  return joined === text
    ? { text, places, shown: written }
    : { text, places: Array.from({ length: text.length + 1 }, (_, place) => place), shown: text };
};

/** A text with the places that meet words of the query, and which words. */
export interface Marked {
  /** As written, where that can be marked. */
  shown: string;
  marks: readonly Mark[];
  /** Places of the words in the query, in the order of `marks`. */
  of: readonly number[];
}

const placesOf = (text: string, word: string): number[] => {
  const found: number[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push(at);
  return found;
};

/** A Chinese word is marked where it stands whole; its pairs of characters only when it stands nowhere. */
const isMarkedWhole = ({ unit }: Sought): boolean => unit.script === 'han';

const markedTerms = (sought: readonly Sought[], texts: readonly Aligned[]): Map<Term, number> => {
  const terms = new Map<Term, number>();
  sought.forEach((one, at) => {
    const isWhole = isMarkedWhole(one) && texts.some(({ text }) => text.includes(one.unit.text));
    // of a single character all alternatives are pairs with it
    const others = one.unit.text.length > 1 ? one.alternatives.slice(1) : [];
    for (const { terms: alternative } of isWhole ? others : one.alternatives)
      for (const term of alternative) if (!terms.has(term)) terms.set(term, at);
  });
  return terms;
};

const markOne = (
  { text, places, shown }: ReturnType<typeof aligned>,
  sought: readonly Sought[],
  terms: Map<Term, number>,
): Marked => {
  const found: { mark: Mark; of: number }[] = [];
  const add = (start: number, end: number, of: number): void => {
    const mark = { start: places[start] ?? 0, end: places[end] ?? shown.length };
    if (mark.end > mark.start) found.push({ mark, of });
  };
  sought.forEach((one, of) => {
    const { text: word } = one.unit;
    if (isMarkedWhole(one)) for (const at of placesOf(text, word)) add(at, at + word.length, of);
  });
  visitSpans(text, (term, start, end) => {
    const of = terms.get(term);
    if (of !== undefined) add(start, end, of);
  });
  return { shown, marks: found.map(({ mark }) => mark), of: found.map((one) => one.of) };
};

/** Marks several texts of one record, for example title and body. */
export const markTexts = (written: readonly string[], sought: readonly Sought[]): Marked[] => {
  const texts = written.map(aligned);
  const terms = markedTerms(sought, texts);
  return texts.map((text) => markOne(text, sought, terms));
};

const MOST_WORDS = 12;

/** The marked words as written, each once. */
export const wordsMarked = (texts: readonly Marked[]): string[] => {
  const words = texts.flatMap(({ shown, marks }) => marks.map(({ start, end }) => shown.slice(start, end)));
  return [...new Set(words)].slice(0, MOST_WORDS);
};
