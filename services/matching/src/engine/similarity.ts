import type { Corpus } from './corpus.js';
import type { Term } from './spans.js';
import { countWeight } from './term-kinds.js';
import type { Vector } from './vector.js';

/** A term that both texts hold, with its summands of the two cosines. */
export interface SharedTerm extends Term {
  title: number;
  whole: number;
}

/** The cosines of the titles and of the whole texts. */
export interface Similarity {
  title: number;
  whole: number;
  shared: SharedTerm[];
}

export const similarityOf = (corpus: Corpus, a: Vector, b: Vector): Similarity => {
  const { vocabulary } = corpus;
  const isBridged = a.isHan !== b.isHan;
  const [one, other] = [corpus.normsOf(a, isBridged), corpus.normsOf(b, isBridged)];
  const titleNorms = one.title * other.title || 1;
  const wholeNorms = one.whole * other.whole || 1;
  const places = new Map(Array.from(b.terms, (term, at) => [term, at]));
  const shared: SharedTerm[] = [];
  let [title, whole] = [0, 0];
  a.terms.forEach((term, at) => {
    const place = places.get(term);
    if (place === undefined) return;
    const factor = corpus.factorOf(term);
    const product = (x: Uint8Array, y: Uint8Array): number => (countWeight[x[at] ?? 0] ?? 0) * (countWeight[y[place] ?? 0] ?? 0);
    const part = {
      kind: vocabulary.kind(term),
      key: vocabulary.key(term),
      title: (factor * product(a.title, b.title)) / titleNorms,
      whole: (factor * product(a.whole, b.whole)) / wholeNorms,
    };
    title += part.title;
    whole += part.whole;
    shared.push(part);
  });
  return { title, whole, shared };
};
