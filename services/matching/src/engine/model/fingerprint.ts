import type { Term } from '../text/term.js';
import { GLOSS, kindOf, LATIN, LETTERS, withKind } from '../text/term.js';

/** An English stem is the same among the words, among the characters and as a meaning of a Chinese word: one entry for all. */
export const entryOf = (term: Term): Term => (kindOf(term) === GLOSS || kindOf(term) === LETTERS ? withKind(term, LATIN) : term);

/** 32 bits of a term for the model file; two terms of a language rarely share them. */
export const fingerprintOf = (term: Term): number => {
  const entry = entryOf(term);
  return (Math.imul((entry * 2 ** -32) | 0, 0x9e3779b1) ^ (entry | 0)) >>> 0;
};
