import type { Measure } from './dimension.js';
import { dimensionOf } from './dimension.js';
import type { UnitRow } from './units.data.js';
import { notUnits, prefixes, scales, unitRows } from './units.data.js';

/** One name of a unit with what readers of either language are shown. */
export interface Atom {
  zh: string;
  en: string;
  measure: Measure;
}

const isHan = (name: string): boolean => /[\u3400-\u9fff]/.test(name);
const isWord = (name: string): boolean => /^[\p{L}]+$/u.test(name) && !isHan(name);
const split = (names = ''): string[] => names.split(' ').filter(Boolean);

/** Hecto, centi and deci are used with these alone; otherwise "cd" or "has" would be units. */
const rare: Readonly<Record<string, readonly string[]>> = { c: ['m', 'L', 'l', 'P', 'St'], d: ['m', 'L', 'l'], h: ['Pa', 'L'] };
const rareHan: Readonly<Record<string, readonly string[]>> = { 厘: ['米', '升'], 分: ['米'], 百: ['帕'] };
const takes = (table: Readonly<Record<string, readonly string[]>>, prefix: string, unit: string): boolean =>
  table[prefix]?.includes(unit) ?? true;

function* named(row: UnitRow): Generator<[name: string, atom: Atom]> {
  const dimension = dimensionOf(row.of);
  const han = split(row.prefixedHan);
  for (const [symbol, hanPrefix, factor] of prefixes) {
    // a symbol of the row stands for 1e-3 of the base unit when the row is of grams or litres: the factor is the row's
    const measure = { factor: row.factor * factor, offset: 0, dimension };
    const zhName = han[0] && (hanPrefix || !symbol) ? hanPrefix + han[0] : '';
    for (const unit of split(row.prefixed)) {
      if (takes(rare, symbol, unit)) yield [symbol + unit, { zh: zhName || symbol + unit, en: symbol + unit, measure }];
    }
    for (const unit of han) {
      const en = symbol + (split(row.prefixed)[0] ?? '');
      if ((hanPrefix || !symbol) && takes(rareHan, hanPrefix, unit))
        yield [hanPrefix + unit, { zh: hanPrefix + unit, en, measure }];
    }
  }
  const names = split(row.names);
  const measure = { factor: row.factor, offset: row.offset ?? 0, dimension };
  const zhName = names.find(isHan);
  const enName = split(row.prefixed)[0] ?? names.find((name) => !isHan(name) && name !== '℃' && name !== '℉');
  for (const name of names)
    yield [name, { zh: isHan(name) ? name : (zhName ?? name), en: isHan(name) ? (enName ?? '') : name, measure }];
}

/** Latin words, exactly as written. */
const words = new Map<string, Atom>();
/** Latin words of three letters or more in any case. */
const anyCase = new Map<string, Atom>();
/** All other names by their first character, the longest first. */
const byFirst = new Map<string, [name: string, atom: Atom][]>();

const addSign = (name: string, atom: Atom): void => {
  const first = name.slice(0, 1);
  byFirst.set(first, [...(byFirst.get(first) ?? []), [name, atom]]);
};
for (const row of unitRows) {
  for (const [name, atom] of named(row)) {
    if (!isWord(name)) addSign(name, atom);
    else {
      if (!words.has(name)) words.set(name, atom);
      if (name.length > 2 && !anyCase.has(name.toLowerCase())) anyCase.set(name.toLowerCase(), atom);
    }
  }
}
for (const list of byFirst.values()) list.sort(([a], [b]) => b.length - a.length);

export const atomOfWord = (word: string): Atom | undefined =>
  words.get(word) ?? (word.length > 2 ? anyCase.get(word.toLowerCase()) : undefined);

const notAfter = new Set(notUnits);

/** The longest name of a unit that begins at `at`; a single Chinese character is none where it begins another word. */
export const signAt = (text: string, at: number): [name: string, atom: Atom] | undefined =>
  byFirst
    .get(text.charAt(at))
    ?.find(([name]) => text.startsWith(name, at) && (name.length > 1 || !notAfter.has(text.slice(at, at + 2))));

const scaleLists = Map.groupBy(
  [...scales].sort(([a], [b]) => b.length - a.length),
  ([name]) => name.charAt(0),
);

/** 万, 亿, million … at `at` of a text in lower case. */
export const scaleAt = (lower: string, at: number): readonly [name: string, factor: number] | undefined =>
  scaleLists.get(lower.charAt(at))?.find(([name]) => lower.startsWith(name, at));
