import { normalise } from '../engine/normalise.js';
import { genericHan, genericLatin, placeholders } from './generic-words.data.js';
import { shinglesOf } from './shingles.js';

export type Language = 'zh' | 'en';

const HAN = /\p{Script=Han}/gu;
const HAN_RUNS = /\p{Script=Han}+/gu;
const LATIN_WORDS = /[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
const COMPANY = /^.{2,30}?(?:有限责任公司|股份有限公司|有限公司|股份公司|集团公司|集团|研究院|研究所|大学)(?:的|关于)?/u;
const DIGITS = /^\d+$/;
const LONGEST_GENERIC = 6;
const SEPARATORS = /[\s\p{P}\p{S}]+/u;

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Chinese from as many characters as words of letters on. */
export const languageOf = (text: string): Language => (countOf(text, HAN) >= countOf(text, LATIN_WORDS) ? 'zh' : 'en');

/** Chinese characters; a word of letters or digits counts two. */
export const sizeOf = (text: string): number => countOf(text, HAN) + 2 * countOf(text, LATIN_WORDS);

/** Whether generic words laid one after another make the whole run. */
const isGenericRun = (run: string): boolean => {
  const reached = [true];
  for (let end = 1; end <= run.length; end += 1) {
    reached[end] = false;
    for (let start = Math.max(0, end - LONGEST_GENERIC); start < end && !reached[end]; start += 1)
      reached[end] = (reached[start] ?? false) && genericHan.has(run.slice(start, end));
  }
  return reached[run.length] ?? false;
};

export const isGenericWord = (word: string): boolean => isGenericRun(word) || genericLatin.has(word) || DIGITS.test(word);

export const withoutOrganisation = (title: string): string => title.replace(COMPANY, '');

/** Whether a title would fit any other record of the market as well; the name of the asking organisation tells nothing. */
export const isGenericTitle = (title: string): boolean => {
  const text = withoutOrganisation(normalise(title));
  return (text.match(HAN_RUNS) ?? []).every(isGenericRun) && (text.match(LATIN_WORDS) ?? []).every(isGenericWord);
};

const isPlaceholder = (text: string): boolean =>
  normalise(text)
    .split(SEPARATORS)
    .every((word) => word === '' || placeholders.has(word));

/** How much a text says that `known` does not: characters of a Chinese text, words of an English one, without repetition. */
export const substanceOf = (text: string, known: string): number => {
  if (isPlaceholder(text)) return 0;
  const said = shinglesOf({ title: known, body: '' });
  let substance = 0;
  for (const shingle of shinglesOf({ title: '', body: text })) if (!said.has(shingle)) substance += 1;
  return substance;
};
