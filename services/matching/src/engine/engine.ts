import { best } from './best.js';
import type { Explanation } from './explanation.js';
import { explain } from './explanation.js';
import { compareFacets, facetWeight } from './facets.js';
import { componentsOf, levelOf, levelThresholds, scoreOf, textScore } from './rating.js';
import type { Entry, Kind, Subject } from './subject.js';
import { createShelves, sideOf } from './shelves.js';
import type { Similarity } from './similarity.js';
import { createTextIndex } from './text-index.js';

export interface Rated {
  /** 0–1, four decimals. */
  score: number;
  /** 1–4 */
  level: number;
}

export interface Ranked<E extends Entry = Entry> extends Rated {
  entry: E;
}

export interface RankOptions<E extends Entry = Entry> {
  /** What is ranked; the subject is of the other kind. */
  kind: Kind;
  limit: number;
  /** Leaves out what is below this level; 1 when left out. */
  minLevel?: number;
  /** Leaves out the entries that it refuses; asked only for those that may be among the best. */
  accepts?(entry: E): boolean;
}

/**
 * An in-memory index of listings and demands that ranks each side for the other. A pair's score depends on the indexed texts alone:
 * not on their order, nor on what was removed, nor on which side asks.
 */
export interface Engine<E extends Entry = Entry> {
  /** Adds the entry, or replaces the one with its kind and id. */
  put(entry: E): void;
  remove(kind: Kind, id: string): void;
  get(kind: Kind, id: string): E | undefined;
  size(kind: Kind): number;
  /** Best first, equal scores by id; entries that share no term with the subject are left out. */
  rank(subject: Subject, options: RankOptions<E>): Ranked<E>[];
  rate(listing: Subject, demand: Subject): Rated;
  /** Why a pair is rated as it is. */
  explain(listing: Subject, demand: Subject): Explanation;
}

/** A score may be rounded up by so much. */
const ROUNDING = 0.0001;

export const createEngine = <E extends Entry = Entry>(): Engine<E> => {
  const index = createTextIndex();
  const shelves = createShelves<E>(index);

  const rank = (subject: Subject, { kind, limit, minLevel = 1, accepts }: RankOptions<E>): Ranked<E>[] => {
    const kept = best(limit);
    const least = levelThresholds[minLevel - 2] ?? 0;
    const bonus = facetWeight(subject);
    const consider = (place: number, title: number, whole: number): void => {
      const text = textScore(title, whole);
      const most = (text + bonus) / (1 + bonus) + ROUNDING;
      const entry = most < least || most < kept.least ? undefined : shelves.at(kind, place);
      if (!entry || accepts?.(entry) === false) return;
      const score = kind === 'LISTING' ? scoreOf(text, entry, subject) : scoreOf(text, subject, entry);
      if (score > 0 && score >= least) kept.offer(score, entry.id, place);
    };
    shelves.withVector(subject, (vector) => index.visitSimilar(sideOf(kind), vector, consider));
    return kept.places().flatMap(({ place, score }) => {
      const entry = shelves.at(kind, place);
      return entry ? { entry, score, level: levelOf(score) } : [];
    });
  };
  const compare = (listing: Subject, demand: Subject): Similarity =>
    shelves.withVector(listing, (a) => shelves.withVector(demand, (b) => index.similarity(a, b)));
  return {
    put: shelves.put,
    remove: shelves.remove,
    get: shelves.get,
    size: shelves.size,
    rank,
    rate: (listing, demand) => {
      const { title, whole } = compare(listing, demand);
      const score = scoreOf(textScore(title, whole), listing, demand);
      return { score, level: levelOf(score) };
    },
    explain: (listing, demand) => {
      const similarity = compare(listing, demand);
      return explain({ listing, demand, similarity, components: componentsOf(similarity, compareFacets(listing, demand)) });
    },
  };
};
