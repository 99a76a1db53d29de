import { normalise } from './normalise.js';
import type { Token } from './segment.js';
import { segment } from './segment.js';
import { BIGRAM } from './term-kinds.js';
import { lengthOf, startOf, visitTerms } from './terms.js';
import type { Text } from './vector.js';

/** Where the terms of a text stand, so that a term can be shown as the words a reader sees. */
export interface Spans {
  text: string;
  /** The whole words at the term's place; empty when the text does not hold the term. */
  words(term: Term): string[];
}

export interface Term {
  kind: number;
  key: string;
}

interface Span {
  start: number;
  end: number;
  isWithinToken: boolean;
}

const MIN_READABLE = 2;

/** Words that a bigram across a border touches; with a single character among them they are one word. */
const joined = (tokens: readonly Token[]): string[] =>
  tokens.some(({ text }) => text.length < MIN_READABLE)
    ? [tokens.map(({ text }) => text).join('')]
    : tokens.map(({ text }) => text);

export const spansOf = (subject: Text): Spans => {
  const text = normalise(`${subject.title}\n${subject.body}`);
  const tokens = segment(text);
  const tokenAt = new Array<Token | undefined>(text.length).fill(undefined);
  for (const token of tokens) tokenAt.fill(token, token.start, token.start + token.text.length);
  const spans = new Map<string, Span>();
  visitTerms(text, (kind, key, place) => {
    const start = startOf(place);
    const end = start + lengthOf(place);
    const name = `${kind}${key}`;
    const isWithinToken = tokenAt[start] === tokenAt[end - 1];
    const known = spans.get(name);
    if (!known || (isWithinToken && !known.isWithinToken)) spans.set(name, { start, end, isWithinToken });
  });
  const words = ({ kind, key }: Term): string[] => {
    const span = spans.get(`${kind}${key}`);
    if (!span) return [];
    if (kind !== BIGRAM) return [text.slice(span.start, span.end)];
    const touched = [...new Set(tokenAt.slice(span.start, span.end))].filter((token) => token !== undefined);
    return joined(touched);
  };
  return { text, words };
};
