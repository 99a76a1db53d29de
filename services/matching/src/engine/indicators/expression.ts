import { HAN, LETTER, fold, isDigit, kindAt, lowerOf, skipSpaces } from './characters.js';
import type { Measure } from './dimension.js';
import { exponentOf, fromBase, isSameDimension, toBase } from './dimension.js';
import type { NumberSpan } from './numbers.js';
import { readNumber } from './numbers.js';
import type { Figure } from './quantity.js';
import { scaleAt, signAt } from './unit-table.js';
import { readUnit, unitOf } from './units.js';

/** A text in the forms the readers need; positions are the same in all. */
export interface Source {
  text: string;
  folded: string;
  lower: string;
}
export const sourceOf = (text: string): Source => {
  const folded = fold(text);
  return { text, folded, lower: lowerOf(folded) };
};

/** The numbers of a figure with their unit, without operator and name. */
export interface Expression extends Pick<Figure, 'value' | 'upper' | 'values' | 'unit'> {
  operator?: 'RANGE' | 'SET' | 'SIZE' | 'GE';
  end: number;
  isTolerance?: boolean;
  isHan?: boolean;
  isRatio?: boolean;
  /** The word between the bounds of 5 ≤ x ≤ 10. */
  between?: string;
}

interface Operand {
  number: NumberSpan;
  value: number;
  unit: string;
  measure?: Measure;
  isMore: boolean;
  isTolerance: boolean;
  end: number;
}

/** Letters and signs that are units only within a product or quotient. */
const neverAlone = new Set([
  'a',
  'C',
  'F',
  'B',
  'b',
  'S',
  'U',
  'P',
  'M',
  'G',
  'r',
  '月',
  '日',
  '时',
  '分',
  '角',
  '道',
  '丝',
  '循环',
  '立面',
  'HS',
  'HB',
  'IP',
  'pH',
  'H',
]);

const isDay = (text: string, number: NumberSpan, end: number): boolean =>
  number.value >= 7 || kindAt(text, end) !== HAN || '内后强龄以'.includes(text.charAt(end));

const readUnitOf = ({ folded }: Source, number: NumberSpan, at: number): { end: number; measure: Measure } | undefined => {
  const from = skipSpaces(folded, at);
  if (from > at + 2) return undefined;
  const span = readUnit(folded, from);
  if (!span) return undefined;
  const written = folded.slice(from, span.end);
  if (neverAlone.has(written) || (written === 'd' && !isDay(folded, number, span.end))) return undefined;
  if (kindAt(folded, span.end) === LETTER && kindAt(folded, span.end - 1) === LETTER) return undefined;
  const unit = unitOf(written);
  return unit && { end: span.end, measure: unit.measure };
};

const isMoreMark = (text: string, at: number): boolean => '多余几'.includes(text.charAt(at)) && at < text.length;

/** The number at `at` with its unit. */
const readOperand = (source: Source, at: number, sign = 1): Operand | undefined => {
  const number = readNumber(source.folded, at);
  if (!number || !Number.isFinite(number.value)) return undefined;
  const plain = { number, value: sign * number.value, isTolerance: false };
  if (number.unit) return { ...plain, unit: number.unit, measure: unitOf(number.unit)?.measure, isMore: false, end: number.end };
  let isMore = isMoreMark(source.folded, number.end);
  let from = isMore ? number.end + 1 : number.end;
  const start = skipSpaces(source.folded, from);
  const sign2 = signAt(source.folded, start);
  const scale = sign2 && sign2[0].length > 1 ? undefined : scaleAt(source.lower, start);
  if (scale && start <= number.end + 2) {
    from = start + scale[0].length;
    if (isMoreMark(source.folded, from)) {
      isMore = true;
      const unit = readUnitOf(source, number, from + 1);
      const written = source.text.slice(start, from) + (unit ? source.text.slice(from + 1, unit.end).trim() : '');
      return { ...plain, unit: written, measure: unitOf(written)?.measure, isMore, end: unit?.end ?? from + 1 };
    }
  }
  const unit = readUnitOf(source, number, from);
  const end = unit?.end ?? from;
  const written = source.text.slice(scale ? start : from, end).trim();
  const measure = scale ? unitOf(written)?.measure : unit?.measure;
  return { ...plain, unit: unit || scale ? written : '', measure, isMore, end };
};

