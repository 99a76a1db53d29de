import { LETTER, backOverSpaces, kindAt, skipSpaces } from './characters.js';
import type { ChangeWord, Sense } from './phrases.data.js';
import { before, behind, changeWords, notBefore, notBehind } from './phrases.data.js';

const longestFirst = <T extends { word: string }>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => b.word.length - a.word.length);
const byEdge = <T extends { word: string }>(list: readonly T[], edge: (word: string) => string): Map<string, T[]> =>
  Map.groupBy(longestFirst(list), ({ word }) => edge(word));

const last = (word: string): string => word.charAt(word.length - 1);
const first = (word: string): string => word.charAt(0);

const rows = (table: readonly (readonly [string, Sense])[]): { word: string; sense: Sense }[] =>
  table.map(([word, sense]) => ({ word, sense }));
const beforeByLast = byEdge(rows(before), last);
const behindByFirst = byEdge(rows(behind), first);
const changesByLast = byEdge(changeWords, last);

/** Latin words count as a whole only. */
const isWholeWord = (text: string, from: number, to: number): boolean =>
  !(kindAt(text, from) === LETTER && kindAt(text, from - 1) === LETTER) &&
  !(kindAt(text, to - 1) === LETTER && kindAt(text, to) === LETTER);

/** The longest word of the table that ends at `end`, not beginning before `floor`. */
const endingAt = <T extends { word: string }>(
  table: Map<string, T[]>,
  lower: string,
  { end, floor }: { end: number; floor: number },
): T | undefined =>
  table
    .get(lower.charAt(end - 1))
    ?.find(
      ({ word }) =>
        end - word.length >= floor && lower.startsWith(word, end - word.length) && isWholeWord(lower, end - word.length, end),
    );

export interface Left {
  /** Senses from the number to the left. */
  senses: Sense[];
  /** Where the words before the number begin. */
  from: number;
  /** Where the part of them begins that says an operator. */
  spoken: number;
  change?: ChangeWord;
  /** A hardness or grade that stands before its number. */
  prefix?: string;
}

const prefixUnits = new Set(['HRC', 'HRB', 'HRA', 'HB', 'HBW', 'HBS', 'HV', 'HS', 'IP', 'RMB', 'CNY', 'USD']);
export const isPrefixUnit = (word: string): boolean => prefixUnits.has(word);

const prefixBefore = (text: string, end: number, floor: number): string | undefined => {
  let from = end;
  while (from > floor && end - from < 4 && kindAt(text, from - 1) === LETTER) from--;
  const word = text.slice(from, end);
  return kindAt(text, from - 1) !== LETTER && isPrefixUnit(word) ? word : undefined;
};

const MOST_WORDS = 6;
const transparent = new Set<Sense>(['AS', 'TO', 'EQ', 'GE', 'ABOUT', 'MINUS']);

/** The words before a number: operators, 为 and 到, a verb of change, a unit such as HRC; `floor` is where the last figure ended. */
export const readLeft = (text: { folded: string; lower: string }, at: number, floor: number): Left => {
  const left: Left = { senses: [], from: at, spoken: at };
  for (let count = 0; count < MOST_WORDS; count++) {
    const end = backOverSpaces(text.folded, left.from);
    if (end <= floor) break;
    const prefix = left.prefix === undefined ? prefixBefore(text.folded, end, floor) : undefined;
    if (prefix !== undefined) {
      left.prefix = prefix;
      left.from = left.spoken = end - prefix.length;
      continue;
    }
    const change = endingAt(changesByLast, text.lower, { end, floor });
    if (
      change &&
      !left.change &&
      !(change.word.length === 1 && notBefore.has(text.lower.slice(end - 2, end))) &&
      left.senses.every((sense) => sense !== 'FROM')
    ) {
      left.change = change;
      left.from = left.spoken = end - change.word.length;
      continue;
    }
    const found = endingAt(beforeByLast, text.lower, { end, floor });
    if (found?.word.length === 1 && notBefore.has(text.lower.slice(end - 2, end))) break;
    if (!found || (left.change && !transparent.has(found.sense))) break;
    if (left.change && found.sense !== 'AS') break;
    left.senses.push(found.sense);
    left.from = end - found.word.length;
    if (found.sense !== 'AS' && found.sense !== 'FROM') left.spoken = left.from;
    if (found.sense === 'FROM') break;
  }
  return left;
};

/** A word behind the unit: 以上, 以内, 左右, or more. */
export const readRight = (lower: string, at: number): { sense: Sense; end: number } | undefined => {
  const from = skipSpaces(lower, at);
  const found = behindByFirst
    .get(lower.charAt(from))
    ?.find(({ word }) => lower.startsWith(word, from) && isWholeWord(lower, from, from + word.length));
  if (!found) return undefined;
  if (found.word.length === 1 && notBehind.includes(lower.slice(from, from + 2))) return undefined;
  return { sense: found.sense, end: from + found.word.length };
};
