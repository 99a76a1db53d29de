/** Base quantities. Scales without a ratio (hardness, grades, pH) stand apart, so that they compare with nothing else. */
export const bases = [
  'length',
  'mass',
  'time',
  'current',
  'temperature',
  'amount',
  'light',
  'yuan',
  'dollar',
  'count',
  'turn',
  'angle',
  'information',
  'level',
  'mesh',
  'grade',
  'acidity',
  'ingress',
  'activity',
  'turbidity',
  'hrc',
  'hrb',
  'hra',
  'brinell',
  'vickers',
  'shore',
] as const;
export type Base = (typeof bases)[number];

/** Exponents, in the order of `bases`. */
export type Dimension = readonly number[];

/** A value in the unit times `factor` plus `offset` is the value in base units; `offset` is of temperatures alone. */
export interface Measure {
  factor: number;
  offset: number;
  dimension: Dimension;
}

export const dimensionOf = (exponents: Partial<Record<Base, number>>): Dimension => bases.map((base) => exponents[base] ?? 0);

const none = dimensionOf({});
export const one: Measure = { factor: 1, offset: 0, dimension: none };

/** Of the product; a temperature in a product is a difference, so its offset is gone. */
export const multiply = (a: Measure, b: Measure): Measure => ({
  factor: a.factor * b.factor,
  offset: 0,
  dimension: a.dimension.map((exponent, i) => exponent + (b.dimension[i] ?? 0)),
});

export const raise = (measure: Measure, power: number): Measure =>
  power === 1
    ? measure
    : { factor: measure.factor ** power, offset: 0, dimension: measure.dimension.map((exponent) => exponent * power) };

export const divide = (a: Measure, b: Measure): Measure => multiply(a, raise(b, -1));

const [time, turn] = [bases.indexOf('time'), bases.indexOf('turn')];

/** Turns a minute and hertz are both frequencies. */
const withoutTurns = (dimension: Dimension): Dimension =>
  (dimension[time] ?? 0) < 0 && dimension[turn] !== 0 ? dimension.map((exponent, i) => (i === turn ? 0 : exponent)) : dimension;

export const isSameDimension = (a: Measure, b: Measure): boolean => {
  const [left, right] = [withoutTurns(a.dimension), withoutTurns(b.dimension)];
  return left.every((exponent, i) => exponent === right[i]);
};

const isOnly = (dimension: Dimension, base: Base): boolean =>
  dimension.every((exponent, i) => exponent === (bases[i] === base ? 1 : 0));
export const isOf = (measure: Measure, base: Base): boolean => isOnly(measure.dimension, base);
export const isPlain = (measure: Measure): boolean => measure.dimension.every((exponent) => exponent === 0);

/** The exponent of one base. */
export const exponentOf = (measure: Measure, base: Base): number => measure.dimension[bases.indexOf(base)] ?? 0;

export const toBase = (value: number, measure: Measure): number => value * measure.factor + measure.offset;
export const fromBase = (value: number, measure: Measure): number => (value - measure.offset) / measure.factor;
