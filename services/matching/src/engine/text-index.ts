import type { Side } from './corpus.js';
import { createCorpus } from './corpus.js';
import { createProducts } from './products.js';
import type { Similarity } from './similarity.js';
import { similarityOf } from './similarity.js';
import type { Text, Vector } from './vector.js';
import { vectoriser } from './vector.js';

/** Cosines of the two titles, and of the two whole texts; a little above 1 at most. */
export type VisitSimilar = (place: number, title: number, whole: number) => void;

/** Texts of two sides by their places, compared as vectors of terms. */
export interface TextIndex {
  /** A vector must be `put`, or given back with `release`. */
  vectorOf(text: Text): Vector;
  release(vector: Vector): void;
  /** The place must be free. */
  put(side: Side, place: number, vector: Vector): void;
  remove(side: Side, place: number, vector: Vector): void;
  /** Visits each text of the side that shares a term with the vector, in no order. */
  visitSimilar(side: Side, vector: Vector, visit: VisitSimilar): void;
  similarity(a: Vector, b: Vector): Similarity;
  /** How many different terms the texts and the vectors not yet given back hold. */
  terms(): number;
}

export const createTextIndex = (): TextIndex => {
  const corpus = createCorpus();
  const products = createProducts();
  const release = (vector: Vector): void => vector.terms.forEach((term) => corpus.vocabulary.forget(term));
  return {
    vectorOf: vectoriser(corpus.vocabulary),
    release,
    put: (side, place, vector) => {
      products.reserve(place);
      corpus.put(side, place, vector);
    },
    remove: (side, place, vector) => {
      corpus.remove(side, place, vector);
      release(vector);
    },
    visitSimilar: (side, vector, visit) => {
      const { postings, norms, isHan } = corpus.sides[side];
      const common = corpus.common();
      const own = [corpus.normsOf(vector, false), corpus.normsOf(vector, true)] as const;
      products.add(postings, vector, corpus.factorOf);
      products.take((place, title, whole) => {
        const isBridged = isHan[place] !== vector.isHan;
        const lengths = own[isBridged ? 1 : 0];
        const titleCosine = title === 0 ? 0 : title / (lengths.title * norms.title(place, common, isBridged));
        visit(place, titleCosine, whole / (lengths.whole * norms.whole(place, common, isBridged)));
      });
    },
    similarity: (a, b) => similarityOf(corpus, a, b),
    terms: () => corpus.vocabulary.size,
  };
};
