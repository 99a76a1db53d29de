import { SCALE } from './term-kinds.js';
import { RARITY_STEPS } from './vocabulary.js';

export interface Steps {
  before: number;
  after: number;
}

/**
 * The squared length of a text, Σ s·(steps + common)², as a polynomial in `common`, the part of the rarity that all terms share.
 * The three sums are whole numbers below 2^53: adding and taking away again leaves no trace, and no text is visited when the number of texts changes.
 */
export interface NormSums {
  /** A term of weight `square` (see `wholeSquare`) and rarity `steps`. */
  add(place: number, square: number, steps: number): void;
  /** The rarity of a term of the text changed. */
  shift(place: number, square: number, steps: Steps): void;
  clear(place: number): void;
  /** Length of the text for the common part of the rarity, in steps. */
  norm(place: number, common: number): number;
}

export const createNormSums = (): NormSums => {
  let constant = new Float64Array(1 << 10);
  let linear = new Float64Array(1 << 10);
  let square = new Float64Array(1 << 10);
  const reserve = (place: number): void => {
    if (place < constant.length) return;
    const length = Math.max(place + 1, constant.length * 2);
    const grown = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const next = new Float64Array(length);
      next.set(old);
      return next;
    };
    [constant, linear, square] = [grown(constant), grown(linear), grown(square)];
  };
  const shift = (place: number, weight: number, { before, after }: Steps): void => {
    linear[place] = (linear[place] ?? 0) + weight * (after - before);
    constant[place] = (constant[place] ?? 0) + weight * (after * after - before * before);
  };
  return {
    add: (place, weight, steps) => {
      reserve(place);
      square[place] = (square[place] ?? 0) + weight;
      shift(place, weight, { before: 0, after: steps });
    },
    shift,
    clear: (place) => {
      reserve(place);
      square[place] = linear[place] = constant[place] = 0;
    },
    norm: (place, common) => {
      const sum = ((square[place] ?? 0) * common + 2 * (linear[place] ?? 0)) * common + (constant[place] ?? 0);
      return Math.sqrt(Math.max(0, sum) / SCALE) / RARITY_STEPS;
    },
  };
};
