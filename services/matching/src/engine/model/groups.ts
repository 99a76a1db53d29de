import type { Term } from '../text/term.js';
import { BIGRAM, GLOSS, kindOf, LETTERS } from '../text/term.js';
import { CHARACTERS, WORDS } from './text-model.js';

/** Group of a term between texts of one script; glosses are met across scripts only. */
export const groupOf = (term: Term): number | undefined => {
  const kind = kindOf(term);
  if (kind === GLOSS) return undefined;
  return kind === BIGRAM || kind === LETTERS ? CHARACTERS : WORDS;
};
