import type { Known } from './pair-sums.js';
import { fillDense, fillShares, gatherSums, rateCandidate } from './pair-sums.js';
import { candidatesFor } from './first-stage.js';
import type { Resolved } from './question.js';
import { questionOf, resolve } from './question.js';
import type { Side } from './search-door.js';
import { idOf } from './shelf.js';
import type { Shelf } from './shelf.js';
import type { RankRequest, TextIndex, VisitPair } from './rank-door.js';

interface Ranked extends Known {
  place: number;
}

const inOrder =
  (shelf: Shelf) =>
  (a: Ranked, b: Ranked): number =>
    b.preselected - a.preselected || (idOf(shelf, a.place) < idOf(shelf, b.place) ? -1 : 1);

interface Asking {
  request: RankRequest;
  resolved: Resolved;
  isHan: boolean;
  least: number;
}

/** The best texts of one script. */
const rankScript = (index: TextIndex, side: Side, asking: Asking): Ranked[] => {
  const { vocabulary, space, model } = index;
  const { request, resolved, isHan, least } = asking;
  const { vector, limit, accepts } = request;
  const shelf = index.shelves[side];
  const isSameScript = vector.isHan === isHan;
  const question = questionOf(vocabulary, shelf, { resolved, isSameScript });
  if (question.terms.length === 0) return [];
  const wanted = { isHan, most: limit, least, ...(accepts && { accepts }) };
  const places = candidatesFor(shelf, space, { question, wanted });
  const sums = gatherSums(shelf, space, { question, places });
  return places
    .map((place, at) => {
      const candidate = { place, at, sums, question, isSameScript };
      const { features, preselected } = rateCandidate(shelf, model, candidate);
      return { place, features, preselected, candidate };
    })
    .filter(({ preselected }) => preselected > 0 && preselected >= least)
    .sort(inOrder(shelf))
    .slice(0, limit)
    .map((one) => {
      fillShares(shelf, one, { candidate: one.candidate, isListing: side === 0 });
      return one;
    });
};

export const rankTexts = (index: TextIndex, side: Side, asking: { request: RankRequest; visit: VisitPair }): void => {
  const { request, visit } = asking;
  const { vector, limit, least = 0 } = request;
  const shelf = index.shelves[side];
  if (limit <= 0) return;
  const resolved = resolve(index.vocabulary, vector);
  const ofScript = (isHan: boolean, atLeast: number): Ranked[] =>
    shelf.scripts[isHan ? 1 : 0] > 0 ? rankScript(index, side, { request, resolved, isHan, least: atLeast }) : [];
  const same = ofScript(vector.isHan, least);
  const others = ofScript(!vector.isHan, same.length < limit ? least : Math.max(least, same[limit - 1]!.preselected));
  const ranked = others.length === 0 ? same : [...same, ...others].sort(inOrder(shelf)).slice(0, limit);
  const isDense = index.model.dimensions > 0 && ranked.length > 0;
  const title = isDense ? index.model.embed(vector, 'title') : undefined;
  const whole = isDense ? index.model.embed(vector, 'whole') : undefined;
  for (const one of ranked) {
    if (title && whole) fillDense(shelf, one, { place: one.place, title, whole });
    visit(one.place, one.features, one.preselected);
  }
};
