import type { ListReader } from './list-reader.js';
import { chunkWith, createReader, nextChunk, openList } from './list-reader.js';
import { postingsOf } from './posting-lists.js';
import type { Clause, WeightedTerm } from './search-door.js';
import { DEAD } from './shelf.js';
import type { Shelf } from './shelf.js';
import { numberOfTerm } from './term-numbers.js';
import type { Vocabulary } from './vocabulary.js';

/** Working space of searches; scores and marks are 0 between them. */
export interface MatchSpace {
  scores: Float32Array;
  /** How many requirements the text has met so far. */
  marks: Uint16Array;
  /** Places that match, and how many. */
  found: Uint32Array;
  count: number;
  readonly reader: ListReader;
}

export const createMatchSpace = (): MatchSpace => ({
  scores: new Float32Array(64),
  marks: new Uint16Array(64),
  found: new Uint32Array(64),
  count: 0,
  reader: createReader(),
});

export interface SearchedTerm {
  number: number;
  weight: number;
  postings: number;
}

/** BM25 with a mean length by hand, so that a score does not depend on what else is indexed. */
const K1 = 1.2;
const B = 0.75;
const MEAN_LENGTH = 300;
const EACH_IN_TITLE = 2;
const FIXED = K1 * (1 - B);
let byLength = (K1 * B) / MEAN_LENGTH;

const gainOf = (weight: number, posting: number, length: number): number => {
  const count = (posting & 31) + EACH_IN_TITLE * ((posting >>> 5) & 31);
  return (weight * (K1 + 1) * count) / (count + FIXED + byLength * length);
};

/** The terms of a clause that the shelf knows, and how many postings they have. */
export const knownTerms = (vocabulary: Vocabulary, { lists }: Shelf, terms: readonly WeightedTerm[]): SearchedTerm[] =>
  terms.flatMap(({ term, weight }) => {
    const number = numberOfTerm(vocabulary, term);
    const postings = number < 0 ? 0 : postingsOf(lists, number);
    return postings === 0 ? [] : [{ number, weight: weight ?? Math.sqrt(vocabulary.squares[number]!), postings }];
  });

/** Every text that holds the term is found. */
const findAll = (shelf: Shelf, space: MatchSpace, { number, weight }: SearchedTerm): void => {
  const { scores, marks, found, reader } = space;
  const { lengths, lists } = shelf;
  let { count } = space;
  openList(reader, lists, number);
  while (nextChunk(reader, lists)) {
    const { postings, length } = reader;
    for (let at = 0; at < length; at += 1) {
      const posting = postings[at]!;
      const place = posting >>> 10;
      if (marks[place] === 0) {
        marks[place] = 1;
        found[count++] = place;
      }
      scores[place]! += gainOf(weight, posting, lengths[place]!);
    }
  }
  space.count = count;
};

const postingsIn = (terms: readonly SearchedTerm[]): number => terms.reduce((sum, { postings }) => sum + postings, 0);

/** The same for many postings: the texts are only marked, and found in one walk over all marks, in ascending order. */
const sweepAll = (shelf: Shelf, { scores, marks, reader }: MatchSpace, { number, weight }: SearchedTerm): void => {
  const { lengths, lists } = shelf;
  const { postings } = reader;
  openList(reader, lists, number);
  while (nextChunk(reader, lists)) {
    const { length } = reader;
    for (let at = 0; at < length; at += 1) {
      const posting = postings[at]!;
      const place = posting >>> 10;
      marks[place] = 1;
      scores[place]! += gainOf(weight, posting, lengths[place]!);
    }
  }
};

const collectMarked = ({ size }: Shelf, space: MatchSpace): void => {
  const { marks, found } = space;
  let count = 0;
  for (let place = 0; place < size; place += 1) {
    found[count] = place;
    count += marks[place]!;
  }
  space.count = count;
};

const findAny = (shelf: Shelf, space: MatchSpace, terms: readonly SearchedTerm[]): void => {
  if (postingsIn(terms) < shelf.size) {
    for (const term of terms) findAll(shelf, space, term);
    return;
  }
  for (const term of terms) sweepAll(shelf, space, term);
  collectMarked(shelf, space);
};

interface Step {
  term: SearchedTerm;
  /** Only texts marked with this or the next number. */
  level: number;
  /** Marks to set on those that hold the term. */
  mark: number;
}

const meet = (
  shelf: Shelf,
  { scores, marks }: MatchSpace,
  { term, mark, posting }: { term: SearchedTerm; mark: number; posting: number },
): void => {
  const place = posting >>> 10;
  scores[place]! += gainOf(term.weight, posting, shelf.lengths[place]!);
  marks[place] = mark;
};

