import { stem } from '../engine/stem.js';
import { vectorOf } from '../engine/text/text-vector.js';
import type { Term } from '../engine/text/term.js';
import { acrossOf, BIGRAM, CONCEPT, kindOf, LATIN, NUMBER, termOf, WORD } from '../engine/text/term.js';
import type { Unit } from './units.js';
import type { Words } from './words/words.js';

/** One way to meet a wanted word: all of these terms. */
export interface Alternative {
  terms: readonly Term[];
  /** Beside 1 for the word itself. */
  weight: number;
}

/** What a query is read against: the known words, and how many records hold a term. */
export interface Reading {
  words: Words;
  /** Records with the term; a standing query, which future records are held against, has none and is read without it. */
  frequency?: (term: Term) => number;
}

const weights = { prefix: 0.7, concept: 0.6, across: 0.5, character: 0.5, pinyin: 0.4 };
const MOST_COMPLETIONS = 64;
const MOST_READ = 8;
const MOST_SENSES = 4;

const termsIn = (text: string, kinds: readonly number[]): Term[] =>
  [...vectorOf({ title: text, body: '' }).terms].filter((term) => kinds.includes(kindOf(term)));

const HAN = /\p{Script=Han}/u;

/** The terms a text has when it holds the words as written. Chinese by its pairs of characters, however a text is cut into words. */
export const ownTerms = (text: string): Term[] => termsIn(text, HAN.test(text) ? [BIGRAM, NUMBER] : [LATIN, NUMBER]);

/** The same of one word, without cutting it again. */
export const wordTerms = (word: string): Term[] =>
  HAN.test(word) ? Array.from({ length: word.length - 1 }, (_, at) => termOf(BIGRAM, word.slice(at, at + 2))) : ownTerms(word);

/** Records with the word, at most. */
export const holdersOf = (word: string, frequency: (term: Term) => number): number => {
  const terms = wordTerms(word);
  return terms.length === 0 ? 0 : Math.min(...terms.map(frequency));
};

const mostFrequent = <T>(items: readonly T[], count: (item: T) => number, most: number): T[] =>
  items
    .map((item) => ({ item, count: count(item) }))
    .filter((one) => one.count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
    .map(({ item }) => item);

/** English words in Chinese texts, and what a Chinese word means in English ones: each sense needs all its words. */
const across = ({ text, script }: Unit, { words }: Reading): Alternative[] => {
  if (script === 'latin')
    return termsIn(text, [LATIN]).flatMap((term) => {
      const asked = acrossOf(term);
      return asked === undefined ? [] : [{ terms: [asked], weight: weights.across }];
    });
  if (script !== 'han' || text.length < 2) return [];
  return words
    .sensesOf(text)
    .slice(0, MOST_SENSES)
    .map((stems) => ({ terms: stems.map((one) => termOf(LATIN, one)), weight: weights.across / Math.sqrt(stems.length) }));
};

/** A single character has no term of its own: it stands beside its neighbours of the query, or in words of two with it. */
const withCharacter = ({ text, before, after }: Unit, { words, frequency }: Reading): Alternative[] => {
  const besides = [`${before}${text}`, `${text}${after}`].filter((pair) => pair.length === 2);
  const terms = words.pairsWith(text).map((pair) => termOf(BIGRAM, pair));
  const kept = frequency ? mostFrequent(terms, frequency, MOST_COMPLETIONS) : terms.slice(0, MOST_COMPLETIONS);
  const others = kept.map((term) => ({ terms: [term], weight: weights.character }));
  // without any it is still wanted: the last term is one that no record has
  return [
    ...besides.map((pair) => ({ terms: [termOf(BIGRAM, pair)], weight: 1 })),
    ...others,
    { terms: [termOf(WORD, text)], weight: 0 },
  ];
};

const completions = ({ text, script, isOpen }: Unit, { words, frequency }: Reading): Alternative[] => {
  if (!isOpen || !frequency || script !== 'latin' || text.length < 2) return [];
  const own = stem(text);
  const stems = [...new Set(words.lexicon.startingWith(text).map(stem))].filter((one) => one !== own);
  const terms = mostFrequent(
    stems.map((one) => termOf(LATIN, one)),
    frequency,
    MOST_COMPLETIONS,
  );
  return terms.map((term) => ({ terms: [term], weight: weights.prefix }));
};

/** Alternatives of several terms are dear: only the commonest words are looked for however texts are cut. */
const MOST_IN_PAIRS = 3;

const readWord = (word: string, place: number): Alternative => ({
  terms: place < MOST_IN_PAIRS ? wordTerms(word) : [termOf(WORD, word)],
  weight: weights.pinyin,
});

/** Chinese words whose pinyin, or whose initials in pinyin, are the Latin letters typed. */
export const readAsPinyin = ({ text, isOpen }: Pick<Unit, 'text' | 'isOpen'>, { words, frequency }: Reading): string[] => {
  const found = words.withPinyin(text, { isOpen });
  if (!frequency) return found.filter((word) => words.isTechnical(word)).slice(0, MOST_READ);
  return mostFrequent(found, (word) => holdersOf(word, frequency), MOST_READ);
};

const PINYIN = /^[a-z]{2,30}$/;

const pinyin = (unit: Unit, known: readonly Alternative[], reading: Reading): Alternative[] => {
  const { frequency } = reading;
  const isFound = frequency && known.some(({ terms }) => terms.every((term) => frequency(term) > 0));
  if (unit.script !== 'latin' || isFound || !PINYIN.test(unit.text)) return [];
  return readAsPinyin({ ...unit, isOpen: unit.isOpen && unit.text.length > 2 }, reading).map(readWord);
};

/** All ways to meet a wanted word, the word itself first; none when the word is too small to be looked for. */
export const alternativesOf = (unit: Unit, reading: Reading): Alternative[] => {
  const own = wordTerms(unit.text);
  if (unit.isExact) return own.length > 0 ? [{ terms: own, weight: 1 }] : [];
  if (own.length === 0) return unit.script === 'han' && unit.text.length === 1 ? withCharacter(unit, reading) : [];
  const concepts = unit.concepts.map((concept) => ({ terms: [termOf(CONCEPT, concept)], weight: weights.concept }));
  const direct = [{ terms: own, weight: 1 }, ...completions(unit, reading), ...concepts, ...across(unit, reading)];
  return [...direct, ...pinyin(unit, direct, reading)];
};

/** Terms that only add to the score: the word as a whole beside its pairs of characters. */
export const wholeWord = ({ script, text }: Unit): Term | undefined =>
  script === 'han' && text.length > 2 ? termOf(WORD, text) : undefined;
