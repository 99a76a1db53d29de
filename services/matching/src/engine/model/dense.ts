import { chinese } from '../text/chinese.js';
import type { Term } from '../text/term.js';
import { firstOf, GLOSS, kindOf, LATIN } from '../text/term.js';
import type { TextVector } from '../text/text-vector.js';
import { countWeight } from '../text/text-vector.js';
import type { ModelFile } from './model-file.js';
import { createRowSum } from './row-sums.js';
import type { TermEntries } from './term-entries.js';

/** Dense vectors of terms and of texts. */
export interface Dense {
  embed(vector: TextVector, part: 'title' | 'whole'): Int8Array;
  /** See `TextModel`. */
  meaningOf(term: Term, isHan: boolean): Float64Array | undefined;
}

/** A stem is placed where the Chinese words are that mean it: the rows of their vectors. */
const translationsOf = (rowOf: (term: Term) => number): ((term: Term) => readonly number[]) => {
  const known = new Map<Term, readonly number[]>();
  return (term) => {
    const kept = known.get(term);
    if (kept) return kept;
    const words = chinese().wordsMeaning(term);
    const rows = Array.from(words, (word) => rowOf(word)).filter((row) => row >= 0);
    // only of what the dictionary knows, so that there are never more than it has
    if (words.length > 0) known.set(term, rows);
    return rows;
  };
};

const SCALE = 127;
const FIRST_WITHOUT = firstOf(GLOSS);

const removeDirection = (sum: Float64Array, direction: Float32Array): void => {
  let along = 0;
  for (let at = 0; at < sum.length; at += 1) along += sum[at]! * direction[at]!;
  for (let at = 0; at < sum.length; at += 1) sum[at]! -= along * direction[at]!;
};

const toUnit = (sum: Float64Array): Int8Array => {
  let squares = 0;
  for (let at = 0; at < sum.length; at += 1) squares += sum[at]! * sum[at]!;
  const scale = squares > 0 ? SCALE / Math.sqrt(squares) : 0;
  const unit = new Int8Array(sum.length);
  for (let at = 0; at < sum.length; at += 1) unit[at] = Math.round(sum[at]! * scale);
  return unit;
};

export const createDense = ({ header, codes, common }: ModelFile, { placeOf, weightAt }: TermEntries): Dense => {
  const { dimensions, vectors } = header;
  const rowOf = (term: Term): number => {
    const place = placeOf(term);
    return place < vectors ? place : -1;
  };
  const translationsFor = translationsOf(rowOf);
  const rowSum = createRowSum(codes, dimensions);

  const addTerm = (term: Term, count: number, isHan: boolean): void => {
    const place = placeOf(term);
    const weight = weightAt(kindOf(term), place) * countWeight[count]!;
    if (place >= 0 && place < vectors) rowSum.add(place, weight);
    else if (!isHan && kindOf(term) === LATIN) {
      const rows = translationsFor(term);
      for (const row of rows) rowSum.add(row, weight / rows.length);
    }
  };
  const rowsOf = (term: Term, isHan: boolean): readonly number[] => {
    const row = rowOf(term);
    if (row >= 0) return [row];
    return !isHan && kindOf(term) === LATIN ? translationsFor(term) : [];
  };
  return {
    meaningOf: (term, isHan) => {
      const rows = rowsOf(term, isHan);
      if (rows.length === 0) return undefined;
      for (const row of rows) rowSum.add(row, 1 / rows.length);
      const meaning = rowSum.take().slice();
      removeDirection(meaning, common);
      return meaning;
    },
    embed: ({ terms, title, whole, isHan }, part) => {
      const counts = part === 'title' ? title : whole;
      // what words mean, and letters among the characters, stand behind all that have a place
      for (let at = 0; at < terms.length && terms[at]! < FIRST_WITHOUT; at += 1)
        if (counts[at]! > 0) addTerm(terms[at]!, counts[at]!, isHan);
      const sum = rowSum.take();
      removeDirection(sum, common);
      return toUnit(sum);
    },
  };
};
