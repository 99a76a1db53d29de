import { exponentOf } from './dimension.js';
import type { Figure } from './quantity.js';
import { measureOf } from './units.js';

/** An indicator as records hold it; the shape of the protocol's `indicatorSchema`. */
export interface StructuredIndicator {
  name: string;
  operator: 'GE' | 'LE' | 'EQ' | 'RANGE';
  value: number;
  upper?: number;
  unit: string;
}

/** A record's indicator, to be compared with others and with those read from a text. */
export const fromStructured = ({ name, operator, value, upper, unit }: StructuredIndicator): Figure => {
  if (operator !== 'RANGE' || upper === undefined) return { name, operator: operator === 'RANGE' ? 'GE' : operator, value, unit };
  return { name, operator, value: Math.min(value, upper), upper: Math.max(value, upper), unit };
};

const stored = { GE: 'GE', GT: 'GE', LE: 'LE', LT: 'LE', EQ: 'EQ', ABOUT: 'EQ', RANGE: 'RANGE' } as const;
const [LONGEST_NAME, LONGEST_UNIT] = [100, 30];

/** The other way; undefined for what a record cannot hold: changes, lists, no name, an unknown unit. */
export const toStructured = ({ name, operator, value, upper, unit, change }: Figure): StructuredIndicator | undefined => {
  if (operator === 'SET' || operator === 'SIZE' || change || name === '' || !measureOf(unit, name)) return undefined;
  if (name.length > LONGEST_NAME || unit.length > LONGEST_UNIT) return undefined;
  return { name, operator: stored[operator], value, ...(upper === undefined ? {} : { upper }), unit };
};

/** An amount of money or a price (元, 万元, 元/吨, $). */
export const isMoney = ({ unit, name }: Figure): boolean => {
  const measure = measureOf(unit, name);
  return measure !== undefined && (exponentOf(measure, 'yuan') !== 0 || exponentOf(measure, 'dollar') !== 0);
};
