import { countWeight } from '../text/text-vector.js';
import type { PairFeatures, TextModel } from '../model/text-model.js';
import type { Workspace } from './first-stage.js';
import { chunkWith, nextChunk, openList } from './list-reader.js';
import type { Asked, Question } from './question.js';
import type { Shelf } from './shelf.js';

/** Exact sums of the candidates, eight numbers each: title and whole by group, found title squares of the other text and of the own. */
const WIDTH = 8;
const GROUPS = 3;
const OTHER_TITLE = 6;
const OWN_TITLE = 7;

interface Gathering {
  places: readonly number[];
  sums: Float64Array;
}

/** What a term gives to a candidate that holds it, before the candidate's own counts; set once for each term. */
interface Gain {
  square: number;
  /** Square times the weight of the question's count; 0 when its title does not have the term. */
  title: number;
  whole: number;
  titleAt: number;
  wholeAt: number;
}

const gainOf = ({ square, title, whole, group }: Asked): Gain => ({
  square,
  title: title > 0 ? square * countWeight[title]! : 0,
  whole: square * countWeight[whole]!,
  titleAt: 2 * group,
  wholeAt: 2 * group + 1,
});

/** `base` is where the candidate's sums begin; the posting is its own. */
const addOne = (sums: Float64Array, base: number, gain: Gain): void => {
  const title = (current >>> 5) & 31;
  sums[base + gain.wholeAt]! += gain.whole * countWeight[current & 31]!;
  if (title > 0) sums[base + OTHER_TITLE]! += gain.square;
  if (gain.title === 0) return;
  sums[base + OWN_TITLE]! += gain.square;
  if (title > 0) sums[base + gain.titleAt]! += gain.title * countWeight[title]!;
};

/** The posting at hand: a variable, because an object for each would be millions. */
let current = 0;

/** Goes through the whole list: the way for lists that are not much longer than the candidates are many. */
const scan = (shelf: Shelf, { slots, reader }: Workspace, { term, sums }: { term: Asked; sums: Float64Array }): void => {
  const gain = gainOf(term);
  openList(reader, shelf.lists, term.number);
  while (nextChunk(reader, shelf.lists)) {
    for (let at = 0; at < reader.length; at += 1) {
      current = reader.postings[at]!;
      const slot = slots[current >>> 10]!;
      if (slot !== 0) addOne(sums, (slot - 1) * WIDTH, gain);
    }
  }
};

/** Leaps from candidate to candidate: past chunks unread, then by halves. */
const leap = (shelf: Shelf, { reader }: Workspace, { term, places, sums }: Gathering & { term: Asked }): void => {
  const gain = gainOf(term);
  openList(reader, shelf.lists, term.number);
  let next = 0;
  while (next < places.length && chunkWith(reader, shelf.lists, places[next]!)) {
    const { postings, length: to } = reader;
    const last = postings[to - 1]! >>> 10;
    let low = 0;
    for (; next < places.length && places[next]! <= last; next += 1) {
      const place = places[next]!;
      let high = to;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (postings[middle]! >>> 10 < place) low = middle + 1;
        else high = middle;
      }
      current = postings[low]!;
      if (current >>> 10 === place) addOne(sums, next * WIDTH, gain);
    }
  }
};

/** A leap costs about as much as reading so many postings. */
const LEAP = 24;

/** The sums of all candidates (ascending places), in the order of the question's terms: the same bits whatever else is indexed. */
export const gatherSums = (
  shelf: Shelf,
  space: Workspace,
  asking: { question: Question; places: readonly number[] },
): Float64Array => {
  const { question, places } = asking;
  const sums = new Float64Array(places.length * WIDTH);
  places.forEach((place, at) => (space.slots[place] = at + 1));
  for (const term of question.terms)
    if (term.postings < places.length * LEAP) scan(shelf, space, { term, sums });
    else leap(shelf, space, { term, places, sums });
  for (const place of places) space.slots[place] = 0;
  return sums;
};

type Mutable = { -readonly [Key in keyof PairFeatures]: PairFeatures[Key] };
export interface Known {
  features: PairFeatures;
  /** The first-stage score. */
  preselected: number;
}

interface Candidate {
  place: number;
  /** Which candidate it is. */
  at: number;
  sums: Float64Array;
  question: Question;
  isSameScript: boolean;
}

const cosinesOf = (shelf: Shelf, part: 'title' | 'whole', { question, ...one }: Candidate): [number, number, number] => {
  const offset = part === 'title' ? 0 : 1;
  const cosine = (group: number): number => {
    const sum = one.sums[one.at * WIDTH + 2 * group + offset]!;
    return sum === 0 ? 0 : sum / (question.norms[part][group]! * shelf.norms[group]![2 * one.place + offset]!);
  };
  return [cosine(0), cosine(1), cosine(GROUPS - 1)];
};

/** Title and whole cosines of a candidate and its first-stage score; the rest of the features is filled in by `fillFeatures`. */
export const rateCandidate = (shelf: Shelf, { preselection }: TextModel, candidate: Candidate): Known => {
  const title = cosinesOf(shelf, 'title', candidate);
  const whole = cosinesOf(shelf, 'whole', candidate);
  let preselected = 0;
  for (let group = 0; group < GROUPS; group += 1)
    preselected += preselection.title[group]! * title[group]! + preselection.whole[group]! * whole[group]!;
  const features = {
    isAcross: !candidate.isSameScript,
    title,
    whole,
    listingShare: 0,
    demandShare: 0,
    denseTitle: 0,
    denseWhole: 0,
  };
  return { features, preselected };
};

/** Shares of the titles; the shelf holds listings, or the demands. */
export const fillShares = (
  shelf: Shelf,
  known: Known,
  { candidate, isListing }: { candidate: Candidate; isListing: boolean },
): void => {
  const { place, at, sums, question, isSameScript } = candidate;
  const all = shelf.titles[2 * place + (isSameScript ? 0 : 1)]!;
  const other = all > 0 ? sums[at * WIDTH + OTHER_TITLE]! / all : 0;
  const own = question.titleSquares > 0 ? sums[at * WIDTH + OWN_TITLE]! / question.titleSquares : 0;
  const features: Mutable = known.features;
  features.listingShare = isListing ? other : own;
  features.demandShare = isListing ? own : other;
};

const DENSE_SQUARE = 127 * 127;

export const fillDense = (
  shelf: Shelf,
  known: Known,
  { place, title, whole }: { place: number; title: Int8Array; whole: Int8Array },
): void => {
  const { dense } = shelf;
  const width = title.length;
  const product = (vector: Int8Array, from: number): number => {
    let sum = 0;
    for (let at = 0; at < width; at += 1) sum += vector[at]! * dense[from + at]!;
    return sum / DENSE_SQUARE;
  };
  const features: Mutable = known.features;
  features.denseTitle = product(title, 2 * place * width);
  features.denseWhole = product(whole, (2 * place + 1) * width);
};
