import type { PostingLists } from './posting-lists.js';
import { createPostingLists, packPosting } from './posting-lists.js';
import { countWeight, kindSquare } from './term-kinds.js';
import type { TextNorms } from './text-norms.js';
import { createTextNorms } from './text-norms.js';
import type { Text, Vector } from './vector.js';
import { vectoriser } from './vector.js';
import { createVocabulary } from './vocabulary.js';

/** The two collections of texts share one vocabulary, so a pair has one similarity, whichever side asks. */
export type Side = 0 | 1;

/** Cosines of the two titles, and of the two whole texts; a little above 1 at most. */
export type VisitSimilar = (place: number, title: number, whole: number) => void;

/** The cosines with their summands, one for each term of the first vector. */
export interface Similarity {
  title: number;
  whole: number;
  titleParts: Float64Array;
  wholeParts: Float64Array;
  key(at: number): { kind: number; key: string };
}

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

interface Texts {
  postings: PostingLists;
  norms: TextNorms;
  isHan: boolean[];
}

const newTexts = (): Texts => ({ postings: createPostingLists(), norms: createTextNorms(), isHan: [] });

export const createTextIndex = (): TextIndex => {
  const vocabulary = createVocabulary();
  const sides: readonly [Texts, Texts] = [newTexts(), newTexts()];
  const scratch = createTextNorms();
  let size = 0;
  let titleSums = new Float64Array(1 << 10);
  let wholeSums = new Float64Array(1 << 10);
  let touched = new Uint32Array(1 << 10);

  const reserve = (place: number): void => {
    if (place < touched.length) return;
    const length = Math.max(place + 1, touched.length * 2);
    titleSums = new Float64Array(length);
    wholeSums = new Float64Array(length);
    touched = new Uint32Array(length);
  };
  const postingAt = ({ title, whole }: Vector, at: number, place: number): number =>
    packPosting(place, title[at] ?? 0, whole[at] ?? 0);
  const addNorms = (norms: TextNorms, place: number, vector: Vector): void => {
    norms.clear(place);
    vector.terms.forEach((term, at) => norms.add(postingAt(vector, at, place), vocabulary.kind(term), vocabulary.steps(term)));
  };
  const normsOf = (vector: Vector, isBridged: boolean): { title: number; whole: number } => {
    addNorms(scratch, 0, vector);
    const common = vocabulary.common(size);
    return { title: scratch.title(0, common, isBridged), whole: scratch.whole(0, common, isBridged) };
  };
  const shiftNorms = (term: number, change: number): void => {
    const after = vocabulary.steps(term);
    const steps = { before: after - change, after };
    const kind = vocabulary.kind(term);
    for (const { postings, norms } of sides) {
      const start = postings.starts[term] ?? 0;
      const end = start + (postings.lengths[term] ?? 0);
      for (let at = start; at < end; at += 1) norms.shift(postings.pool[at] ?? 0, kind, steps);
    }
  };
  const count = (vector: Vector, by: 1 | -1): void => {
    size += by;
    for (const term of vector.terms) {
      const change = vocabulary.count(term, by);
      if (change !== 0) shiftNorms(term, change);
    }
  };
  const factorOf = (term: number): number => kindSquare(vocabulary.kind(term)) * vocabulary.rarity(term, size) ** 2;
  const release = (vector: Vector): void => vector.terms.forEach((term) => vocabulary.forget(term));

  /** Adds up the products of the weights over the posting lists; answers how many texts were touched. */
  const accumulate = ({ pool, starts, lengths }: PostingLists, vector: Vector): number => {
    let found = 0;
    for (let of = 0; of < vector.terms.length; of += 1) {
      const term = vector.terms[of] ?? 0;
      const length = lengths[term] ?? 0;
      if (length === 0) continue;
      const factor = factorOf(term);
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
  const visitSimilar = (side: Side, vector: Vector, visit: VisitSimilar): void => {
    const { postings, norms, isHan } = sides[side];
    const common = vocabulary.common(size);
    const own = [normsOf(vector, false), normsOf(vector, true)] as const;
    const found = accumulate(postings, vector);
    for (let at = 0; at < found; at += 1) {
      const place = touched[at] ?? 0;
      const isBridged = isHan[place] !== vector.isHan;
      const { title, whole } = own[isBridged ? 1 : 0];
      const titleSum = titleSums[place] ?? 0;
      const titleCosine = titleSum === 0 ? 0 : titleSum / (title * norms.title(place, common, isBridged));
      const wholeCosine = (wholeSums[place] ?? 0) / (whole * norms.whole(place, common, isBridged));
      titleSums[place] = wholeSums[place] = 0;
      visit(place, titleCosine, wholeCosine);
    }
  };
  const similarity = (a: Vector, b: Vector): Similarity => {
    const isBridged = a.isHan !== b.isHan;
    const [one, other] = [normsOf(a, isBridged), normsOf(b, isBridged)];
    const titleNorms = one.title * other.title || 1;
    const wholeNorms = one.whole * other.whole || 1;
    const titleParts = new Float64Array(a.terms.length);
    const wholeParts = new Float64Array(a.terms.length);
    const places = new Map(Array.from(b.terms, (term, at) => [term, at]));
    let [title, whole] = [0, 0];
    a.terms.forEach((term, at) => {
      const place = places.get(term);
      if (place === undefined) return;
      const factor = factorOf(term);
      const product = (x: Uint8Array, y: Uint8Array): number =>
        (countWeight[x[at] ?? 0] ?? 0) * (countWeight[y[place] ?? 0] ?? 0);
      title += titleParts[at] = (factor * product(a.title, b.title)) / titleNorms;
      whole += wholeParts[at] = (factor * product(a.whole, b.whole)) / wholeNorms;
    });
    const key = (at: number): { kind: number; key: string } => {
      const term = a.terms[at] ?? 0;
      return { kind: vocabulary.kind(term), key: vocabulary.key(term) };
    };
    return { title, whole, titleParts, wholeParts, key };
  };

  return {
    vectorOf: vectoriser(vocabulary),
    release,
    put: (side, place, vector) => {
      const { postings, norms, isHan } = sides[side];
      reserve(place);
      count(vector, 1);
      addNorms(norms, place, vector);
      isHan[place] = vector.isHan;
      vector.terms.forEach((term, at) => postings.add(term, postingAt(vector, at, place)));
    },
    remove: (side, place, vector) => {
      for (const term of vector.terms) sides[side].postings.remove(term, place);
      count(vector, -1);
      release(vector);
    },
    visitSimilar,
    similarity,
  };
};
