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

export const normsOf = ({ groupOf, weightOf }: Weights, { terms, title, whole, isHan }: TextVector): Norms => {
  const titles = new Array<number>(GROUPS).fill(0);
  const wholes = new Array<number>(GROUPS).fill(0);
  terms.forEach((term, at) => {
    const square = weightOf(term) ** 2;
    const titleSquare = square * (countWeight[title[at] ?? 0] ?? 0) ** 2;
    const wholeSquare = square * (countWeight[whole[at] ?? 0] ?? 0) ** 2;
    const add = (group: number): void => {
      titles[group] = (titles[group] ?? 0) + titleSquare;
      wholes[group] = (wholes[group] ?? 0) + wholeSquare;
    };
    const group = groupOf(term);
    if (group !== undefined) add(group);
    if (isAcross(term, isHan)) add(ACROSS);
  });
  const [a = 0, b = 0, c = 0] = titles.map((square) => Math.fround(Math.sqrt(square)));
  const [x = 0, y = 0, z = 0] = wholes.map((square) => Math.fround(Math.sqrt(square)));
  return { title: [a, b, c], whole: [x, y, z] };
};
