/** ABOUT is 约 or ≈, SET several values that all apply (230 V / 110 V), SIZE the sides of a body (10×20×30 mm). */
export const operators = ['GE', 'GT', 'LE', 'LT', 'EQ', 'ABOUT', 'RANGE', 'SET', 'SIZE'] as const;
export type Operator = (typeof operators)[number];

/** One target or claim. Numbers are in `unit`, which is kept as written ("万吨/年"). */
export interface Figure {
  /** As written, without the words around it; empty when the text names none. */
  name: string;
  operator: Operator;
  /** The lower end of a RANGE, the first of a SET or SIZE. */
  value: number;
  /** Only with RANGE. */
  upper?: number;
  /** Only with SET and SIZE: all values. */
  values?: readonly number[];
  unit: string;
  /** The number tells how much more or less it shall become, not how much it is. */
  change?: 'UP' | 'DOWN';
  /** What a change is measured against, as written. */
  baseline?: string;
  /** Written as ±: the value bounds the deviation. */
  isTolerance?: boolean;
}

/** A figure found in a text; `start` and `end` are positions in the text as given, from the operator to the unit. */
export interface Quantity extends Figure {
  start: number;
  end: number;
}
