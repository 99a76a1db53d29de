import { stem } from '../stem.js';
import { stopWords } from '../stop-words.js';
import type { CedictEntry } from './cedict.js';
import { readCedict } from './cedict.js';
import type { Derivation } from './derived.js';
import { derived } from './derived.js';
import type { Term } from './term.js';
import { LATIN, termOf, WORD } from './term.js';
import type { PackedTexts, TextTable } from './text-table.js';
import { packTexts, textTable } from './text-table.js';

/** What is derived from CC-CEDICT: simplified characters, and English stems of the main meanings of words. */
export interface Chinese {
  /** Traditional character to the simplified one, for those that are never simplified themselves. */
  readonly simplified: ReadonlyMap<string, string>;
  /** Stems, separated by spaces, the main meaning first. */
  readonly meanings: TextTable;
  /** The words (WORD terms) that mean an English stem (LATIN term), in the order of the dictionary. */
  wordsMeaning(stem: Term): Float64Array;
}

/** The same as plain data. */
export interface PackedChinese {
  traditional: string;
  simplified: string;
  meanings: PackedTexts;
  /** Ascending, with where the words of each end; one end more than there are stems, the first is 0. */
  stems: Float64Array;
  wordEnds: Uint32Array;
  words: Float64Array;
}

const HAN_WORD = /^\p{Script=Han}{2,6}$/u;
const REMARK = /\([^)]*\)|\[[^\]]*\]/g;
/** What is no meaning: counters, variants, references and names. */
const NO_MEANING = /^(CL:|variant of|old variant|erhua|see |see also|abbr\.|also written|surname|used in|Taiwan pr|pr\. )/i;
const fillers = new Set(
  'sb sth something someone somebody one oneself etc fig lit kind type also esp especially certain particular'.split(' '),
);
const MOST_STEMS = 5;
const LONGEST_MEANING = 4;

const stemsIn = (meaning: string): string[] =>
  (meaning.toLowerCase().match(/[a-z0-9]+/g) ?? [])
    .filter((word) => word.length > 1 && !stopWords.has(word) && !fillers.has(word))
    .map(stem);

/** Stems of the first meanings; a long description is no translation. */
const meaningOf = (english: readonly string[]): string[] =>
  english
    .flatMap((senses) => senses.replace(REMARK, ' ').split(';'))
    .map((sense) => sense.trim())
    .filter((sense) => !NO_MEANING.test(sense))
    .map(stemsIn)
    .filter((stems) => stems.length > 0 && stems.length <= LONGEST_MEANING)
    .flat();

const countPairs = (
  entries: readonly CedictEntry[],
): { changes: Map<string, Map<string, number>>; kept: Map<string, number> } => {
  const changes = new Map<string, Map<string, number>>();
  const kept = new Map<string, number>();
  for (const { traditional, simplified } of entries) {
    if (traditional.length !== simplified.length) continue;
    for (let at = 0; at < traditional.length; at += 1) {
      const [from, to] = [traditional.charAt(at), simplified.charAt(at)];
      kept.set(to, (kept.get(to) ?? 0) + 1);
      if (from === to) continue;
      const known = changes.get(from) ?? new Map<string, number>();
      changes.set(from, known.set(to, (known.get(to) ?? 0) + 1));
    }
  }
  return { changes, kept };
};

/** A character that simplified texts hold too (乾坤, 著名) is left alone, unless that is a slip. */
const RARELY = 0.01;

const simplifiedOf = (entries: readonly CedictEntry[]): Map<string, string> => {
  const { changes, kept } = countPairs(entries);
  const simplified = new Map<string, string>();
  for (const [from, targets] of changes) {
    const [to, count] = [...targets].reduce((best, one) => (one[1] > best[1] ? one : best));
    if ((kept.get(from) ?? 0) <= RARELY * count) simplified.set(from, to);
  }
  return simplified;
};

const meaningsOf = (entries: readonly CedictEntry[]): Map<string, string> => {
  const meanings = new Map<string, string>();
  for (const { simplified, english } of entries) {
    if (!HAN_WORD.test(simplified)) continue;
    const stems = new Set([...(meanings.get(simplified)?.split(' ') ?? []), ...meaningOf(english)]);
    if (stems.size > 0) meanings.set(simplified, [...stems].slice(0, MOST_STEMS).join(' '));
  }
  return meanings;
};

/** Each word under the stems that it means. */
const byStem = (meanings: ReadonlyMap<string, string>): Pick<PackedChinese, 'stems' | 'wordEnds' | 'words'> => {
  const found = new Map<Term, Term[]>();
  for (const [word, stems] of meanings) {
    const term = termOf(WORD, word);
    for (const stemTerm of stems.split(' ').map((text) => termOf(LATIN, text))) {
      const words = found.get(stemTerm);
      if (words) words.push(term);
      else found.set(stemTerm, [term]);
    }
  }
  const sorted = [...found].sort(([a], [b]) => a - b);
  const wordEnds = new Uint32Array(sorted.length + 1);
  sorted.forEach(([, words], at) => (wordEnds[at + 1] = (wordEnds[at] ?? 0) + words.length));
  return {
    stems: Float64Array.from(sorted, ([stemTerm]) => stemTerm),
    wordEnds,
    words: Float64Array.from(sorted.flatMap(([, words]) => words)),
  };
};

export const chineseDerivation: Derivation<PackedChinese> = {
  name: 'chinese',
  derive: () => {
    const entries = readCedict();
    const [simplified, meanings] = [simplifiedOf(entries), meaningsOf(entries)];
    return {
      traditional: [...simplified.keys()].join(''),
      simplified: [...simplified.values()].join(''),
      meanings: packTexts(meanings),
      ...byStem(meanings),
    };
  },
};

const placeOf = (stems: Float64Array, sought: Term): number | undefined => {
  let [low, high] = [0, stems.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stems[middle] ?? 0) < sought) low = middle + 1;
    else high = middle;
  }
  return stems[low] === sought ? low : undefined;
};

const none = new Float64Array(0);

/** Read from plain data. */
export const chineseFrom = ({ traditional, simplified, meanings, stems, wordEnds, words }: PackedChinese): Chinese => ({
  simplified: new Map(Array.from({ length: traditional.length }, (_, at) => [traditional.charAt(at), simplified.charAt(at)])),
  meanings: textTable(meanings),
  wordsMeaning: (stemTerm) => {
    const place = placeOf(stems, stemTerm);
    return place === undefined ? none : words.subarray(wordEnds[place], wordEnds[place + 1]);
  },
});

let loaded: Chinese | undefined;

/** Read once, before the first text needs it: some ten milliseconds of what was built, half a second or more from the sources. */
export const chinese = (): Chinese => (loaded ??= chineseFrom(derived(chineseDerivation)));