/** The operand after a connector, with its own sign. */
const readSigned = (source: Source, at: number): Operand | undefined => {
  let from = skipSpaces(source.folded, at);
  const sign = source.folded.charAt(from);
  if (sign === '±') {
    const operand = readOperand(source, skipSpaces(source.folded, from + 1));
    return operand && { ...operand, isTolerance: true };
  }
  if (sign === '-' || sign === '+' || source.folded.startsWith('零下', from)) {
    const isMinus = sign !== '+';
    from = skipSpaces(source.folded, from + (sign === '-' || sign === '+' ? 1 : 2));
    return readOperand(source, from, isMinus ? -1 : 1);
  }
  return readOperand(source, from);
};

const MOST_DASHES = 8;

/** The end of ~, -, ---, 至, 到, to or and; undefined when a range does not go on here. */
const connectorEnd = ({ folded, lower }: Source, at: number): number | undefined => {
  const from = skipSpaces(folded, at);
  const sign = folded.charAt(from);
  if (sign === '~' || sign === '-') {
    let end = from + 1;
    while (folded.charAt(end) === sign && end < from + MOST_DASHES) end++;
    // in "-40--10" the last dash is a sign, in "12---15" none is
    return sign === '-' && end === from + 2 && isDigit(folded, end) ? from + 1 : end;
  }
  if (sign === '至' || sign === '到') return '少多今'.includes(folded.charAt(from + 1)) ? undefined : from + 1;
  if (from === at) return undefined;
  if (lower.startsWith('to ', from)) return from + 3;
  return lower.startsWith('and ', from) ? from + 4 : undefined;
};

/** Both ends in the unit of the last; undefined when they are of different kinds. */
const joined = (first: Operand, second: Operand): { value: number; upper: number; unit: string } | undefined => {
  const unit = second.unit || first.unit;
  if (first.unit === '' || second.unit === '' || first.unit === second.unit) {
    // 500~1万吨 begins at 500 tonnes
    const scale = first.unit === '' && second.unit !== '' ? (unitOf(second.unit)?.scale ?? 1) : 1;
    const value = scale > 1 && first.value > second.value ? first.value / scale : first.value;
    return { value, upper: second.value, unit };
  }
  if (!first.measure || !second.measure || !isSameDimension(first.measure, second.measure)) return undefined;
  return { value: fromBase(toBase(first.value, first.measure), second.measure), upper: second.value, unit };
};

const readRange = (source: Source, first: Operand): Expression | undefined => {
  const from = connectorEnd(source, first.end);
  if (from === undefined) return undefined;
  const second = readSigned(source, from);
  if (!second) return undefined;
  const both = joined(first, second);
  if (!both) return undefined;
  if (first.isTolerance || second.isTolerance)
    return { ...both, value: Math.abs(both.upper), upper: undefined, isTolerance: true, end: second.end };
  const [value, upper] = both.value <= both.upper ? [both.value, both.upper] : [both.upper, both.value];
  return { operator: 'RANGE', value, upper, unit: both.unit, end: second.end };
};

/** 10 ± 0.5 mm */
const readAround = (source: Source, first: Operand): Expression | undefined => {
  const from = skipSpaces(source.folded, first.end);
  if (source.folded.charAt(from) !== '±') return undefined;
  const second = readOperand(source, skipSpaces(source.folded, from + 1));
  const both = second && joined(first, second);
  if (!second || !both) return undefined;
  if (unitOf(both.unit)?.measure.factor === 0.01 && first.unit !== second.unit)
    return {
      operator: 'RANGE',
      value: first.value * (1 - second.value / 100),
      upper: first.value * (1 + second.value / 100),
      unit: first.unit,
      end: second.end,
    };
  const digits = (value: number): number => Number(value.toPrecision(12));
  return {
    operator: 'RANGE',
    value: digits(both.value - both.upper),
    upper: digits(both.value + both.upper),
    unit: both.unit,
    end: second.end,
  };
};

