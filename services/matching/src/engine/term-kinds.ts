/** What a term is made of. A bigram is two neighbouring Chinese characters; a phrase is a whole word of three or more. */
export const termKinds = ['bigram', 'phrase', 'latin', 'number', 'concept'] as const;
export type TermKind = 0 | 1 | 2 | 3 | 4;
export const BIGRAM = 0;
export const PHRASE = 1;
export const LATIN = 2;
export const NUMBER = 3;
export const CONCEPT = 4;

/** How much a term of each kind counts beside a bigram. */
const kindWeights = [1, 0.5, 1.4, 0.5, 1.2] as const;

/** Counts above this are all the same to the weight. */
export const MAX_COUNT = 31;

const SQUARE_STEPS = 64;
const squares = Int32Array.from({ length: MAX_COUNT + 1 }, (_, count) =>
  count === 0 ? 0 : Math.round(SQUARE_STEPS * (1 + Math.log(count)) ** 2),
);

/** Weight of a count within one text, 1 + ln(count). Its square is a whole number of 1/64, which keeps the norms exact. */
export const countWeight = Float64Array.from(squares, (square) => Math.sqrt(square / SQUARE_STEPS));

const KIND_STEPS = 100;
const kindSquares = Int32Array.from(kindWeights, (weight) => Math.round(KIND_STEPS * weight ** 2));

/** Squared weight of a term's kind. */
export const kindSquare = (kind: TermKind): number => (kindSquares[kind] ?? 0) / KIND_STEPS;

/** Squared weight of a term in a text, times `SCALE`, as a whole number. */
export const SCALE = SQUARE_STEPS * KIND_STEPS;
export const wholeSquare = (kind: TermKind, count: number): number => (kindSquares[kind] ?? 0) * (squares[count] ?? 0);
