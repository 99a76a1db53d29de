import { ascending } from './ascending.js';
import { addFolded } from './folding.js';
import { createSpans } from './spans.js';
import { BIGRAM, firstOf, kindOf, LATIN, WORD } from './term.js';
import { clearCounts, countTerms, createTermCounts, slotOf } from './term-counts.js';
import { readParts } from './terms.js';
import type { Units } from './units.js';

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

const AFTER_LATIN = firstOf(LATIN + 1);
const counts = createTermCounts();
const spans = createSpans(1 << 10);
const parts = ['title', 'body'] as const;

const count = ({ title, body }: Text): void => {
  clearCounts(counts);
  const writes = [title, body].map((text) => (units: Units) => addFolded(units, text));
  readParts(writes, spans, (part) => countTerms(counts, spans, parts[part]!));
};

/** Chinese in the main: more different words of Chinese than of other scripts. */
const isHan = (terms: Float64Array): boolean => {
  let balance = 0;
  for (let at = 0; at < terms.length && terms[at]! < AFTER_LATIN; at += 1) {
    const kind = kindOf(terms[at]!);
    if (kind === WORD) balance += 1;
    if (kind === LATIN) balance -= 1;
  }
  return balance > 0 || (balance === 0 && kindOf(terms[0] ?? -1) === BIGRAM);
};

export const vectorOf = (text: Text): TextVector => {
  count(text);
  const terms = ascending(counts.terms.subarray(0, counts.size));
  const [title, whole] = [new Uint8Array(terms.length), new Uint8Array(terms.length)];
  for (let at = 0; at < terms.length; at += 1) {
    const slot = slotOf(counts, terms[at]!);
    const inTitle = counts.title[slot]!;
    title[at] = Math.min(MAX_COUNT, inTitle);
    whole[at] = Math.min(MAX_COUNT, inTitle + counts.body[slot]!);
  }
  return { terms, title, whole, isHan: isHan(terms) };
};
