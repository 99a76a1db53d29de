import { chinese } from '../text/chinese.js';
import type { Term } from '../text/term.js';
import { GLOSS, kindOf, LATIN, LETTERS } from '../text/term.js';
import type { TextVector } from '../text/text-vector.js';
import { countWeight } from '../text/text-vector.js';
import { fingerprintOf } from './fingerprint.js';
import type { ModelFile } from './model-file.js';
import { addRow } from './quantise.js';

/** Dense vectors of terms and of texts. */
export interface Dense {
  embed(vector: TextVector, part: 'title' | 'whole'): Int8Array;
}

/** A stem is placed where the Chinese words are that mean it: the rows of their vectors. */
const translationsOf = (rowOf: ReadonlyMap<number, number>): ((term: Term) => readonly number[]) => {
  const known = new Map<Term, readonly number[]>();
  return (term) => {
    const kept = known.get(term);
    if (kept) return kept;
    const words = chinese().wordsMeaning(term);
    const rows = Array.from(words, (word) => rowOf.get(fingerprintOf(word))).filter((row) => row !== undefined);
    // only of what the dictionary knows, so that there are never more than it has
    if (words.length > 0) known.set(term, rows);
    return rows;
  };
};

const SCALE = 127;

const toUnit = (sum: Float64Array): Int8Array => {
  let squares = 0;
  for (const value of sum) squares += value * value;
  const scale = squares > 0 ? SCALE / Math.sqrt(squares) : 0;
  return Int8Array.from(sum, (value) => Math.round(value * scale));
};

const withoutDirection = (sum: Float64Array, direction: Float32Array): Float64Array => {
  let along = 0;
  for (let at = 0; at < sum.length; at += 1) along += (sum[at] ?? 0) * (direction[at] ?? 0);
  return sum.map((value, at) => value - along * (direction[at] ?? 0));
};

export const createDense = (file: ModelFile, weightOf: (term: Term) => number): Dense => {
  const { dimensions, vectors } = file.header;
  const rowOf = new Map<number, number>();
  for (let row = 0; row < vectors; row += 1) rowOf.set(file.fingerprints[row] ?? 0, row);
  const translationsFor = translationsOf(rowOf);
  const bytes = dimensions / 4;

  const addTranslated = (sum: Float64Array, term: Term, weight: number): void => {
    const rows = translationsFor(term);
    for (const row of rows) addRow(sum, file.codes, { start: row * bytes, weight: weight / rows.length });
  };
  const sumOf = ({ terms, title, whole, isHan }: TextVector, part: 'title' | 'whole'): Float64Array => {
    const counts = part === 'title' ? title : whole;
    const sum = new Float64Array(dimensions);
    terms.forEach((term, at) => {
      const count = counts[at] ?? 0;
      const kind = kindOf(term);
      if (count === 0 || kind === GLOSS || kind === LETTERS) return;
      const weight = weightOf(term) * (countWeight[count] ?? 0);
      const print = fingerprintOf(term);
      const row = rowOf.get(print);
      if (row !== undefined) addRow(sum, file.codes, { start: row * bytes, weight });
      else if (kind === LATIN && !isHan) addTranslated(sum, term, weight);
    });
    return sum;
  };
  return { embed: (vector, part) => toUnit(withoutDirection(sumOf(vector, part), file.common)) };
};
