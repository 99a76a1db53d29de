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

const mixLow = (low: number, unit: number): number => {
  const mixed = Math.imul(low ^ unit, 0x01000193);
  return (mixed << 13) | (mixed >>> 19);
};

const mixHigh = (high: number, unit: number): number => {
  const mixed = Math.imul(high ^ unit, 0x5bd1e995);
  return (mixed << 15) | (mixed >>> 17);
};

const LOW_START = 0x9e3779b9;
const HIGH_START = 0x85ebca6b;

const joined = (kind: TermKind, low: number, high: number): Term => {
  let last = Math.imul(low ^ (low >>> 16), 0x85ebca6b);
  last ^= last >>> 13;
  let first = Math.imul(high ^ (high >>> 15), 0xc2b2ae35);
  first ^= first >>> 14;
  return kind * KIND_SIZE + (first & HIGH_MASK) * LOW_SIZE + (last >>> 0);
};

/** Two runs of multiply and rotate over the UTF-16 codes. */
export const termOf = (kind: TermKind, key: string): Term => {
  let [low, high] = [LOW_START ^ key.length, HIGH_START];
  for (let at = 0; at < key.length; at += 1) {
    const unit = key.charCodeAt(at);
    low = mixLow(low, unit);
    high = mixHigh(high, unit);
  }
  return joined(kind, low, high);
};

/** `termOf(BIGRAM, …)` of the key of these two units. */
export const bigramOf = (first: number, second: number): Term =>
  joined(BIGRAM, mixLow(mixLow(LOW_START ^ 2, first), second), mixHigh(mixHigh(HIGH_START, first), second));

/** Terms in ascending order fall into so many buckets, each of this size. */
export const BUCKET_SIZE = KIND_SIZE / 64;
export const BUCKETS = 7 * 64;

/** The least term of a kind: terms in ascending order stand by kind. */
export const firstOf = (kind: number): Term => kind * KIND_SIZE;

export const kindOf = (term: Term): TermKind => Math.floor(term / KIND_SIZE) as TermKind;

export const withKind = (term: Term, kind: TermKind): Term => term + (kind - kindOf(term)) * KIND_SIZE;

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
