import type { Term } from '../text/term.js';
import { acrossOf } from '../text/term.js';
import type { TextVector } from '../text/text-vector.js';
import { countWeight } from '../text/text-vector.js';
import { isAcross } from './norms.js';
import type { Norms, PairFeatures, TextModel } from './text-model.js';
import { ACROSS } from './text-model.js';

/** A term that both texts hold: as the listing has it, with its summands of the cosines. */
export interface SharedTerm {
  term: Term;
  group: number;
  title: number;
  whole: number;
}

/** A text made ready to be compared with many others. */
export interface Comparable {
  vector: TextVector;
  norms: Norms;
  places: ReadonlyMap<Term, number>;
  title: Int8Array;
  whole: Int8Array;
}

const made = (model: TextModel, vector: TextVector): Comparable => ({
  vector,
  norms: model.normsOf(vector),
  places: new Map(Array.from(vector.terms, (term, at) => [term, at])),
  title: model.embed(vector, 'title'),
  whole: model.embed(vector, 'whole'),
});

/** One text is compared and explained with many others. */
const known = new WeakMap<TextModel, WeakMap<TextVector, Comparable>>();

/** Made once for each vector, as long as that lives. */
export const comparable = (model: TextModel, vector: TextVector): Comparable => {
  const ofModel = known.get(model) ?? new WeakMap<TextVector, Comparable>();
  known.set(model, ofModel);
  const one = ofModel.get(vector) ?? made(model, vector);
  ofModel.set(vector, one);
  return one;
};

/** Each term of `a` that may meet the other text, with its group and the term to ask for there. */
const visitAsked = (
  { groupOf }: TextModel,
  { own: a, other }: { own: TextVector; other: TextVector },
  visit: (at: number, asked: Term, group: number) => void,
): void =>
  a.terms.forEach((term, at) => {
    if (a.isHan !== other.isHan) {
      const asked = isAcross(term, a.isHan) ? acrossOf(term) : undefined;
      if (asked !== undefined) visit(at, asked, ACROSS);
      return;
    }
    const group = groupOf(term);
    if (group !== undefined) visit(at, term, group);
  });

const cosine = (a: Int8Array, b: Int8Array): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum / (127 * 127);
};

const shareOf = (model: TextModel, { vector: own }: Comparable, { vector, places }: Comparable): number => {
  let [found, all] = [0, 0];
  visitAsked(model, { own, other: vector }, (at, asked) => {
    if ((own.title[at] ?? 0) === 0) return;
    const square = model.weightOf(own.terms[at] ?? 0) ** 2;
    all += square;
    if (places.has(asked)) found += square;
  });
  return all > 0 ? found / all : 0;
};

const sharedBy = (model: TextModel, listing: Comparable, demand: Comparable): SharedTerm[] => {
  const [own, other] = [listing.vector, demand.vector];
  const shared: SharedTerm[] = [];
  visitAsked(model, { own, other }, (at, asked, group) => {
    const place = demand.places.get(asked);
    if (place === undefined) return;
    const term = own.terms[at] ?? 0;
    const square = model.weightOf(term) ** 2;
    const product = (x: Uint8Array, y: Uint8Array): number =>
      square * (countWeight[x[at] ?? 0] ?? 0) * (countWeight[y[place] ?? 0] ?? 0);
    const norm = (part: 'title' | 'whole'): number => (listing.norms[part][group] ?? 0) * (demand.norms[part][group] ?? 0) || 1;
    const title = product(own.title, other.title) / norm('title');
    shared.push({ term, group, title, whole: product(own.whole, other.whole) / norm('whole') });
  });
  return shared;
};

export const sharedTerms = (model: TextModel, listing: TextVector, demand: TextVector): SharedTerm[] =>
  sharedBy(model, comparable(model, listing), comparable(model, demand));

/** The features of a pair as `PairFeatures` defines them; an index may compute the same in its own way. */
export const featuresOf = (model: TextModel, listing: Comparable, demand: Comparable): PairFeatures => {
  const shared = sharedBy(model, listing, demand);
  const sum = (part: 'title' | 'whole', group: number): number =>
    shared.reduce((total, one) => (one.group === group ? total + one[part] : total), 0);
  return {
    isAcross: listing.vector.isHan !== demand.vector.isHan,
    title: [sum('title', 0), sum('title', 1), sum('title', 2)],
    whole: [sum('whole', 0), sum('whole', 1), sum('whole', 2)],
    listingShare: shareOf(model, listing, demand),
    demandShare: shareOf(model, demand, listing),
    denseTitle: cosine(listing.title, demand.title),
    denseWhole: cosine(listing.whole, demand.whole),
  };
};

export const pairFeatures = (model: TextModel, listing: TextVector, demand: TextVector): PairFeatures =>
  featuresOf(model, comparable(model, listing), comparable(model, demand));