const MOST_LISTED = 12;

/** 10×20×30 mm, 230V/110V, 100/120粒度, 20、30、50 mm */
const readList = (source: Source, first: Operand): Expression | undefined => {
  const at = skipSpaces(source.folded, first.end);
  const sign = source.folded.charAt(at).toLowerCase();
  const isSize = '×*x'.includes(sign);
  if (!sign || !(isSize || sign === '/' || sign === '、')) return undefined;
  const all = [first];
  let end = first.end;
  while (all.length < MOST_LISTED) {
    const joint = skipSpaces(source.folded, end);
    if (source.folded.charAt(joint).toLowerCase() !== sign) break;
    const next = readSigned(source, joint + 1);
    if (!next || next.isTolerance) break;
    all.push(next);
    end = next.end;
  }
  const unit = all.at(-1)?.unit ?? '';
  const isAlike = all.every((one) => one.unit === '' || one.unit === unit);
  if (all.length < 2 || !isAlike || (unit === '' && !isSize)) return undefined;
  const values = all.map(({ value }) => value);
  const measure = unitOf(unit)?.measure;
  const [value = 0, upper = 0] = values;
  if (sign === '/' && values.length === 2 && measure && exponentOf(measure, 'mesh') === 1)
    return { operator: 'RANGE', value: Math.min(value, upper), upper: Math.max(value, upper), unit, end };
  return { operator: isSize ? 'SIZE' : 'SET', value, values, unit, end };
};

/** 1:3, 3比1 */
const readRatio = (source: Source, first: Operand): Expression | undefined => {
  const sign = source.folded.charAt(first.end);
  if (first.unit !== '' || (sign !== ':' && sign !== '比')) return undefined;
  const second = readNumber(source.folded, first.end + 1);
  if (!second || second.value <= 0 || second.unit) return undefined;
  return { value: first.value, unit: `:${second.value}`, end: second.end, isRatio: true };
};

const BETWEEN = 20;

/** 180 ≤ HB < 240 */
const readBetween = (source: Source, first: Operand): Expression | undefined => {
  const at = skipSpaces(source.folded, first.end);
  if (!'≤<'.includes(source.folded.charAt(at)) || at >= source.folded.length) return undefined;
  for (let i = at + 1; i < at + BETWEEN && i < source.folded.length; i++) {
    if ('\n;。，'.includes(source.folded.charAt(i)) || isDigit(source.folded, i)) return undefined;
    if (!'≤<'.includes(source.folded.charAt(i)) || i < at + 2) continue;
    const second = readSigned(source, source.folded.charAt(i + 1) === '=' ? i + 2 : i + 1);
    const both = second && joined(first, second);
    if (!second || !both || both.value > both.upper) return undefined;
    const between = source.text
      .slice(at + 1, i)
      .trim()
      .replace(/^=/, '');
    return { operator: 'RANGE', ...both, end: second.end, between };
  }
  return undefined;
};

/** Reads what stands at a number: one value, a range, a list, a ratio. The sign before it is the caller's. */
export const readExpression = (
  source: Source,
  at: number,
  sign: { factor: number; isTolerance: boolean },
): Expression | undefined => {
  const operand = readOperand(source, at, sign.factor);
  if (!operand) return undefined;
  const first = { ...operand, isTolerance: sign.isTolerance };
  const { isHan } = first.number;
  const many =
    readRange(source, first) ??
    readAround(source, first) ??
    readList(source, first) ??
    readRatio(source, first) ??
    readBetween(source, first);
  if (many) return { isHan, ...many };
  const single: Expression = { value: first.value, unit: first.unit, end: first.end, isHan };
  if (first.isMore) single.operator = 'GE';
  if (first.isTolerance) single.isTolerance = true;
  return single;
};
