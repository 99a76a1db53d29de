import { bases, exponentOf, isOf, isPlain } from './dimension.js';
import type { Figure } from './quantity.js';
import { measureOf } from './units.js';

interface Circumstances {
  /** A word or sign says an operator, or a change. */
  isSpoken: boolean;
  /** In Chinese numerals. */
  isHan: boolean;
  /** The name stands behind the number. */
  isBehind: boolean;
  isRatio: boolean;
  /** Bounds on both sides of the name: 5 ≤ x ≤ 10. */
  isBounded: boolean;
}

const pure = /ph|比|指数|系数|因子|值|倍数|次数|数量|目数|number|index|ratio|factor|coefficient/i;
const ratio = /比|配方|ratio|proportion|dilution|稀释/i;
const isYear = ({ value, unit }: Figure): boolean => unit === '' && Number.isInteger(value) && value >= 1900 && value <= 2100;

/** Chinese numerals are parts of many words (三元, 一级, 两种); these units need more than a numeral. */
const isWeakForHan = (figure: Figure, isTimeOrCount: boolean): boolean =>
  isTimeOrCount || (figure.unit === '元' && figure.value < 10);

/** Whether a number with its words tells a quantity; a bare number, a stray count or a duration in passing does not. */
export const isStated = (figure: Figure, { isSpoken, isHan, isBehind, isRatio, isBounded }: Circumstances): boolean => {
  const measure = measureOf(figure.unit, figure.name);
  if (!measure || !Number.isFinite(figure.value)) return false;
  const hasName = figure.name.length > 0;
  if (isRatio) return ratio.test(figure.name) || (isSpoken && hasName);
  const isBare = figure.unit === '' && isPlain(measure);
  if (isBare) {
    if (!hasName || isBehind || isYear(figure) || isHan || figure.operator === 'SIZE') return false;
    if (isBounded) return true;
    return figure.operator === 'RANGE' || figure.operator === 'EQ' ? pure.test(figure.name) : isSpoken;
  }
  const isTime = isOf(measure, 'time');
  const isCount = isOf(measure, 'count') || isOf(measure, 'grade') || isOf(measure, 'turn') || isOf(measure, 'angle');
  if (isOf(measure, 'count') && !Number.isInteger(figure.value) && /^[^\d万千百亿]/u.test(figure.unit) && !isSpoken) return false;
  if (isHan && (!isSpoken || figure.change) && isWeakForHan(figure, isTime || isCount)) return false;
  if (isSpoken) return hasName || bases.some((base) => exponentOf(measure, base) !== 0) || figure.unit !== '';
  if (!hasName) return false;
  return !(isTime && isBehind);
};
