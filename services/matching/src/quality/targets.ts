import type { Indicator } from '@lastmile/protocol';
import { isSameDimension, toBase } from '../engine/indicators/dimension.js';
import { parseIndicators } from '../engine/indicators/parse.js';
import type { Figure, Quantity } from '../engine/indicators/quantity.js';
import { toStructured } from '../engine/indicators/structured.js';
import { isTarget } from '../engine/indicators/target.js';
import { measureOf } from '../engine/indicators/units.js';

/** A quantity of the text as an indicator would hold it, and as it is written. */
export interface FoundTarget {
  indicator: Indicator;
  text: string;
}

const HAN = /\p{Script=Han}/u;
const CLOSE = 1e-6;

/** 成本降低20%: the change is what is counted, so it belongs into the name. */
const nameOf = ({ name, change }: Figure): string => {
  if (!change) return name;
  const [zh, en] = change === 'UP' ? ['提高', 'increase'] : ['降低', 'reduction'];
  return HAN.test(name) ? `${name}${zh}` : `${name} ${en}`;
};

/** A change is wanted in full: whatever bound is written, at least as much. */
const indicatorOf = ({ change, ...figure }: Quantity): Indicator | undefined => {
  if (!change) return toStructured(figure);
  const operator = figure.operator === 'RANGE' ? 'RANGE' : 'GE';
  return figure.name === '' ? undefined : toStructured({ ...figure, operator, name: nameOf({ ...figure, change }) });
};

const basesOf = ({ name, value, upper, unit }: Indicator): { values: number[]; measure: ReturnType<typeof measureOf> } => {
  const measure = measureOf(unit, name);
  return { measure, values: measure ? [value, upper ?? value].map((one) => toBase(one, measure)) : [] };
};

const isEqual = (a: number, b: number): boolean => Math.abs(a - b) <= CLOSE * Math.max(Math.abs(a), Math.abs(b));

/** The same amount of the same dimension: names differ between a text and a form, amounts do not. */
const isHeldBy = (found: Indicator, known: Indicator): boolean => {
  const [a, b] = [basesOf(found), basesOf(known)];
  if (!a.measure || !b.measure || !isSameDimension(a.measure, b.measure)) return false;
  return b.values.some((value) => a.values.some((one) => isEqual(one, value)));
};

/** The quantities of a text that stand in none of the known indicators, each once; money and numbers in passing are left out. */
export const targetsIn = (text: string, known: readonly Indicator[]): FoundTarget[] => {
  const held = [...known];
  const targets: FoundTarget[] = [];
  for (const quantity of parseIndicators(text)) {
    const indicator = isTarget(quantity) ? indicatorOf(quantity) : undefined;
    if (!indicator || held.some((one) => isHeldBy(indicator, one))) continue;
    held.push(indicator);
    targets.push({ indicator, text: `${quantity.name} ${text.slice(quantity.start, quantity.end).trim()}` });
  }
  return targets;
};
