import { createLately } from '../lately.js';
import { normalise } from '../normalise.js';
import { segment } from '../segment.js';
import { kindOf, WORD } from '../text/term.js';
import type { Term } from '../text/term.js';
import { visitSpans } from '../text/terms.js';
import type { Text } from '../text/text-vector.js';

export interface Span {
  start: number;
  end: number;
}

/** A text with the places of its words and terms; all places are those of the normalised text. */
export interface Places {
  normal: string;
  /** Where the term stands, the first few places. */
  spansOf(term: Term): readonly Span[];
  /** The whole words that the span touches, in their order. */
  wordsAt(span: Span): Span[];
  /** Words and parts of words that hold the whole span, the longest first. */
  wordsAround(span: Span): Span[];
  /** As it is written, unless normalising moved the places. */
  written(span: Span): string;
}

/** More places of one term tell a reader nothing new. */
const MOST_PLACES = 8;

interface Word extends Span {
  parts: Span[];
}

const isLetter = (character: string | undefined): boolean => character !== undefined && /[a-z]/i.test(character);

/** A joined prefix (re-use) makes a word longer than its term. */
const wordEnd = (text: string, end: number): number => {
  let to = end;
  while (isLetter(text[to - 1]) && isLetter(text[to])) to += 1;
  return to;
};

const lengthOf = ({ start, end }: Span): number => end - start;

/** The words of a text, each with its parts, by every place that they cover. */
const wordsBy = (normal: string): (Word | undefined)[] => {
  const at = new Array<Word | undefined>(normal.length).fill(undefined);
  for (const { start, text } of segment(normal)) {
    const end = start + text.length;
    at.fill({ start, end, parts: [{ start, end }] }, start, end);
  }
  return at;
};

const covers = (outer: Span, inner: Span): boolean => outer.start <= inner.start && outer.end >= inner.end;

const read = ({ title, body }: Text): Places => {
  const text = `${title}\n${body}`;
  const normal = `${normalise(title)}\n${normalise(body)}`;
  const original = normal.length === text.length && normal.indexOf('\n') === text.indexOf('\n') ? text : normal;
  const spans = new Map<Term, Span[]>();
  const words = wordsBy(normal);
  visitSpans(normal, (term, start, end) => {
    const span = { start, end };
    const known = spans.get(term);
    if (!known) spans.set(term, [span]);
    else if (known.length < MOST_PLACES) known.push(span);
    if (kindOf(term) === WORD) words[start]?.parts.push(span);
  });
  return {
    normal,
    spansOf: (term) => spans.get(term) ?? [],
    wordsAt: ({ start, end }) => [...new Set(words.slice(start, end))].flatMap((word) => word ?? []),
    wordsAround: (span) =>
      (words[span.start]?.parts ?? []).filter((part) => covers(part, span)).sort((a, b) => lengthOf(b) - lengthOf(a)),
    written: ({ start, end }) => original.slice(start, wordEnd(original, end)),
  };
};

/** A text is explained with one other after the other. */
const MOST_TEXTS = 32;
const lately = createLately<Places>(MOST_TEXTS);

export const placesOf = (text: Text): Places => lately.of(`${text.title}\n${text.body}`, () => read(text));
