import { normalise } from '../normalise.js';
import type { Term } from './term.js';
import { BIGRAM, kindOf, LATIN, WORD } from './term.js';
import { visitSpans } from './terms.js';

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

let buffer = new Float64Array(1 << 12);

/** Every occurrence of a term in the text, in ascending order; valid until the next call. */
const occurrencesIn = (text: string): Float64Array => {
  let size = 0;
  visitSpans(normalise(text), (term: Term) => {
    if (size === buffer.length) {
      const grown = new Float64Array(size * 2);
      grown.set(buffer);
      buffer = grown;
    }
    buffer[size++] = term;
  });
  return buffer.subarray(0, size).sort();
};

interface Counted {
  terms: Float64Array;
  counts: Uint8Array;
}

const counted = (sorted: Float64Array): Counted => {
  const terms = new Float64Array(sorted.length);
  const counts = new Uint8Array(sorted.length);
  let size = 0;
  for (const term of sorted) {
    if (size > 0 && terms[size - 1] === term) counts[size - 1] = Math.min(MAX_COUNT, (counts[size - 1] ?? 0) + 1);
    else {
      terms[size] = term;
      counts[size++] = 1;
    }
  }
  return { terms: terms.slice(0, size), counts: counts.slice(0, size) };
};

const merged = (title: Counted, body: Counted): Omit<TextVector, 'isHan'> => {
  const room = title.terms.length + body.terms.length;
  const [terms, titles, wholes] = [new Float64Array(room), new Uint8Array(room), new Uint8Array(room)];
  let [one, other, size] = [0, 0, 0];
  while (one < title.terms.length || other < body.terms.length) {
    const [a, b] = [title.terms[one] ?? Infinity, body.terms[other] ?? Infinity];
    const inTitle = a <= b ? (title.counts[one++] ?? 0) : 0;
    const inBody = b <= a ? (body.counts[other++] ?? 0) : 0;
    terms[size] = Math.min(a, b);
    titles[size] = inTitle;
    wholes[size++] = Math.min(MAX_COUNT, inTitle + inBody);
  }
  return { terms: terms.slice(0, size), title: titles.slice(0, size), whole: wholes.slice(0, size) };
};

/** Chinese in the main: more different words of Chinese than of other scripts. */
const isHan = (terms: Float64Array): boolean => {
  let balance = 0;
  for (const term of terms) {
    const kind = kindOf(term);
    if (kind === WORD) balance += 1;
    if (kind === LATIN) balance -= 1;
    if (kind > LATIN) break;
  }
  return balance > 0 || (balance === 0 && kindOf(terms[0] ?? -1) === BIGRAM);
};

export const vectorOf = ({ title, body }: Text): TextVector => {
  const whole = merged(counted(occurrencesIn(title)), counted(occurrencesIn(body)));
  return { ...whole, isHan: isHan(whole.terms) };
};
