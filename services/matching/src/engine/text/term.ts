/**
 * A term is a number: its kind above 50 bits of a hash of its key. The index, the snapshots and the model hold these numbers and no strings.
 * A text has the terms of its own script; GLOSS terms are the English stems that a Chinese text means (see `acrossOf`).
 */
export type Term = number;

export type TermKind = 0 | 1 | 2 | 3 | 4 | 5 | 6;
/** Two neighbouring Chinese characters. */
export const BIGRAM = 0;
/** A Chinese word of the dictionary, or a part of one that is itself a word. */
export const WORD = 1;
/** An English stem, or a mixed name such as lifepo4. */
export const LATIN = 2;
export const NUMBER = 3;
/** What several words of one or both languages mean, from the glossary. */
export const CONCEPT = 4;
export const GLOSS = 5;
/** A Latin stem once more, among the characters: so a text without Chinese has terms in both groups. */
export const LETTERS = 6;

const KIND_SIZE = 2 ** 50;
const LOW_SIZE = 2 ** 32;
const HIGH_MASK = 0x3ffff;

/** Two runs of multiply and rotate over the UTF-16 codes. */
export const termOf = (kind: TermKind, key: string): Term => {
  let [low, high] = [0x9e3779b9 ^ key.length, 0x85ebca6b];
  for (let at = 0; at < key.length; at += 1) {
    const code = key.charCodeAt(at);
    low = Math.imul(low ^ code, 0x01000193);
    low = (low << 13) | (low >>> 19);
    high = Math.imul(high ^ code, 0x5bd1e995);
    high = (high << 15) | (high >>> 17);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b);
  low ^= low >>> 13;
  high = Math.imul(high ^ (high >>> 15), 0xc2b2ae35);
  high ^= high >>> 14;
  return kind * KIND_SIZE + (high & HIGH_MASK) * LOW_SIZE + (low >>> 0);
};

export const kindOf = (term: Term): TermKind => Math.floor(term / KIND_SIZE) as TermKind;

export const withKind = (term: Term, kind: TermKind): Term => (term % KIND_SIZE) + kind * KIND_SIZE;

/**
 * The term to ask for in a text of the other script: what a Chinese text means in English is looked up among the English stems, and the
 * other way round; concepts are the same in both. Undefined for terms that cannot meet there.
 */
export const acrossOf = (term: Term): Term | undefined => {
  const kind = kindOf(term);
  if (kind === CONCEPT) return term;
  if (kind === GLOSS) return withKind(term, LATIN);
  return kind === LATIN ? withKind(term, GLOSS) : undefined;
};
