import type { Measure } from './dimension.js';
import { isOf, toBase } from './dimension.js';
import type { NameParts } from './names-alike.js';
import type { Figure } from './quantity.js';

/** What a figure says in base units; an open end does not hold its bound itself. */
export interface Interval {
  low: number;
  high: number;
  isLowOpen: boolean;
  isHighOpen: boolean;
}

const ROUGH = 0.1;

/** `isTarget`: about 10 is wanted means 9 to 11 will do; about 10 is offered means 10. */
export const intervalOf = (figure: Figure, measure: Measure, isTarget: boolean): Interval => {
  const value = toBase(figure.value, measure);
  const closed = { isLowOpen: false, isHighOpen: false };
  switch (figure.operator) {
    case 'GE':
    case 'GT':
      return { ...closed, low: value, high: Infinity, isLowOpen: figure.operator === 'GT' };
    case 'LE':
    case 'LT':
      return { ...closed, low: -Infinity, high: value, isHighOpen: figure.operator === 'LT' };
    case 'RANGE': {
      const upper = toBase(figure.upper ?? figure.value, measure);
      return { ...closed, low: Math.min(value, upper), high: Math.max(value, upper) };
    }
    case 'ABOUT': {
      const slack = isTarget ? Math.abs(figure.value * ROUGH * measure.factor) : 0;
      return { ...closed, low: value - slack, high: value + slack };
    }
    case 'EQ':
    case 'SET':
    case 'SIZE':
      return { ...closed, low: value, high: value };
  }
};

const NEAR = 1e-9;
const isNear = (a: number, b: number): boolean =>
  a === b || (Number.isFinite(a) && Number.isFinite(b) && Math.abs(a - b) <= NEAR * Math.max(Math.abs(a), Math.abs(b)));

/** Every value at or above the bound. */
export const staysAbove = (claim: Interval, target: Interval): boolean =>
  target.low === -Infinity || (isNear(claim.low, target.low) ? claim.isLowOpen || !target.isLowOpen : claim.low > target.low);
export const staysBelow = (claim: Interval, target: Interval): boolean =>
  target.high === Infinity ||
  (isNear(claim.high, target.high) ? claim.isHighOpen || !target.isHighOpen : claim.high < target.high);

/** No value of the claim reaches the target. */
export const isUnder = (claim: Interval, target: Interval): boolean =>
  isNear(claim.high, target.low) ? claim.isHighOpen || target.isLowOpen : claim.high < target.low;
export const isOver = (claim: Interval, target: Interval): boolean =>
  isNear(claim.low, target.high) ? claim.isLowOpen || target.isHighOpen : claim.low > target.high;

const working =
  /工作|使用|适用|操作|运行|量程|范围|适应|耐温|耐热|耐受|储存|存储|贮存|环境|调节|可调|输入电压|working|operat|operates|service|ambient|storage|range|measuring|adjustable|supports|input/i;
const process =
  /反应|烧结|处理|焙烧|煅烧|固化|控制|淬火|熔|沸|玻璃化|软化|预热|加热|干燥|焊接|温差|温升|波动|误差|reaction|sinter|curing|melting|glass|process/i;

/**
 * A range that is wanted may be one the product has to work in (then the claim must cover it: −40~85 ℃) or one its property has to lie
 * in (then the claim must lie inside: a thickness of 10~12 mm). The first holds for names that speak of working, using, storing or a
 * range, and for temperatures that are not of a process.
 */
export const isCovering = (parts: NameParts, measure: Measure): boolean =>
  !process.test(parts.plain) && (working.test(parts.plain) || isOf(measure, 'temperature'));
