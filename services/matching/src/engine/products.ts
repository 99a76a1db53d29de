import type { PostingLists } from './posting-lists.js';
import { placeOf, titleCountOf, wholeCountOf } from './posting-lists.js';
import { countWeight } from './term-kinds.js';
import type { Vector } from './vector.js';

/** Adds up the products of weights of one vector with many texts, in arrays that are used again. */
export interface Products {
  reserve(place: number): void;
  /** Goes through the posting lists of the vector's terms; `factorOf` is a term's squared weight. */
  add(postings: PostingLists, vector: Vector, factorOf: (term: number) => number): void;
  /** Visits every text that got a product, and begins anew. */
  take(visit: (place: number, title: number, whole: number) => void): void;
}

export const createProducts = (): Products => {
  let titles = new Float64Array(1 << 10);
  let wholes = new Float64Array(1 << 10);
  let touched = new Uint32Array(1 << 10);
  let found = 0;

  const addTerm = (
    { pool, starts, lengths }: PostingLists,
    term: number,
    { title, whole }: { title: number; whole: number },
  ): void => {
    const start = starts[term] ?? 0;
    const end = start + (lengths[term] ?? 0);
    for (let at = start; at < end; at += 1) {
      const posting = pool[at] ?? 0;
      const place = placeOf(posting);
      if (wholes[place] === 0) touched[found++] = place;
      wholes[place] = (wholes[place] ?? 0) + whole * (countWeight[wholeCountOf(posting)] ?? 0);
      titles[place] = (titles[place] ?? 0) + title * (countWeight[titleCountOf(posting)] ?? 0);
    }
  };
  return {
    reserve: (place) => {
      if (place < touched.length) return;
      const length = Math.max(place + 1, touched.length * 2);
      titles = new Float64Array(length);
      wholes = new Float64Array(length);
      touched = new Uint32Array(length);
    },
    add: (postings, vector, factorOf) => {
      vector.terms.forEach((term, at) => {
        if ((postings.lengths[term] ?? 0) === 0) return;
        const factor = factorOf(term);
        const title = factor * (countWeight[vector.title[at] ?? 0] ?? 0);
        const whole = factor * (countWeight[vector.whole[at] ?? 0] ?? 0);
        addTerm(postings, term, { title, whole });
      });
    },
    take: (visit) => {
      for (let at = 0; at < found; at += 1) {
        const place = touched[at] ?? 0;
        const [title, whole] = [titles[place] ?? 0, wholes[place] ?? 0];
        titles[place] = wholes[place] = 0;
        visit(place, title, whole);
      }
      found = 0;
    },
  };
};
