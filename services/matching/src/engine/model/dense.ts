import { chinese } from '../text/chinese.js';
import type { Term } from '../text/term.js';
import { GLOSS, kindOf, LATIN, LETTERS, termOf, WORD } from '../text/term.js';
import type { TextVector } from '../text/text-vector.js';
import { countWeight } from '../text/text-vector.js';
import { fingerprintOf } from './fingerprint.js';
import type { ModelFile } from './model-file.js';
import { addRow } from './quantise.js';

/** Dense vectors of terms and of texts. */
export interface Dense {
  embed(vector: TextVector, part: 'title' | 'whole'): Int8Array;
}

/** A stem is placed where the Chinese words are that mean it. */
interface Translations {
  places: Map<number, number>;
  /** Rows of the words' vectors, by place; each row of one translated stem. */
  rows: Int32Array[];
}

const translationsOf = (rowOf: ReadonlyMap<number, number>): Translations => {
  const found = new Map<number, number[]>();
  for (const [word, stems] of chinese().meanings) {
    const row = rowOf.get(fingerprintOf(termOf(WORD, word)));
    if (row === undefined) continue;
    for (const stem of stems.split(' ')) {
      const print = fingerprintOf(termOf(LATIN, stem));
      const rows = found.get(print);
      if (rows) rows.push(row);
      else found.set(print, [row]);
    }
  }
  const places = new Map([...found.keys()].map((print, at) => [print, at]));
  return { places, rows: [...found.values()].map((rows) => Int32Array.from(rows)) };
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
  let translations: Translations | undefined;
  const bytes = dimensions / 4;

  const addTranslated = (sum: Float64Array, print: number, weight: number): void => {
    translations ??= translationsOf(rowOf);
    const rows = translations.rows[translations.places.get(print) ?? -1];
    if (!rows) return;
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
      else if (kind === LATIN && !isHan) addTranslated(sum, print, weight);
    });
    return sum;
  };
  return { embed: (vector, part) => toUnit(withoutDirection(sumOf(vector, part), file.common)) };
};
