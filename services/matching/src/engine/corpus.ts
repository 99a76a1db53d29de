import type { PostingLists } from './posting-lists.js';
import { createPostingLists, MAX_PLACES, packPosting } from './posting-lists.js';
import { kindSquare } from './term-kinds.js';
import type { TextNorms } from './text-norms.js';
import { createTextNorms } from './text-norms.js';
import type { Vector } from './vector.js';
import type { Vocabulary } from './vocabulary.js';
import { createVocabulary } from './vocabulary.js';

/** The two collections of texts share one vocabulary, so a pair has one similarity, whichever side asks. */
export type Side = 0 | 1;

/** The texts of one side: which term is where, how long each is, and in which script. */
interface Texts {
  postings: PostingLists;
  norms: TextNorms;
  isHan: boolean[];
}

/** Everything that is counted; a vector's lengths depend on all of it. */
export interface Corpus {
  readonly vocabulary: Vocabulary;
  readonly sides: readonly [Texts, Texts];
  /** The part of the rarity that all terms share, for the present number of texts. */
  common(): number;
  /** Squared weight of a term, without the counts. */
  factorOf(term: number): number;
  /** Lengths of the vector's title and whole; `isBridged` when compared with a text of the other script. */
  normsOf(vector: Vector, isBridged: boolean): { title: number; whole: number };
  /** The place must be free. */
  put(side: Side, place: number, vector: Vector): void;
  remove(side: Side, place: number, vector: Vector): void;
}

const newTexts = (): Texts => ({ postings: createPostingLists(), norms: createTextNorms(), isHan: [] });

const postingAt = ({ title, whole }: Vector, at: number, place: number): number =>
  packPosting(place, title[at] ?? 0, whole[at] ?? 0);

export const createCorpus = (): Corpus => {
  const vocabulary = createVocabulary();
  const sides: readonly [Texts, Texts] = [newTexts(), newTexts()];
  const scratch = createTextNorms();
  let size = 0;

  const addNorms = (norms: TextNorms, place: number, vector: Vector): void => {
    norms.clear(place);
    vector.terms.forEach((term, at) => norms.add(postingAt(vector, at, place), vocabulary.kind(term), vocabulary.steps(term)));
  };
  /** A term that became rarer or more common makes every text that holds it longer or shorter. */
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
  const common = (): number => vocabulary.common(size);
  return {
    vocabulary,
    sides,
    common,
    factorOf: (term) => kindSquare(vocabulary.kind(term)) * vocabulary.rarity(term, size) ** 2,
    normsOf: (vector, isBridged) => {
      addNorms(scratch, 0, vector);
      return { title: scratch.title(0, common(), isBridged), whole: scratch.whole(0, common(), isBridged) };
    },
    put: (side, place, vector) => {
      if (place >= MAX_PLACES) throw new RangeError(`an index holds at most ${MAX_PLACES} texts of a kind`);
      const { postings, norms, isHan } = sides[side];
      count(vector, 1);
      addNorms(norms, place, vector);
      isHan[place] = vector.isHan;
      vector.terms.forEach((term, at) => postings.add(term, postingAt(vector, at, place)));
    },
    remove: (side, place, vector) => {
      for (const term of vector.terms) sides[side].postings.remove(term, place);
      count(vector, -1);
    },
  };
};
