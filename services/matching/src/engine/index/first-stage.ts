import { countWeight } from '../text/text-vector.js';
import type { ListReader } from './list-reader.js';
import { createReader, nextChunk, openList } from './list-reader.js';
import type { Asked, Question } from './question.js';
import { HAN } from './shelf.js';
import type { Shelf } from './shelf.js';
import { createTopScores, finishScores, offerScore } from './top-scores.js';

/** Working space that is used again by every question. */
export interface Workspace {
  /** First-stage score so far, by place; all 0 between questions. */
  scores: Float32Array;
  /** Candidate + 1 by place; all 0 between questions. */
  slots: Uint32Array;
  readonly reader: ListReader;
}

export const createWorkspace = (): Workspace => ({
  scores: new Float32Array(64),
  slots: new Uint32Array(64),
  reader: createReader(),
});

export interface Wanted {
  isHan: boolean;
  /** So many best ones. */
  most: number;
  /** Only scores of at least this. */
  least: number;
  accepts?(place: number): boolean;
}

/** More candidates than this times the number wanted are cut down by further terms. */
const ROOM_FOR_CANDIDATES = 3;
/** Share of all postings that is walked before the first look at what is still possible. */
const FIRST_LOOK = 0.3;
const NEXT_LOOK = 0.2;
/** Sums of single precision may be off by so much for each term. */
const ROUNDING = 1.3e-7;

/** Where a norm is 0 there is no posting of a weight. */

const addTerm = (shelf: Shelf, { scores, reader }: Workspace, term: Asked): void => {
  const { titleFactor, wholeFactor } = term;
  const norms = shelf.norms[term.group]!;
  const isInTitle = titleFactor > 0;
  const { postings } = reader;
  if (!isInTitle && wholeFactor === 0) return;
  openList(reader, shelf.lists, term.number);
  while (nextChunk(reader, shelf.lists)) {
    const { length } = reader;
    for (let at = 0; at < length; at += 1) {
      const posting = postings[at]!;
      const place = posting >>> 10;
      const title = (posting >>> 5) & 31;
      let gain = (wholeFactor * countWeight[posting & 31]!) / norms[2 * place + 1]!;
      if (isInTitle && title > 0) gain += (titleFactor * countWeight[title]!) / norms[2 * place]!;
      scores[place]! += gain;
    }
  }
};

interface Look {
  wanted: Wanted;
  /** The most that a score can still gain. */
  rest: number;
  /** More candidates than this are no answer. */
  limit: number;
}

/** Places that may still be among the best, ascending; undefined when they are too many, or could be any. */
const possible = (shelf: Shelf, { scores }: Workspace, { wanted, rest, limit }: Look): number[] | undefined => {
  const { flags, size } = shelf;
  const { accepts } = wanted;
  const script = wanted.isHan ? HAN : 0;
  const isOpen = (place: number): boolean => flags[place] === script && (accepts === undefined || accepts(place));
  const top = createTopScores(wanted.most, 0);
  for (let place = 0; place < size; place += 1) {
    const score = scores[place]!;
    if (score > top.least && isOpen(place)) offerScore(top, score);
  }
  const least = Math.max(finishScores(top), wanted.least) - rest;
  if (least <= 0 && limit < size) return undefined;
  const places: number[] = [];
  for (let place = 0; place < size; place += 1) {
    const score = scores[place]!;
    if (score < least || score === 0 || !isOpen(place)) continue;
    if (places.push(place) > limit) return undefined;
  }
  return places;
};

/**
 * Candidates for the best places by the first-stage score, ascending: at least all that belong to them. Terms are walked from the rarest
 * on; the common ones at the end are left out as soon as they cannot bring in anybody new.
 */
export const candidatesFor = (shelf: Shelf, space: Workspace, asking: { question: Question; wanted: Wanted }): number[] => {
  const { question, wanted } = asking;
  if (space.scores.length < shelf.size) {
    space.scores = new Float32Array(shelf.capacity);
    space.slots = new Uint32Array(shelf.capacity);
  }
  const terms = question.terms.toSorted((a, b) => a.postings - b.postings);
  const total = terms.reduce((sum, { postings }) => sum + postings, 0);
  const bound = terms.reduce((sum, { most }) => sum + most, 0);
  const rounding = (terms.length + 8) * ROUNDING * Math.min(2, bound);
  const limit = wanted.most * ROOM_FOR_CANDIDATES;
  let [rest, walked, look] = [bound, 0, total * FIRST_LOOK];
  let places: number[] | undefined;
  for (const term of terms) {
    addTerm(shelf, space, term);
    rest -= term.most;
    walked += term.postings;
    if (walked < look || walked === total || limit >= shelf.size) continue;
    look = walked + total * NEXT_LOOK;
    places = possible(shelf, space, { wanted, rest: rest + rounding, limit });
    if (places) break;
  }
  places ??= possible(shelf, space, { wanted, rest: rounding, limit: shelf.size }) ?? [];
  space.scores.fill(0, 0, shelf.size);
  return places;
};
