import { fillDense, featuresAt } from './pair-sums.js';
import { candidatesFor, forgetScores } from './first-stage.js';
import type { PairFeatures } from '../model/text-model.js';
import type { Resolved } from './question.js';
import { questionOf, resolve } from './question.js';
import type { Side } from './search-door.js';
import { idOf } from './shelf.js';
import type { Shelf } from './shelf.js';
import type { RankRequest, TextIndex, VisitPair } from './rank-door.js';

interface Ranked {
  place: number;
  preselected: number;
  features: PairFeatures;
}

const inOrder =
  (shelf: Shelf) =>
  (a: Omit<Ranked, 'features'>, b: Omit<Ranked, 'features'>): number =>
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
  const places = candidatesFor(shelf, space, { question, model, isHan, wanted });
  const ranked = places
    .map((place) => ({ place, preselected: space.scores[place]! }))
    .sort(inOrder(shelf))
    .slice(0, limit)
    .map(({ place, preselected }) => {
      const features = featuresAt(shelf, space, { place, question, isSameScript, isListing: side === 0 });
      return { place, preselected, features };
    });
  forgetScores(space, shelf);
  return ranked;
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
    if (title && whole) fillDense(shelf, one.features, { place: one.place, title, whole });
    visit(one.place, one.features, one.preselected);
  }
};
