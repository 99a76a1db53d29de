import * as old from '../engine/term-kinds.js';
import { lengthOf, startOf, visitTerms } from '../engine/terms.js';
import type { Term, TermKind } from '../engine/text/term.js';
import { BIGRAM, CONCEPT, GLOSS, LATIN, NUMBER, termOf, WORD } from '../engine/text/term.js';

const kinds: readonly TermKind[] = [];
const kindOf = new Map<number, TermKind>([
  [old.BIGRAM, BIGRAM],
  [old.PHRASE, WORD],
  [old.LATIN, LATIN],
  [old.NUMBER, NUMBER],
  [old.CONCEPT, CONCEPT],
]);

/** Every term of a normalised text with its place. */
export const visitSpans = (text: string, visit: (term: Term, start: number, end: number) => void): void =>
  visitTerms(text, (kind, key, place) => {
    const own = kindOf.get(kind) ?? kinds[0] ?? BIGRAM;
    const [start, end] = [startOf(place), startOf(place) + lengthOf(place)];
    visit(termOf(own, key), start, end);
    if (own === LATIN) visit(termOf(GLOSS, key), start, end);
  });
