import type { PairFeatures } from '../model/text-model.js';
import { GROUPS } from '../model/text-model.js';
import type { Workspace } from './first-stage.js';
import type { Question } from './question.js';
import type { Shelf } from './shelf.js';

interface Candidate {
  place: number;
  question: Question;
  isSameScript: boolean;
  isListing: boolean;
}

type Cosines = [number, number, number];

/** Lexical features of a text that was summed up; the shelf holds listings, or the demands. `fillDense` fills in the rest. */
export const featuresAt = (shelf: Shelf, { sums }: Workspace, candidate: Candidate): PairFeatures => {
  const { place, question, isSameScript, isListing } = candidate;
  const cosines = (part: 'title' | 'whole'): Cosines => {
    const found: Cosines = [0, 0, 0];
    question.groups.forEach((group, at) => {
      const sum = sums.planes[at]![part][place]!;
      const norm = shelf.norms[group]![2 * place + (part === 'title' ? 0 : 1)]!;
      if (group < GROUPS && sum !== 0) found[group] = sum / (question.norms[part][group]! * norm);
    });
    return found;
  };
  const all = shelf.titles[2 * place + (isSameScript ? 0 : 1)]!;
  const other = all > 0 ? sums.otherTitle[place]! / all : 0;
  const own = question.titleSquares > 0 ? sums.ownTitle[place]! / question.titleSquares : 0;
  return {
    isAcross: !isSameScript,
    title: cosines('title'),
    whole: cosines('whole'),
    listingShare: isListing ? other : own,
    demandShare: isListing ? own : other,
    denseTitle: 0,
    denseWhole: 0,
  };
};

const DENSE_SQUARE = 127 * 127;

type Mutable = { -readonly [Key in keyof PairFeatures]: PairFeatures[Key] };

export const fillDense = (
  shelf: Shelf,
  features: PairFeatures,
  { place, title, whole }: { place: number; title: Int8Array; whole: Int8Array },
): void => {
  const { dense } = shelf;
  const width = title.length;
  const product = (vector: Int8Array, from: number): number => {
    let sum = 0;
    for (let at = 0; at < width; at += 1) sum += vector[at]! * dense[from + at]!;
    return sum / DENSE_SQUARE;
  };
  const filled: Mutable = features;
  filled.denseTitle = product(title, 2 * place * width);
  filled.denseWhole = product(whole, (2 * place + 1) * width);
};
