import { dict } from '@node-rs/jieba/dict.js';
import { glossary } from '../../engine/glossary.js';
import { stem } from '../../engine/stem.js';
import { stopWords } from '../../engine/stop-words.js';
import type { CedictEntry } from '../../engine/text/cedict.js';
import { readCedict } from '../../engine/text/cedict.js';
import type { Derivation } from '../../engine/text/derived.js';
import { derived } from '../../engine/text/derived.js';
import type { PackedTexts } from '../../engine/text/text-table.js';
import { packTexts, textTable } from '../../engine/text/text-table.js';
import type { PackedReadings } from './readings.js';
import { packReadings, readingsFrom } from './readings.js';
import type { PackedWords } from './word-list.js';
import { packWords, wordListFrom } from './word-list.js';
import type { WordSources } from './words.js';

const HAN_WORD = /^\p{Script=Han}{2,8}$/u;
const REMARK = /\([^)]*\)|\[[^\]]*\]/g;
/** What is no meaning: counters, variants, references and the like. */
const NO_MEANING = /^(CL:|variant of|old variant|see |see also|abbr\.|also written|surname|used in|erhua)/i;
/** What stands for anybody or anything in a meaning, and says nothing itself. */
const ANYTHING = /\b(?:sth|sb|oneself|one's|etc)\b/g;
const BEGINNING = /^(?:(?:to|an?|the|be|of) )+/;
const MOST_STEMS = 3;

const stemsOf = (sense: string): string[] =>
  sense
    .split(' ')
    .filter((word) => !stopWords.has(word))
    .map(stem);

/** A sense as a reader would type it: `to bear sth` is `bear`, `coefficient of friction` stays. */
const sayable = (meaning: string): string =>
  (
    meaning
      .toLowerCase()
      .replace(ANYTHING, ' ')
      .match(/[a-z0-9]+/g) ?? []
  )
    .join(' ')
    .replace(BEGINNING, '');

/** Each sense in words, once for the same stems; long descriptions are no words. */
const sensesIn = (english: readonly string[]): string[] =>
  english
    .flatMap((meanings) => meanings.replace(REMARK, ' ').split(';'))
    .map((meaning) => meaning.trim())
    .filter((meaning) => !NO_MEANING.test(meaning))
    .map(sayable)
    .filter((sense) => {
      const { length } = stemsOf(sense);
      return length > 0 && length <= MOST_STEMS;
    });

/** The first of those that differ in nothing but endings. */
const distinct = (senses: readonly string[]): string[] => {
  const firsts = new Map<string, string>();
  for (const sense of senses) {
    const stems = stemsOf(sense).join(' ');
    if (!firsts.has(stems)) firsts.set(stems, sense);
  }
  return [...firsts.values()];
};

const cutterWords = (): string[] =>
  Buffer.from(dict)
    .toString('utf8')
    .split('\n')
    .map((line) => line.slice(0, line.indexOf(' ')))
    .filter((word) => HAN_WORD.test(word));

const technicalWords = (): Set<string> =>
  new Set([...glossary.han.values()].flatMap((forms) => forms.map(({ text }) => text)).filter((text) => text.length > 1));

type Dictionaries = Omit<WordSources, 'lexicon'>;

/** The same as plain data. */
interface PackedDictionaries {
  list: PackedWords;
  readings: PackedReadings;
  /** The words of each sense, the commonest sense first; senses apart by `|`. */
  senses: PackedTexts;
}

const isName = ({ pinyin }: CedictEntry): boolean => /^[A-Z]/.test(pinyin);

const sensesOf = (entries: readonly CedictEntry[]): Map<string, string> => {
  const senses = new Map<string, string[]>();
  // names of people and places have entries of their own, which come before the words
  const [names, words] = [entries.filter(isName), entries.filter((entry) => !isName(entry))];
  for (const { simplified, english } of [...words, ...names]) {
    if (!HAN_WORD.test(simplified)) continue;
    const found = sensesIn(english);
    if (found.length > 0) senses.set(simplified, [...(senses.get(simplified) ?? []), ...found]);
  }
  return new Map([...senses].map(([word, found]) => [word, distinct(found).join('|')]));
};

export const wordsDerivation: Derivation<PackedDictionaries> = {
  name: 'words',
  derive: () => {
    const entries = readCedict();
    const readings = packReadings(entries);
    const senses = sensesOf(entries);
    const list = packWords([...cutterWords(), ...senses.keys(), ...technicalWords()], readingsFrom(readings));
    return { list, readings, senses: packTexts(senses) };
  },
};

export const dictionariesFrom = (packed: PackedDictionaries): Dictionaries => {
  const readings = readingsFrom(packed.readings);
  const senses = textTable(packed.senses);
  const meaningsOf = (word: string): string[] => (senses.get(word) ?? '').split('|').filter(Boolean);
  return {
    list: wordListFrom(packed.list, readings),
    readings,
    technical: technicalWords(),
    meaningsOf,
    sensesOf: (word) => meaningsOf(word).map(stemsOf),
  };
};

let loaded: Dictionaries | undefined;

/**
 * The words of the cutter's dictionary, of CC-CEDICT and of the glossary, read before the first question: some ten milliseconds of what was
 * built, one to two seconds from the sources.
 */
export const loadDictionaries = (): Dictionaries => (loaded ??= dictionariesFrom(derived(wordsDerivation)));
