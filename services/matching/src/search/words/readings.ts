import type { PackedTexts } from '../../engine/text/text-table.js';
import { packTexts, textTable } from '../../engine/text/text-table.js';

/** An entry of a Chinese dictionary; syllables apart by spaces, with tones: `li3 dian4 chi2`. */
export interface Reading {
  simplified: string;
  pinyin: string;
}

/** How Chinese words are read. */
export interface Readings {
  /** Syllables without tones, `ü` as `v`; undefined when a character is unknown. */
  of(word: string): readonly string[] | undefined;
  /** First letters of the syllables; empty when a character is unknown. */
  initialsOf(word: string): string;
  /** All that occur. */
  readonly syllables: ReadonlySet<string>;
}

const REST_OF_SYLLABLE = /(?<=\S)\S+| /g;
const HAN = /^\p{Script=Han}+$/u;

const syllablesOf = (pinyin: string): string[] =>
  pinyin
    .toLowerCase()
    .replaceAll('u:', 'v')
    .split(' ')
    .map((syllable) => syllable.replace(/\d$/, ''))
    .map((syllable) => (syllable === 'r' ? 'er' : syllable));

/** The reading that most words give to each character. */
const commonest = (counts: ReadonlyMap<string, Map<string, number>>): Map<string, string> =>
  new Map(
    [...counts].map(([character, readings]) => {
      const [first] = [...readings].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
      return [character, first?.[0] ?? ''];
    }),
  );

/** Readings as plain data. */
export interface PackedReadings {
  /** Each character with its commonest syllable, in the same order, syllables apart by spaces. */
  characters: string;
  usual: string;
  /** Words that are read otherwise, with their syllables apart by spaces. */
  unusual: PackedTexts;
  /** All that occur, apart by spaces. */
  syllables: string;
}

/** Characters by their commonest reading; words that are read otherwise are kept whole. */
export const packReadings = (entries: Iterable<Reading>): PackedReadings => {
  const counts = new Map<string, Map<string, number>>();
  const words: [word: string, syllables: string[]][] = [];
  for (const { simplified, pinyin } of entries) {
    const syllables = syllablesOf(pinyin);
    if (!HAN.test(simplified) || syllables.length !== simplified.length) continue;
    for (const [at, character] of [...simplified].entries()) {
      const readings = counts.get(character) ?? new Map<string, number>();
      const syllable = syllables[at] ?? '';
      readings.set(syllable, (readings.get(syllable) ?? 0) + 1);
      counts.set(character, readings);
    }
    if (simplified.length > 1) words.push([simplified, syllables]);
  }
  const usual = commonest(counts);
  const isUsual = ([word, syllables]: [string, string[]]): boolean =>
    syllables.every((syllable, at) => usual.get(word[at] ?? '') === syllable);
  return {
    characters: [...usual.keys()].join(''),
    usual: [...usual.values()].join(' '),
    unusual: packTexts(new Map(words.filter((entry) => !isUsual(entry)).map(([word, syllables]) => [word, syllables.join(' ')]))),
    syllables: [...new Set([...counts.values()].flatMap((readings) => [...readings.keys()]))].join(' '),
  };
};

export const readingsFrom = (packed: PackedReadings): Readings => {
  const syllablesInOrder = packed.usual.split(' ');
  const usual = new Map(Array.from(packed.characters, (character, at) => [character, syllablesInOrder[at] ?? '']));
  const unusual = textTable(packed.unusual);
  return {
    syllables: new Set(packed.syllables.split(' ')),
    of: (word) => {
      const known = unusual.get(word);
      if (known !== undefined) return known.split(' ');
      const syllables = Array.from(word, (character) => usual.get(character) ?? '');
      return syllables.includes('') ? undefined : syllables;
    },
    initialsOf: (word) => {
      const known = unusual.get(word);
      if (known !== undefined) return known.replace(REST_OF_SYLLABLE, '');
      let initials = '';
      for (const character of word) {
        const first = usual.get(character)?.[0];
        if (first === undefined) return '';
        initials += first;
      }
      return initials;
    },
  };
};

export const createReadings = (entries: Iterable<Reading>): Readings => readingsFrom(packReadings(entries));
