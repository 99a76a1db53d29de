import { acrossOf } from '../text/term.js';
import type { TextVector } from '../text/text-vector.js';
import { countWeight } from '../text/text-vector.js';
import type { Norms, TextModel } from './text-model.js';
import { ACROSS, GROUPS } from './text-model.js';
import { GLOSS, kindOf, LATIN } from '../text/term.js';

/** Whether the term of a text is compared with texts of the other script: a Chinese text by its glosses, an English one by its stems. */
export const isAcross = (term: number, isHan: boolean): boolean =>
  acrossOf(term) !== undefined && kindOf(term) !== (isHan ? LATIN : GLOSS);

type Weights = Pick<TextModel, 'groupOf' | 'weightOf'>;

const countSquares = countWeight.map((weight) => weight ** 2);

const lengthsOf = (sums: Float64Array): [number, number, number] => [
  Math.fround(Math.sqrt(sums[0]!)),
  Math.fround(Math.sqrt(sums[1]!)),
  Math.fround(Math.sqrt(sums[2]!)),
];

export const normsOf = ({ groupOf, weightOf }: Weights, { terms, title, whole, isHan }: TextVector): Norms => {
  const [titles, wholes] = [new Float64Array(GROUPS), new Float64Array(GROUPS)];
  for (let at = 0; at < terms.length; at += 1) {
    const term = terms[at]!;
    const square = weightOf(term) ** 2;
    const titleSquare = square * countSquares[title[at]!]!;
    const wholeSquare = square * countSquares[whole[at]!]!;
    const group = groupOf(term);
    if (group !== undefined) {
      titles[group]! += titleSquare;
      wholes[group]! += wholeSquare;
    }
    if (!isAcross(term, isHan)) continue;
    titles[ACROSS]! += titleSquare;
    wholes[ACROSS]! += wholeSquare;
  }
  return { title: lengthsOf(titles), whole: lengthsOf(wholes) };
};
