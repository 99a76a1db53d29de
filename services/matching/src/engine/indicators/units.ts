import { LETTER, fold, foldLower, isDigit, kindAt, skipSpaces } from './characters.js';
import type { Measure } from './dimension.js';
import { dimensionOf, multiply, one, raise } from './dimension.js';
import type { Atom } from './unit-table.js';
import { atomOfWord, scaleAt, signAt } from './unit-table.js';

/** A unit in a text: where it ends, and its factors from left to right. */
export interface UnitSpan {
  end: number;
  factors: readonly Factor[];
}

interface Factor {
  atom: Atom;
  power: number;
  /** Of a number in a denominator: 100 in mg/100g. */
  times: number;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const MAX_FACTORS = 8;

const readDigits = (text: string, at: number): number => {
  while (isDigit(text, at)) at++;
  return at;
};

/** ², ⁻¹, ^3, ^-1, ^{-1}, or undefined. */
export const readPower = (text: string, at: number): { power: number; end: number } | undefined => {
  const first = text.charAt(at);
  const isMinus = first === '⁻';
  let i = isMinus || first === '⁺' ? at + 1 : at;
  let power = 0;
  const from = i;
  for (
    let digit = superscripts.indexOf(text.charAt(i));
    text.charAt(i) && digit >= 0;
    digit = superscripts.indexOf(text.charAt(i))
  ) {
    power = power * 10 + digit;
    i++;
  }
  if (i > from) return { power: isMinus ? -power : power, end: i };
  if (first !== '^') return undefined;
  i = '{('.includes(text.charAt(at + 1)) && at + 1 < text.length ? at + 2 : at + 1;
  const isBraced = i === at + 2;
  const sign = text.charAt(i);
  if (sign === '-' || sign === '+') i++;
  const end = readDigits(text, i);
  if (end === i || end > i + 3) return undefined;
  const value = Number(text.slice(i, end));
  return { power: sign === '-' ? -value : value, end: isBraced && '})'.includes(text.charAt(end)) ? end + 1 : end };
};

/** The 3 of cm3 and the -1 of K-1 (that only within a product). */
const readPlainPower = (
  text: string,
  at: number,
  factor: { atom: Atom; isProduct: boolean },
): { power: number; end: number } | undefined => {
  const isLength = (factor.atom.measure.dimension[0] ?? 0) === 1;
  const isMinus = text.charAt(at) === '-';
  const digit = text.charAt(isMinus ? at + 1 : at);
  const end = isMinus ? at + 2 : at + 1;
  const isClosed = !isDigit(text, end) && !(text.charAt(end) === '.' && isDigit(text, end + 1));
  if (isMinus) {
    const isFollowed = kindAt(text, end) === LETTER || text.charAt(end) === '%' || text.charAt(end) === '℃';
    const isWanted = factor.isProduct || text.charAt(end) === '·' || text.charAt(end) === '.';
    return '123'.includes(digit) && digit && isClosed && isWanted && !isFollowed ? { power: -Number(digit), end } : undefined;
  }
  return isLength && digit && '234'.includes(digit) && isClosed && kindAt(text, end) !== LETTER
    ? { power: Number(digit), end }
    : undefined;
};

const wordEnd = (text: string, at: number): number => {
  while (kindAt(text, at) === LETTER) at++;
  return at;
};

const readAtom = (text: string, at: number): { atom: Atom; end: number; isWord: boolean } | undefined => {
  const sign = signAt(text, at);
  if (sign && !(kindAt(text, at) === LETTER && kindAt(text, at + sign[0].length) === LETTER))
    return { atom: sign[1], end: at + sign[0].length, isWord: kindAt(text, at) === LETTER };
  if (kindAt(text, at) !== LETTER) return undefined;
  const end = wordEnd(text, at);
  const atom = end - at <= 12 ? atomOfWord(text.slice(at, end)) : undefined;
  return atom && { atom, end, isWord: true };
};

const readFactor = (text: string, at: number, isProduct: boolean): { factor: Factor; end: number } | undefined => {
  const read = readAtom(text, at);
  if (!read) return undefined;
  const power =
    readPower(text, read.end) ?? (read.isWord ? readPlainPower(text, read.end, { atom: read.atom, isProduct }) : undefined);
  return { factor: { atom: read.atom, power: power?.power ?? 1, times: 1 }, end: power?.end ?? read.end };
};

/** Units that may follow a point as in "g.cm-3"; elsewhere a point ends a sentence. */
const afterPoint = new Set(['m', 'K', 'h', 's', 'cm', 'mm', 'mol', 'd', 'a', 'Hz', 'min', 'kg']);

/** Where the next factor begins, and whether it divides. */
const readJoint = (text: string, at: number, isBelow: boolean): { at: number; isBelow: boolean } | undefined => {
  const sign = text.charAt(at);
  if (sign === '/' || sign === '每') return { at: skipSpaces(text, at + 1), isBelow: true };
  if (sign === '·' || sign === '*') return { at: at + 1, isBelow };
  if (sign === '.' && afterPoint.has(text.slice(at + 1, wordEnd(text, at + 1)))) return { at: at + 1, isBelow };
  const word = skipSpaces(text, at);
  if (word > at && text.charAt(word) === '/' && kindAt(text, word + 1) !== 0)
    return { at: skipSpaces(text, word + 1), isBelow: true };
  return word > at && /^per\s/i.test(text.slice(word, word + 4)) ? { at: skipSpaces(text, word + 4), isBelow: true } : undefined;
};

/** The number of "mg/100g" with the position behind it. */
const readTimes = (text: string, at: number): { times: number; at: number } => {
  const end = readDigits(text, at);
  return end > at && end <= at + 5 ? { times: Number(text.slice(at, end)), at: end } : { times: 1, at };
};

/**
 * Reads a unit at `at` of a folded text. What follows a slash up to the end divides (W/m·K is W/(m·K)).
 * @example readUnit('kW·h/t', 0) // { end: 6, factors: [kW, h, t⁻¹] }
 */
export const readUnit = (text: string, at: number): UnitSpan | undefined => {
  const first = readFactor(text, at, false);
  if (!first) return undefined;
  const factors: Factor[] = [first.factor];
  let { end } = first;
  let isBelow = false;
  while (factors.length < MAX_FACTORS) {
    const joint = readJoint(text, end, isBelow);
    if (!joint) break;
    const isGrouped = text.charAt(joint.at) === '(' && joint.isBelow;
    const { times, at: from } = joint.isBelow ? readTimes(text, isGrouped ? joint.at + 1 : joint.at) : { times: 1, at: joint.at };
    const next = readFactor(text, from, true);
    if (!next || (times !== 1 && isLike(next.factor, factors))) break;
    isBelow = joint.isBelow;
    factors.push({ ...next.factor, power: isBelow ? -next.factor.power : next.factor.power, times });
    end = next.end;
    if (!isGrouped) continue;
    const group = readGroup(text, end);
    factors.push(...group.factors);
    end = group.end;
  }
  return { end, factors };
};

/** 230V/110V are two voltages, not volts per 110 volts. */
const isLike = (factor: Factor, factors: readonly Factor[]): boolean =>
  factors.some(
    ({ atom }) =>
      atom.measure.dimension.every((exponent, i) => exponent === factor.atom.measure.dimension[i]) && atom === factor.atom,
  );

/** The rest of a parenthesis after its first factor. */
const readGroup = (text: string, at: number): UnitSpan => {
  const factors: Factor[] = [];
  let end = at;
  while ('·*.'.includes(text.charAt(end)) && text.charAt(end) && factors.length < MAX_FACTORS) {
    const next = readFactor(text, end + 1, true);
    if (!next) break;
    factors.push({ ...next.factor, power: -next.factor.power });
    end = next.end;
  }
  return { factors, end: text.charAt(end) === ')' ? end + 1 : end };
};

const measureOfFactors = (factors: readonly Factor[]): Measure => {
  const [only] = factors;
  if (only && factors.length === 1 && only.power === 1) return only.atom.measure;
  return factors.reduce<Measure>((all, { atom, power, times }) => {
    const part = raise({ ...atom.measure, factor: atom.measure.factor * times }, power);
    return multiply(all, part);
  }, one);
};

/** A whole unit as written: its scale (万), its factors, and its measure. */
export interface Unit {
  scale: number;
  factors: readonly Factor[];
  measure: Measure;
}

const parseUnit = (written: string): Unit | undefined => {
  const text = fold(written.trim());
  if (text === '') return { scale: 1, factors: [], measure: one };
  const ratio = /^:(\d{1,9}(?:\.\d{1,9})?)$/.exec(text);
  if (ratio) return { scale: 1, factors: [], measure: { ...one, factor: 1 / Number(ratio[1]) } };
  const whole = readUnit(text, 0);
  if (whole?.end === text.length) return { scale: 1, factors: whole.factors, measure: measureOfFactors(whole.factors) };
  const scale = scaleAt(foldLower(text), 0);
  if (!scale) return undefined;
  const from = skipSpaces(text, scale[0].length);
  const rest = from === text.length ? { end: from, factors: [] } : readUnit(text, from);
  if (rest?.end !== text.length) return undefined;
  const measure = multiply({ ...one, factor: scale[1] }, measureOfFactors(rest.factors));
  return { scale: scale[1], factors: rest.factors, measure };
};

/** Units repeat; the table of those seen last is emptied when full, so that no text can make it grow. */
const seen = new Map<string, Unit | undefined>();
const MOST_SEEN = 2_000;

/** Reads a unit as written, in any of its names; undefined when it is unknown. */
export const unitOf = (written: string): Unit | undefined => {
  if (seen.has(written)) return seen.get(written);
  const unit = parseUnit(written);
  if (seen.size >= MOST_SEEN) seen.clear();
  seen.set(written, unit);
  return unit;
};

const measures = {
  kelvinFrom0: { factor: 1, offset: 273.15, dimension: dimensionOf({ temperature: 1 }) },
  energy: { factor: 3.6e6, offset: 0, dimension: dimensionOf({ mass: 1, length: 2, time: -2 }) },
  tesla: { factor: 1, offset: 0, dimension: dimensionOf({ mass: 1, time: -2, current: -1 }) },
  turn: { factor: 1, offset: 0, dimension: dimensionOf({ turn: 1 }) },
  acidity: { factor: 1, offset: 0, dimension: dimensionOf({ acidity: 1 }) },
  micron: { factor: 1e-6, offset: 0, dimension: dimensionOf({ length: 1 }) },
  mesh: { factor: 1, offset: 0, dimension: dimensionOf({ mesh: 1 }) },
  yuan: { factor: 1, offset: 0, dimension: dimensionOf({ yuan: 1 }) },
} satisfies Record<string, Measure>;

const moneyNames =
  /资金|投资|投入|经费|费用|预算|成本|产值|价格|售价|单价|销售|利润|收入|税|收益|报价|融资|budget|cost|price|revenue|investment/i;

/** Units that mean different things beside different names; the first that fits counts. */
const warm = { name: /温|热|寒|冷|烧|熔|沸|冻|temperature/i, measure: measures.kelvinFrom0 };
const byName = new Map<string, readonly { name: RegExp; measure: Measure }[]>([
  ['度', [warm, { name: /电/, measure: measures.energy }]],
  ['°', [warm]],
  ['degrees', [warm]],
  ['degree', [warm]],
  ['T', [{ name: /磁|magnet/i, measure: measures.tesla }]],
  ['周', [{ name: /循环|寿命|充放|cycle/i, measure: measures.turn }]],
  [
    '',
    [
      { name: /ph/i, measure: measures.acidity },
      { name: /R[az]$/, measure: measures.micron },
      { name: /目数|mesh/i, measure: measures.mesh },
    ],
  ],
]);

/** The measure of a unit beside the name of its quantity (60度 of 耐热 are degrees Celsius, 50万 of 预算 are yuan). */
export const measureOf = (unit: string, name: string): Measure | undefined => {
  const special = byName.get(unit)?.find((row) => row.name.test(name));
  if (special) return special.measure;
  const read = unitOf(unit);
  if (read && read.scale > 1 && read.factors.length === 0 && moneyNames.test(name)) return multiply(read.measure, measures.yuan);
  return read?.measure;
};
