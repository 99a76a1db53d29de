import { normalise } from '../normalise.js';
import { segment } from '../segment.js';
import * as old from '../term-kinds.js';
import { lengthOf, startOf, visitTerms } from '../terms.js';
import type { Term, TermKind } from '../text/term.js';
import { BIGRAM, CONCEPT, GLOSS, LATIN, NUMBER, termOf, WORD } from '../text/term.js';
import type { Text } from '../text/text-vector.js';

const kinds = new Map<number, TermKind>([
  [old.BIGRAM, BIGRAM],
  [old.PHRASE, WORD],
  [old.LATIN, LATIN],
  [old.NUMBER, NUMBER],
  [old.CONCEPT, CONCEPT],
]);

/** Every term that counts in the text, with its place in the normalised text. */
const visitSpans = (normal: string, visit: (term: Term, start: number, end: number) => void): void =>
  visitTerms(normal, (oldKind, key, place) => {
    const kind = kinds.get(oldKind) ?? BIGRAM;
    const [start, end] = [startOf(place), startOf(place) + lengthOf(place)];
    visit(termOf(kind, key), start, end);
    if (kind === LATIN) visit(termOf(GLOSS, key), start, end);
  });

export interface Span {
  start: number;
  end: number;
}

/** A text with the places of its words and terms; all places are those of the normalised text. */
export interface Places {
  normal: string;
  /** The whole words, in their order. */
  tokens: readonly Span[];
  spansOf(term: Term): readonly Span[];
  /** As it is written, unless normalising moved the places. */
  written(span: Span): string;
}

/** More places of one term tell a reader nothing new. */
const MOST_PLACES = 8;

export const placesOf = ({ title, body }: Text): Places => {
  const text = `${title}\n${body}`;
  const normal = normalise(text);
  const original =
    normal.length === text.length && normalise(text.slice(0, title.length)) === normal.slice(0, title.length) ? text : normal;
  const spans = new Map<Term, Span[]>();
  visitSpans(normal, (term, start, end) => {
    const known = spans.get(term);
    if (!known) spans.set(term, [{ start, end }]);
    else if (known.length < MOST_PLACES) known.push({ start, end });
  });
  return {
    normal,
    tokens: segment(normal).map((token) => ({ start: token.start, end: token.start + token.text.length })),
    spansOf: (term) => spans.get(term) ?? [],
    written: ({ start, end }) => original.slice(start, end),
  };
};
