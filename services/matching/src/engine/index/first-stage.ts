import type { TextModel } from '../model/text-model.js';
import { addSums } from './list-sums.js';
import type { Question } from './question.js';
import { HAN } from './shelf.js';
import type { Shelf } from './shelf.js';
import type { Sums } from './sums.js';
import { createSums, forgetSums, reserveSums } from './sums.js';
import { createTopScores, finishScores, offerScore } from './top-scores.js';

/** Working space that is used again by every question. */
export interface Workspace {
  readonly sums: Sums;
  /** First-stage score by place, as far as there is one. */
  scores: Float64Array;
}

export const createWorkspace = (): Workspace => ({ sums: createSums(), scores: new Float64Array(0) });

export interface Wanted {
  isHan: boolean;
  /** So many best ones. */
  most: number;
  /** Only scores of at least this. */
  least: number;
  accepts?(place: number): boolean;
}

/** Ends the question: all sums are 0 again. */
export const forgetScores = ({ sums }: Workspace, { size }: Shelf): void => forgetSums(sums, size);

const reserve = (space: Workspace, { size, capacity }: Shelf): void => {
  reserveSums(space.sums, { size, capacity });
  if (space.scores.length < size) space.scores = new Float64Array(capacity);
};

interface Scoring {
  question: Question;
  model: TextModel;
  isHan: boolean;
}

const partOf = (sum: number, norm: number): number => (sum === 0 ? 0 : sum / norm);

/** The first-stage scores of all texts of the script, 0 where there is none. */
const scoreAll = (shelf: Shelf, { sums, scores }: Workspace, { question, model, isHan }: Scoring): void => {
  const { flags, size } = shelf;
  const script = isHan ? HAN : 0;
  const parts = question.groups.map((group, at) => ({
    sums: sums.planes[at]!,
    norms: shelf.norms[group]!,
    ofTitle: model.preselection.title[group]!,
    ofWhole: model.preselection.whole[group]!,
    ownTitle: question.norms.title[group]!,
    ownWhole: question.norms.whole[group]!,
  }));
  scores.fill(0, 0, size);
  for (const { sums: own, norms, ofTitle, ofWhole, ownTitle, ownWhole } of parts) {
    const { title, whole } = own;
    for (let place = 0; place < size; place += 1) {
      if (whole[place] === 0 || flags[place] !== script) continue;
      const inTitle = partOf(title[place]!, ownTitle * norms[2 * place]!);
      scores[place]! += ofTitle * inTitle + (ofWhole * whole[place]!) / (ownWhole * norms[2 * place + 1]!);
    }
  }
};

/** Sums up what every text shares with the question, and finds the best by the first-stage score: all of them, in no order that matters. */
export const candidatesFor = (shelf: Shelf, space: Workspace, asking: Scoring & { wanted: Wanted }): number[] => {
  const { question, wanted } = asking;
  const { accepts } = wanted;
  const { size } = shelf;
  reserve(space, shelf);
  for (const term of question.terms) addSums(shelf.lists, space.sums, { term, plane: question.groups.indexOf(term.group) });
  scoreAll(shelf, space, asking);
  const { scores } = space;
  const top = createTopScores(wanted.most, 0);
  for (let place = 0; place < size; place += 1) {
    const score = Math.fround(scores[place]!);
    if (score > top.least && (accepts === undefined || accepts(place))) offerScore(top, score);
  }
  const least = finishScores(top);
  const places: number[] = [];
  for (let place = 0; place < size; place += 1) {
    const score = scores[place]!;
    if (score > 0 && Math.fround(score) >= least && score >= wanted.least && (accepts === undefined || accepts(place)))
      places.push(place);
  }
  return places;
};
