import { countWeight } from '../text/text-vector.js';
import { denseCounts, FIRST_IN_TITLE, followingCounts } from './dense-codes.js';
import type { Codes } from './posting-codes.js';
import { countsAfter, lengthOfCounts } from './posting-codes.js';
import type { PostingLists } from './posting-lists.js';
import {
  COUNT,
  END,
  FIRST,
  headOfKind,
  isDenseWord,
  kindOfStep,
  nextStep,
  sizeOfKind,
  SLAB,
  SLAB_BITS,
  TELLING_KIND,
  WORDS_PER_LIST,
} from './posting-lists.js';
import type { Asked } from './question.js';
import type { Sums } from './sums.js';

/** Where a term's products go, and what it gives by the text's count. */
interface Gains {
  title: Float64Array;
  whole: Float64Array;
  otherTitle: Float64Array;
  ownTitle: Float64Array;
  ofTitle: Float64Array;
  ofWhole: Float64Array;
  square: number;
  isInTitle: boolean;
}

const COUNTS = 32;
const DENSE_CODES = denseCounts.length;
const ofTitle = new Float64Array(COUNTS);
const ofWhole = new Float64Array(COUNTS);

const gainsOf = ({ planes, otherTitle, ownTitle }: Sums, { term, plane }: { term: Asked; plane: number }): Gains => {
  const { square, title, whole } = term;
  const ownTitleGain = title > 0 ? square * countWeight[title]! : 0;
  const ownWholeGain = square * countWeight[whole]!;
  for (let count = 0; count < COUNTS; count += 1) {
    ofTitle[count] = ownTitleGain * countWeight[count]!;
    ofWhole[count] = ownWholeGain * countWeight[count]!;
  }
  return { ...planes[plane]!, otherTitle, ownTitle, ofTitle, ofWhole, square, isInTitle: title > 0 };
};

const addCounts = (gains: Gains, place: number, counts: number): void => {
  const inTitle = counts >>> 5;
  gains.whole[place]! += gains.ofWhole[counts & 31]!;
  if (inTitle === 0) return;
  gains.otherTitle[place]! += gains.square;
  if (gains.isInTitle) gains.title[place]! += gains.ofTitle[inTitle]!;
};

/** Adds up the postings of a chunk as they are read; answers one more than the last place. The usual ones are added here, without a call. */
const addCodes = (gains: Gains, { bytes, at, end, next }: Codes): number => {
  const { whole, ownTitle, square, isInTitle } = gains;
  const usual = gains.ofWhole[1]!;
  let place = next - 1;
  while (at < end) {
    let code = bytes[at++]!;
    if (code >= 0x80) {
      let more = bytes[at++]!;
      code = (code & 0x7f) | ((more & 0x7f) << 7);
      for (let shift = 14; more >= 0x80; shift += 7) {
        more = bytes[at++]!;
        code |= (more & 0x7f) << shift;
      }
    } else if (code === 0) break;
    place += code >>> 1;
    if (isInTitle) ownTitle[place]! += square;
    if ((code & 1) === 0) {
      whole[place]! += usual;
      continue;
    }
    addCounts(gains, place, countsAfter(bytes, at));
    at += lengthOfCounts(bytes, at);
  }
  return place + 1;
};

const denseGains = new Float64Array(DENSE_CODES);

/** The same for a dense chunk. What says only how to go on adds 0. */
const addDense = (gains: Gains, { bytes, at, end, next }: Codes): number => {
  const { whole, ownTitle, square, isInTitle } = gains;
  for (let code = 0; code < FIRST_IN_TITLE; code += 1) denseGains[code] = code === 0 ? 0 : gains.ofWhole[denseCounts[code]!]!;
  let place = next - 1;
  while (at < end) {
    const code = bytes[at++]!;
    place += code >>> 4;
    const short = code & 15;
    if (isInTitle && short !== 0) ownTitle[place]! += square;
    if (short < FIRST_IN_TITLE) {
      whole[place]! += denseGains[short]!;
      continue;
    }
    const isAfter = short === DENSE_CODES - 1;
    addCounts(gains, place, isAfter ? followingCounts(bytes, at) : denseCounts[short]!);
    if (isAfter) at += 2;
  }
  return place + 1;
};

const addOnly = (gains: Gains, posting: number): void => {
  const place = posting >>> 10;
  if (gains.isInTitle) gains.ownTitle[place]! += gains.square;
  addCounts(gains, place, posting & 1023);
};

/** Adds what the term gives to every text that holds it. Terms in the same order give the same bits, whatever else is indexed. */
export const addSums = (
  { lists, slabs, words }: PostingLists,
  sums: Sums,
  { term, plane }: { term: Asked; plane: number },
): void => {
  const gains = gainsOf(sums, { term, plane });
  const at = term.number * WORDS_PER_LIST;
  const count = lists[at + COUNT]!;
  if (count === 0) return;
  if (count === 1) {
    addOnly(gains, lists[at + FIRST]!);
    return;
  }
  const listEnd = lists[at + END]!;
  let [next, step] = [0, 0];
  for (let chunk = lists[at + FIRST]!; chunk !== 0; step = nextStep(step)) {
    const slab = chunk >>> SLAB_BITS;
    const from = chunk & (SLAB - 1);
    const following = words[slab]![from >>> 2]!;
    const kind = kindOfStep(step);
    const end = following === 0 ? from + listEnd - chunk : from + sizeOfKind(kind);
    const isDense = kind >= TELLING_KIND && isDenseWord(words[slab]![(from >>> 2) + 1]!);
    const add = isDense ? addDense : addCodes;
    next = add(gains, { bytes: slabs[slab]!, at: from + headOfKind(kind), end, next });
    chunk = following;
  }
};