const scan = (shelf: Shelf, space: MatchSpace, { term, level, mark }: Step): void => {
  const { marks, reader } = space;
  openList(reader, shelf.lists, term.number);
  while (nextChunk(reader, shelf.lists)) {
    const { postings, length } = reader;
    for (let at = 0; at < length; at += 1) {
      const posting = postings[at]!;
      const known = marks[posting >>> 10]!;
      if (known >= level) meet(shelf, space, { term, mark, posting });
    }
  }
};

/** Leaps from one found place to the next; they must be in ascending order. */
const leap = (shelf: Shelf, space: MatchSpace, { term, mark }: Step): void => {
  const { found, count, reader } = space;
  let next = 0;
  openList(reader, shelf.lists, term.number);
  while (next < count && chunkWith(reader, shelf.lists, found[next]!)) {
    const { postings, length: to } = reader;
    const last = postings[to - 1]! >>> 10;
    let low = 0;
    for (; next < count && found[next]! <= last; next += 1) {
      const place = found[next]!;
      let high = to;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (postings[middle]! >>> 10 < place) low = middle + 1;
        else high = middle;
      }
      if (postings[low]! >>> 10 === place) meet(shelf, space, { term, mark, posting: postings[low]! });
    }
  }
};

const LEAP = 24;

/** Visits the found texts that hold the term. */
const visitFound = (shelf: Shelf, space: MatchSpace, step: Step): void => {
  if (step.term.postings > space.count * LEAP) leap(shelf, space, step);
  else scan(shelf, space, step);
};

/** Keeps the found texts with the mark; forgets the others. */
const keep = (space: MatchSpace, mark: number): void => {
  const { found, marks, scores, count } = space;
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    const place = found[at]!;
    if (marks[place] === mark) found[kept++] = place;
    else marks[place] = scores[place] = 0;
  }
  space.count = kept;
};

const findEverything = ({ size }: Shelf, space: MatchSpace): void => {
  for (let place = 0; place < size; place += 1) space.found[place] = place;
  space.marks.fill(1, 0, size);
  space.count = size;
};

const dropDead = ({ flags }: Shelf, space: MatchSpace): void => {
  const { found, marks, scores, count } = space;
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    const place = found[at]!;
    if ((flags[place]! & DEAD) === 0) found[kept++] = place;
    else marks[place] = scores[place] = 0;
  }
  space.count = kept;
};

const reserve = (space: MatchSpace, { size, capacity }: Shelf): void => {
  if (space.scores.length >= size) return;
  space.scores = new Float32Array(capacity);
  space.marks = new Uint16Array(capacity);
  space.found = new Uint32Array(capacity);
};

interface Asking {
  space: MatchSpace;
  clauses: readonly Clause[];
  meanLength?: number;
}

/** Finds the texts that meet the clauses (space.found, space.scores); `forgetMatches` comes afterwards. */
export const findMatches = (vocabulary: Vocabulary, shelf: Shelf, asking: Asking): void => {
  const { space, clauses, meanLength = MEAN_LENGTH } = asking;
  byLength = (K1 * B) / meanLength;
  reserve(space, shelf);
  space.count = 0;
  const ofKind = (occur: Clause['occur']): SearchedTerm[][] =>
    clauses.filter((clause) => clause.occur === occur).map(({ terms }) => knownTerms(vocabulary, shelf, terms));
  const musts = ofKind('must').sort((a, b) => postingsIn(a) - postingsIn(b));
  const shoulds = ofKind('should').flat();
  const nots = ofKind('not').flat();
  const [first, ...others] = musts;
  const isOpen = first === undefined && !clauses.some(({ occur }) => occur === 'should');
  if (isOpen) findEverything(shelf, space);
  else findAny(shelf, space, first ?? shoulds);
  if ((first?.length ?? 0) > 1 || (!first && nots.length > 0)) space.found.subarray(0, space.count).sort();
  others.forEach((terms, at) => {
    for (const term of terms) visitFound(shelf, space, { term, level: at + 1, mark: at + 2 });
    keep(space, at + 2);
  });
  const level = Math.max(1, musts.length);
  if (first) for (const term of shoulds) visitFound(shelf, space, { term, level, mark: level });
  for (const term of nots) visitFound(shelf, space, { term, level, mark: level + 1 });
  if (nots.length > 0) keep(space, level);
  if (shelf.dead > 0) dropDead(shelf, space);
};

export const forgetMatches = ({ found, marks, scores, count }: MatchSpace): void => {
  for (let at = 0; at < count; at += 1) marks[found[at]!] = scores[found[at]!] = 0;
};
