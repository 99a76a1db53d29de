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
const MOST_STEMS = 3;

/** Stems of each sense, `heat pump` as `heat pump`; long descriptions are no words. */
const sensesIn = (english: readonly string[]): string =>
  [
    ...new Set(
      english
        .flatMap((meanings) => meanings.replace(REMARK, ' ').split(';'))
        .map((meaning) => meaning.trim())
        .filter((meaning) => !NO_MEANING.test(meaning))
        .map((meaning) => (meaning.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !stopWords.has(word)).map(stem))
        .filter((stems) => stems.length > 0 && stems.length <= MOST_STEMS)
        .map((stems) => stems.join(' ')),
    ),
  ].join('|');

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
  /** Stems of each sense; senses apart by `|`, stems by spaces. */
  senses: PackedTexts;
}

const sensesOf = (entries: readonly CedictEntry[]): Map<string, string> => {
  const senses = new Map<string, string>();
  for (const { simplified, english } of entries) {
    if (!HAN_WORD.test(simplified)) continue;
    const found = [senses.get(simplified) ?? '', sensesIn(english)].filter(Boolean).join('|');
    if (found) senses.set(simplified, found);
  }
  return senses;
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
  return {
    list: wordListFrom(packed.list, readings),
    readings,
    technical: technicalWords(),
    sensesOf: (word) =>
      (senses.get(word) ?? '')
        .split('|')
        .filter(Boolean)
        .map((one) => one.split(' ')),
  };
};

let loaded: Dictionaries | undefined;

/**
 * The words of the cutter's dictionary, of CC-CEDICT and of the glossary, read before the first question: some ten milliseconds of what was
 * built, one to two seconds from the sources.
 */
export const loadDictionaries = (): Dictionaries => (loaded ??= dictionariesFrom(derived(wordsDerivation)));
