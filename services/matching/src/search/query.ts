import { normalise } from '../engine/normalise.js';

/** One thing a query asks for, in normalised text. */
export interface Wanted {
  text: string;
  /** Quoted: the words must follow each other as written. */
  isPhrase: boolean;
  /** The last word, still being typed: words that begin so will do too. */
  isOpen: boolean;
}

export interface Query {
  wanted: readonly Wanted[];
  /** Texts that must not occur, normalised. */
  unwanted: readonly string[];
}

interface Part {
  text: string;
  isPhrase: boolean;
  isUnwanted: boolean;
  isLast: boolean;
}

const WITHOUT = '不含';
const PARTS =
  /(?<minus>-+|不含)?(?:"(?<straight>[^"]+)"|“(?<curly>[^”]+)”|「(?<corner>[^」]+)」|『(?<double>[^』]+)』)|(?<word>[^\s"“”「」『』]+)/gu;
const MEANINGFUL = /[\p{L}\p{N}]/u;
/** A minus before a number is the number's own: -40℃ is a temperature. */
const UNWANTED_WORD = /^-+(?=\p{L})/u;

const partsOf = (text: string): Part[] =>
  [...text.matchAll(PARTS)].flatMap(({ 0: whole, index, groups = {} }): Part[] => {
    const phrase = groups['straight'] ?? groups['curly'] ?? groups['corner'] ?? groups['double'];
    const isLast = index + whole.length === text.length;
    if (phrase !== undefined) return [{ text: phrase.trim(), isPhrase: true, isUnwanted: groups['minus'] !== undefined, isLast }];
    const word = groups['word'] ?? '';
    const isApart = index === 0 || /\s/u.test(text[index - 1] ?? '');
    const isUnwanted = isApart && (UNWANTED_WORD.test(word) || (word.startsWith(WITHOUT) && word.length > WITHOUT.length));
    return [{ text: word, isPhrase: false, isUnwanted, isLast }];
  });

const withoutSign = (text: string): string => text.replace(UNWANTED_WORD, '').replace(new RegExp(`^${WITHOUT}`, 'u'), '');

/**
 * Reads what a user typed: words apart by spaces are all wanted, "quoted" ones as a phrase; `-word` and `不含…` are unwanted (when nothing
 * else is asked for, 不含… is a phrase: people look for what is free of something). Quotes without an end are no quotes. Never fails.
 */
export const readQuery = (typed: string): Query => {
  const parts = partsOf(normalise(typed)).filter(({ text }) => MEANINGFUL.test(text));
  const isNegation = ({ text, isPhrase, isUnwanted }: Part): boolean =>
    isUnwanted && (isPhrase || !text.startsWith(WITHOUT) || parts.some((other) => !other.isUnwanted));
  const unwanted = parts.filter(isNegation).map(({ text, isPhrase }) => (isPhrase ? text : withoutSign(text)));
  const wanted = parts
    .filter((part) => !isNegation(part))
    .map(({ text, isPhrase: isQuoted, isUnwanted, isLast }) => {
      // what was taken for unwanted and is wanted after all is 不含…, as a whole
      const isPhrase = isQuoted || isUnwanted;
      return { text, isPhrase, isOpen: isLast && !isPhrase };
    });
  return { wanted, unwanted: [...new Set(unwanted)] };
};
