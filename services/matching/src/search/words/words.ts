import type { Lexicon, Mark } from './lexicon.js';
import type { Readings } from './readings.js';
import type { WordList } from './word-list.js';

/** All words that a query may mean: those of the dictionaries, which stay, and those of the indexed texts. */
export interface Words {
  list: WordList;
  lexicon: Lexicon;
  readings: Readings;
  /** Whether the word is one of the glossary's. */
  isTechnical(word: string): boolean;
  /** What a Chinese word means in English, in words, the commonest sense first. */
  meaningsOf(word: string): readonly string[];
  /** The stems of each of these senses. */
  sensesOf(word: string): readonly (readonly string[])[];
  /** Chinese words of the indexed titles that no dictionary lists. */
  named(): readonly string[];
  /** Words of two characters with this one. */
  pairsWith(character: string): string[];
  /** Chinese words read as the letters say, by syllables or by initials; open: that begin so. */
  withPinyin(letters: string, options: { isOpen: boolean }): string[];
}

export interface WordSources {
  list: WordList;
  lexicon: Lexicon;
  readings: Readings;
  technical: ReadonlySet<string>;
  meaningsOf(word: string): readonly string[];
  sensesOf(word: string): readonly (readonly string[])[];
}

const MOST_LOOKED_AT = 5_000;

const isReadAs = (syllables: string, letters: string, isOpen: boolean): boolean =>
  isOpen ? syllables.startsWith(letters) : syllables === letters;

/** Every way to cut the letters into syllables, as initials; `isOpen` lets the last one be unfinished. */
const initialsIn = (letters: string, syllables: ReadonlySet<string>, isOpen: boolean): Set<string> => {
  const found = new Set<string>();
  const cut = (at: number, initials: string): void => {
    if (at === letters.length) found.add(initials);
    if (at >= letters.length || initials.length >= 8) return;
    const initial = letters[at] ?? '';
    for (let end = at + 1; end <= Math.min(letters.length, at + 6); end += 1) {
      const part = letters.slice(at, end);
      if (syllables.has(part)) cut(end, initials + initial);
      else if (isOpen && end === letters.length && [...syllables].some((one) => one.startsWith(part)))
        found.add(initials + initial);
    }
  };
  cut(0, '');
  return found;
};

const taken = <T>(items: Iterable<T>, most: number): T[] => {
  const list: T[] = [];
  for (const item of items) {
    if (list.length >= most) break;
    list.push(item);
  }
  return list;
};

const HAN = /^\p{Script=Han}+$/u;

export const createWords = ({ list, lexicon, readings, technical, meaningsOf, sensesOf }: WordSources): Words => {
  let mark: Mark | undefined;
  let kept: string[] = [];
  const named = (): readonly string[] => {
    const news = lexicon.since(mark);
    const added = news.words.filter((word) => HAN.test(word) && !list.has(word));
    if (added.length > 0 || news.isFromStart) kept = [...new Set(news.isFromStart ? added : [...kept, ...added])];
    mark = news.mark;
    return kept;
  };

  const byInitials = (letters: string, isOpen: boolean): string[] => {
    const fits = (word: string): boolean => {
      const initials = readings.initialsOf(word);
      return isOpen ? initials.startsWith(letters) : initials === letters;
    };
    return [...taken(list.withInitials(letters), MOST_LOOKED_AT), ...named()].filter(fits);
  };
  const bySyllables = (letters: string, isOpen: boolean): string[] =>
    [...initialsIn(letters, readings.syllables, isOpen)]
      .filter((initials) => initials.length > 1)
      .flatMap((initials) => byInitials(initials, isOpen))
      .filter((word) => isReadAs(readings.of(word)?.join('') ?? '', letters, isOpen));

  return {
    list,
    lexicon,
    readings,
    isTechnical: (word) => technical.has(word),
    meaningsOf,
    sensesOf,
    named,
    pairsWith: (character) => [...list.ofLength(2)].filter((word) => word.includes(character)),
    withPinyin: (letters, { isOpen }) => [...new Set([...bySyllables(letters, isOpen), ...byInitials(letters, isOpen)])],
  };
};
