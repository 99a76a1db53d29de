import type { NormSums } from './norm-sums.js';
import { createNormSums } from './norm-sums.js';
import type { PostingLists } from './posting-lists.js';
import { createPostingLists, packPosting, placeOf, titleCountOf, wholeCountOf } from './posting-lists.js';
import { countWeight, kindSquare, wholeSquare } from './term-kinds.js';
import type { Text, Vector } from './vector.js';
import { vectoriser } from './vector.js';
import { createVocabulary } from './vocabulary.js';

/** The two collections of texts share one vocabulary, so a pair has one similarity, whichever side asks. */
export type Side = 0 | 1;

/** Cosines of the two titles, and of the two whole texts. */
export type VisitSimilar = (place: number, title: number, whole: number) => void;

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
}

/** The parts of the cosines: for each term of the first vector its summand of the title's and of the whole text's cosine. */
export interface Similarity {
  title: number;
  whole: number;
  titleParts: Float64Array;
  wholeParts: Float64Array;
  key(at: number): { kind: number; key: string };
}

interface Texts {
  postings: PostingLists;
  titles: NormSums;
  wholes: NormSums;
}

export const createTextIndex = (): TextIndex => {
  const vocabulary = createVocabulary();
  const vectorOf = vectoriser(vocabulary);
  const newTexts = (): Texts => ({ postings: createPostingLists(), titles: createNormSums(), wholes: createNormSums() });
  const sides: readonly [Texts, Texts] = [newTexts(), newTexts()];
  let size = 0;
  let titleSums = new Float64Array(1 << 10);
  let wholeSums = new Float64Array(1 << 10);
  let touched = new Uint32Array(1 << 10);

  const shiftNorms = (term: number, change: number): void => {
    const after = vocabulary.steps(term);
    const kind = vocabulary.kind(term);
    for (const { postings, titles, wholes } of sides) {
      const start = postings.starts[term] ?? 0;
      const end = start + (postings.lengths[term] ?? 0);
      for (let at = start; at < end; at += 1) {
        const posting = postings.pool[at] ?? 0;
        const place = placeOf(posting);
        wholes.shift(place, wholeSquare(kind, wholeCountOf(posting)), after - change, after);
        const inTitle = titleCountOf(posting);
        if (inTitle > 0) titles.shift(place, wholeSquare(kind, inTitle), after - change, after);
      }
    }
  };
  const count = (vector: Vector, by: 1 | -1): void => {
    size += by;
    for (const term of vector.terms) {
      const change = vocabulary.count(term, by);
      if (change !== 0) shiftNorms(term, change);
    }
  };
  const reserve = (place: number): void => {
    if (place < touched.length) return;
    const length = Math.max(place + 1, touched.length * 2);
    titleSums = new Float64Array(length);
    wholeSums = new Float64Array(length);
    touched = new Uint32Array(length);
  };
  const normOf = (vector: Vector, counts: Uint8Array): number => {
    const sums = createScratchNorm();
    vector.terms.forEach((term, at) => {
      const inText = counts[at] ?? 0;
      if (inText > 0) sums.add(0, wholeSquare(vocabulary.kind(term), inText), vocabulary.steps(term));
    });
    return sums.norm(0, vocabulary.common(size));
  };
  const release = (vector: Vector): void => vector.terms.forEach((term) => vocabulary.forget(term));

  /** Adds up the products of the weights over the posting lists; answers how many texts were touched. */
  const accumulate = (postings: PostingLists, vector: Vector): number => {
    const { pool, starts, lengths } = postings;
    let found = 0;
    for (let of = 0; of < vector.terms.length; of += 1) {
      const term = vector.terms[of] ?? 0;
      const length = lengths[term] ?? 0;
      if (length === 0) continue;
      const factor = kindSquare(vocabulary.kind(term)) * vocabulary.rarity(term, size) ** 2;
      const title = factor * (countWeight[vector.title[of] ?? 0] ?? 0);
      const whole = factor * (countWeight[vector.whole[of] ?? 0] ?? 0);
      const start = starts[term] ?? 0;
      for (let at = start; at < start + length; at += 1) {
        const posting = pool[at] ?? 0;
        const place = posting >>> 10;
        if (wholeSums[place] === 0) touched[found++] = place;
        wholeSums[place] = (wholeSums[place] ?? 0) + whole * (countWeight[posting & 31] ?? 0);
        titleSums[place] = (titleSums[place] ?? 0) + title * (countWeight[(posting >>> 5) & 31] ?? 0);
      }
    }
    return found;
  };

  return {
    vectorOf,
    release,
    put: (side, place, vector) => {
      const { postings, titles, wholes } = sides[side];
      reserve(place);
      titles.clear(place);
      wholes.clear(place);
      count(vector, 1);
      vector.terms.forEach((term, at) => {
        const kind = vocabulary.kind(term);
        const [inTitle, inWhole, steps] = [vector.title[at] ?? 0, vector.whole[at] ?? 0, vocabulary.steps(term)];
        postings.add(term, packPosting(place, inTitle, inWhole));
        wholes.add(place, wholeSquare(kind, inWhole), steps);
        if (inTitle > 0) titles.add(place, wholeSquare(kind, inTitle), steps);
      });
    },
    remove: (side, place, vector) => {
      for (const term of vector.terms) sides[side].postings.remove(term, place);
      count(vector, -1);
      release(vector);
    },
    visitSimilar: (side, vector, visit) => {
      const { postings, titles, wholes } = sides[side];
      const common = vocabulary.common(size);
      const titleNorm = normOf(vector, vector.title);
      const wholeNorm = normOf(vector, vector.whole);
      const found = accumulate(postings, vector);
      for (let at = 0; at < found; at += 1) {
        const place = touched[at] ?? 0;
        const inTitle = titleSums[place] ?? 0;
        const title = inTitle === 0 ? 0 : inTitle / (titleNorm * titles.norm(place, common));
        const whole = (wholeSums[place] ?? 0) / (wholeNorm * wholes.norm(place, common));
        titleSums[place] = wholeSums[place] = 0;
        visit(place, title, whole);
      }
    },
    similarity: (a, b) => similarityOf(a, b),
  };

  function similarityOf(a: Vector, b: Vector): Similarity {
    const places = new Map<number, number>();
    b.terms.forEach((term, at) => places.set(term, at));
    const titleNorms = normOf(a, a.title) * normOf(b, b.title) || 1;
    const wholeNorms = normOf(a, a.whole) * normOf(b, b.whole) || 1;
    const titleParts = new Float64Array(a.terms.length);
    const wholeParts = new Float64Array(a.terms.length);
    let [title, whole] = [0, 0];
    a.terms.forEach((term, at) => {
      const other = places.get(term);
      if (other === undefined) return;
      const factor = kindSquare(vocabulary.kind(term)) * vocabulary.rarity(term, size) ** 2;
      const product = (x: Uint8Array, y: Uint8Array): number =>
        (countWeight[x[at] ?? 0] ?? 0) * (countWeight[y[other] ?? 0] ?? 0);
      titleParts[at] = (factor * product(a.title, b.title)) / titleNorms;
      wholeParts[at] = (factor * product(a.whole, b.whole)) / wholeNorms;
      title += titleParts[at] ?? 0;
      whole += wholeParts[at] ?? 0;
    });
    const key = (at: number): { kind: number; key: string } => {
      const term = a.terms[at] ?? 0;
      return { kind: vocabulary.kind(term), key: vocabulary.key(term) };
    };
    return { title, whole, titleParts, wholeParts, key };
  }
};

const scratch = createNormSums();
const createScratchNorm = (): NormSums => {
  scratch.clear(0);
  return scratch;
};
