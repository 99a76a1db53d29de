import { NUMERAL, isDigit, kindAt, skipSpaces } from './characters.js';
import { readPower } from './units.js';

/** A number in a text. `unit` is set when the number names one itself (百分之五 is 5 %). */
export interface NumberSpan {
  value: number;
  end: number;
  unit?: '%' | '‰' | '‱';
  /** Written in Chinese numerals. */
  isHan?: boolean;
  /** Digits alone, without point or grouping. */
  isWhole: boolean;
}

const digitsEnd = (text: string, at: number): number => {
  while (isDigit(text, at)) at++;
  return at;
};

/** The end of 12,345,678 after its first digits; `at` where these are not grouped by threes. */
const groupsEnd = (text: string, at: number): number => {
  let end = at;
  while (text.charAt(end) === ',' && digitsEnd(text, end + 1) === end + 4) end += 4;
  return end;
};

/** ×10^-6, ×10⁻⁶, x10-6 after a number. */
const timesPower = (text: string, at: number): { power: number; end: number } | undefined => {
  const sign = skipSpaces(text, at);
  if (!'×*xX'.includes(text.charAt(sign)) || sign >= text.length) return undefined;
  const ten = skipSpaces(text, sign + 1);
  if (!text.startsWith('10', ten) || ten > sign + 2) return undefined;
  const power = readPower(text, ten + 2);
  if (power) return power;
  const end = text.charAt(ten + 2) === '-' ? digitsEnd(text, ten + 3) : ten;
  return end > ten + 3 && end < ten + 6 ? { power: -Number(text.slice(ten + 3, end)), end } : undefined;
};

/** The exponent of 1e-3. */
const exponent = (text: string, at: number): { power: number; end: number } | undefined => {
  if (text.charAt(at) !== 'e' && text.charAt(at) !== 'E') return undefined;
  const from = '+-'.includes(text.charAt(at + 1)) && at + 1 < text.length ? at + 2 : at + 1;
  const end = digitsEnd(text, from);
  return end > from && end < from + 4 ? { power: Number(text.slice(at + 1, end)), end } : undefined;
};

const readArabic = (text: string, at: number): NumberSpan => {
  let end = digitsEnd(text, at);
  const grouped = end - at < 4 ? groupsEnd(text, end) : end;
  const isGrouped = grouped > end;
  end = grouped;
  const hasPoint = text.charAt(end) === '.' && isDigit(text, end + 1);
  if (hasPoint) end = digitsEnd(text, end + 1);
  const written = isGrouped ? text.slice(at, end).replaceAll(',', '') : text.slice(at, end);
  const value = Number(written);
  const ownPower = value === 10 && !hasPoint ? readPower(text, end) : undefined;
  if (ownPower && ownPower.power !== 1) return { value: Number(`1e${ownPower.power}`), end: ownPower.end, isWhole: false };
  const power = exponent(text, end) ?? timesPower(text, end);
  if (power) return { value: Number(`${written}e${power.power}`), end: power.end, isWhole: false };
  return { value, end, isWhole: !hasPoint && !isGrouped };
};

const hanDigits = '零一二三四五六七八九';
const digitOf = (character: string): number => (character === '两' ? 2 : character === '〇' ? 0 : hanDigits.indexOf(character));
const places: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const blocks: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/** The value of Chinese numerals (三千五百, 两万, 二〇); NaN when they are none (万千). */
const hanValue = (numerals: string): number => {
  if (numerals === '半') return 0.5;
  let [total, block, digit] = [0, 0, -1];
  for (const character of numerals) {
    const place = places[character];
    const big = blocks[character];
    const next = digitOf(character);
    if (place !== undefined) {
      block += (digit < 0 ? 1 : digit) * place;
      digit = -1;
    } else if (big !== undefined) {
      const below = block + Math.max(digit, 0);
      if (below === 0 && total === 0) return NaN;
      total = big > 1e4 ? (total + below) * big : total + below * big;
      [block, digit] = [0, -1];
    } else if (next < 0 || (digit > 0 && next >= 0 && block > 0)) return NaN;
    else digit = digit > 0 ? digit * 10 + next : next;
  }
  return total + block + Math.max(digit, 0);
};

const numeralsEnd = (text: string, at: number): number => {
  while (kindAt(text, at) === NUMERAL) at++;
  return at;
};

const shares: Readonly<Record<string, '%' | '‰' | '‱'>> = { 百: '%', 千: '‰', 万: '‱' };
const LONGEST = 16;

/** 三千, 一点五, 半. */
const readNumerals = (text: string, at: number): NumberSpan | undefined => {
  if ('零〇'.includes(text.charAt(at)) && text.charAt(at + 1) !== '点') return undefined;
  const end = numeralsEnd(text, at);
  if (end - at > LONGEST) return undefined;
  const first = text.slice(at, end);
  const value = hanValue(first);
  if (Number.isNaN(value) || '百千万亿'.includes(first)) return undefined;
  const pointed = text.charAt(end) === '点' ? numeralsEnd(text, end + 1) : end;
  const decimals = [...text.slice(end + 1, Math.min(pointed, end + 5))].map(digitOf);
  const isPointed = pointed > end + 1 && pointed < end + 5 && decimals.every((digit) => digit >= 0);
  if (!isPointed) return { value, end, isHan: true, isWhole: true };
  return { value: Number(`${value}.${decimals.join('')}`), end: pointed, isHan: true, isWhole: false };
};

/** 百分之五, 三分之一, 千分之0.5, and plain numerals. */
const readHan = (text: string, at: number): NumberSpan | undefined => {
  const end = numeralsEnd(text, at);
  if (!text.startsWith('分之', end) || end - at > LONGEST) return readNumerals(text, at);
  const below = isDigit(text, end + 2)
    ? readArabic(text, end + 2)
    : kindAt(text, end + 2) === NUMERAL
      ? readNumerals(text, end + 2)
      : undefined;
  if (!below) return undefined;
  const first = text.slice(at, end);
  const unit = shares[first];
  if (unit) return { ...below, unit, isHan: true };
  const parts = hanValue(first);
  return parts > 1 ? { value: below.value / parts, end: below.end, isHan: true, isWhole: false } : undefined;
};

/** Reads a number without sign at `at` of a folded text; 亿 and 万 after digits belong to the unit. */
export const readNumber = (text: string, at: number): NumberSpan | undefined => {
  if (isDigit(text, at)) return readArabic(text, at);
  return kindAt(text, at) === NUMERAL ? readHan(text, at) : undefined;
};
