import type { Readings } from './readings.js';

/** Many words that do not change, in little memory: one text, sorted by code units. */
export interface WordList {
  readonly size: number;
  has(word: string): boolean;
  /** Words that begin so, in order. */
  startingWith(prefix: string): Generator<string>;
  /** Words whose pinyin initials begin so (`ldc`: 锂电池); of longer words the first six count. */
  withInitials(prefix: string): Generator<string>;
  /** All words of a length. */
  ofLength(length: number): Generator<string>;
}

const LETTERS = 27;
const CODED = 6;

/** Up to six letters as one number that sorts like them; 0 is the end. */
const codeOf = (letters: string): number => {
  let code = 0;
  for (let at = 0; at < CODED; at += 1) code = code * LETTERS + (at < letters.length ? letters.charCodeAt(at) - 96 : 0);
  return code;
};

/** First place whose value is not below the sought one. */
const lowerBound = (size: number, isBelow: (at: number) => boolean): number => {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};

const INDEX_SPAN = 2 ** 20;

/** Initials and word as one number each, so that sorting needs no comparison of texts. */
const initialsIndex = (words: readonly string[], readings: Readings): Float64Array => {
  if (words.length >= INDEX_SPAN) throw new RangeError(`a word list holds fewer than ${INDEX_SPAN} words`);
  const codes = words.map((word, at) => {
    const initials = readings.initialsOf(word);
    return /^[a-z]+$/.test(initials) ? codeOf(initials) * INDEX_SPAN + at : -1;
  });
  return Float64Array.from(codes.filter((code) => code >= 0)).sort();
};

/** A list as plain data. */
export interface PackedWords {
  /** All words in order, without anything between them. */
  text: string;
  /** Where each word ends; one more than there are words, the first is 0. */
  ends: Uint32Array;
  /** Initials as a number × `INDEX_SPAN` + place, ascending. */
  byInitials: Float64Array;
  /** Places of the words of each length, ascending. */
  byLength: Uint32Array[];
}

const placesByLength = (words: readonly string[]): Uint32Array[] => {
  const places = Map.groupBy(words.keys(), (at) => words[at]?.length ?? 0);
  return Array.from({ length: Math.max(0, ...places.keys()) + 1 }, (_, length) => Uint32Array.from(places.get(length) ?? []));
};

export const packWords = (given: Iterable<string>, readings: Readings): PackedWords => {
  const words = [...new Set(given)].sort();
  const ends = new Uint32Array(words.length + 1);
  words.forEach((word, at) => (ends[at + 1] = (ends[at] ?? 0) + word.length));
  return { text: words.join(''), ends, byInitials: initialsIndex(words, readings), byLength: placesByLength(words) };
};

export const createWordList = (given: Iterable<string>, readings: Readings): WordList =>
  wordListFrom(packWords(given, readings), readings);

export const wordListFrom = ({ text, ends, byInitials, byLength }: PackedWords, readings: Readings): WordList => {
  const size = ends.length - 1;
  const wordAt = (at: number): string => text.slice(ends[at], ends[at + 1]);

  const startOf = (word: string): number => lowerBound(size, (at) => wordAt(at) < word);
  return {
    size,
    has: (word) => wordAt(startOf(word)) === word && word !== '',
    *startingWith(prefix) {
      for (let at = startOf(prefix); at < size; at += 1) {
        const word = wordAt(at);
        if (!word.startsWith(prefix)) return;
        yield word;
      }
    },
    *withInitials(prefix) {
      const sought = prefix.slice(0, CODED);
      const from = codeOf(sought);
      const to = from + LETTERS ** (CODED - sought.length);
      for (let at = lowerBound(byInitials.length, (place) => (byInitials[place] ?? 0) < from * INDEX_SPAN); ; at += 1) {
        const code = byInitials[at];
        if (code === undefined || code >= to * INDEX_SPAN) return;
        const word = wordAt(code % INDEX_SPAN);
        if (prefix.length <= CODED || readings.initialsOf(word).startsWith(prefix)) yield word;
      }
    },
    *ofLength(length) {
      for (const at of byLength[length] ?? []) yield wordAt(at);
    },
  };
};
