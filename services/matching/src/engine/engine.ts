import type { Constraint, Explanation } from '@lastmile/protocol';
import type { TextIndex } from './index/rank-door.js';
import { createTextIndex, entryAt, idAtPlace, placeWithId, putEntry, rank, removeEntry, sizeOf } from './index/text-index.js';
import type { Side } from './index/search-door.js';
import { DEAD } from './index/shelf.js';
import { figuresFor, vectorFor } from './known-texts.js';
import { createLately } from './lately.js';
import { createHandModel } from './model/hand-model.js';
import { pairFeatures } from './model/pair-features.js';
import type { TextModel } from './model/text-model.js';
import { constraintsOf } from './pair/constraints.js';
import type { Compared } from './pair/explanation.js';
import { explain } from './pair/explanation.js';
import { createFigureCache } from './pair/figure-cache.js';
import { levelOf } from './pair/levels.js';
import { compareNumbers } from './pair/numbers.js';
import { policyAt } from './pair/policy.js';
import { scoreOf } from './pair/score.js';
import type { Candidates, Considered, Rated, Ranked, Ranking, RankOptions } from './ranking.js';
import { consider } from './ranking.js';
import type { Entry, Kind, Subject } from './subject.js';

export type { Considered, Rated, Ranked, RankOptions } from './ranking.js';

export interface ExplainedPair extends Rated {
  constraints: Constraint[];
  explanation: Explanation;
}

/**
 * An in-memory index of listings and demands that ranks each side for the other. A pair's score depends on its two records, the text model
 * and the policy of the day alone: not on what else is indexed, nor on which side asks. A day is a day or an instant; without one nothing is
 * over, and the newest policy holds.
 */
export interface Engine<E extends Entry = Entry> {
  /** What searches and snapshots work on. */
  readonly index: TextIndex<E>;
  /** Adds the entry, or replaces the one with its kind and id. */
  put(entry: E): void;
  remove(kind: Kind, id: string): void;
  get(kind: Kind, id: string): E | undefined;
  size(kind: Kind): number;
  /** All entries of a kind, page by page, from a place on (0 is the first); `next` as long as there may be more. Good until the next change. */
  listed(kind: Kind, from: number, limit: number): { items: E[]; next?: number };
  /** The best partners that no constraint keeps apart from the subject, and those that one does. */
  consider(subject: Subject, options: RankOptions<E>): Considered<E>;
  /** The best of `consider` alone. */
  rank(subject: Subject, options: RankOptions<E>): Ranked<E>[];
  rate(listing: Subject, demand: Subject, today?: string): Rated;
  /** Why a pair is rated as it is. */
  explain(listing: Subject, demand: Subject, today?: string): Explanation;
  explainPair(listing: Subject, demand: Subject, today?: string): ExplainedPair;
}

const sides = { LISTING: 0, DEMAND: 1 } as const;

/** Records that were read last: those that are among the best for one are so for others too. What is read is not to be changed. */
const MOST_RECORDS = 512;

interface Records<E extends Entry> {
  at(kind: Kind, place: number): E;
  forget(kind: Kind, id: string): void;
}

const recordsOf = <E extends Entry>(index: TextIndex<E>): Records<E> => {
  const kept = createLately<E>(MOST_RECORDS);
  const nameOf = (kind: Kind, id: string): string => `${kind} ${id}`;
  return {
    at: (kind, place) => kept.of(nameOf(kind, idAtPlace(index, sides[kind], place)), () => entryAt(index, sides[kind], place)),
    forget: (kind, id) => kept.forget(nameOf(kind, id)),
  };
};

const candidatesOf = <E extends Entry>(index: TextIndex<E>, { at }: Records<E>): Candidates<E> => ({
  at,
  rank: (kind, request, visit) => rank(index, sides[kind], { request, visit }),
});

const listed = <E extends Entry>(index: TextIndex<E>, side: Side, { from, limit }: { from: number; limit: number }) => {
  const { size, flags } = index.shelves[side];
  const items: E[] = [];
  let place = from;
  for (; place < size && items.length < limit; place += 1)
    if (((flags[place] ?? DEAD) & DEAD) === 0) items.push(entryAt(index, side, place));
  return place < size ? { items, next: place } : { items };
};

const compare = (model: TextModel, listing: Subject, demand: Subject): Omit<Compared, 'policy'> => {
  const [own, other] = [vectorFor(listing), vectorFor(demand)];
  const fit = model.textFit(pairFeatures(model, own, other));
  const numbers = compareNumbers(figuresFor(listing), figuresFor(demand));
  return { model, pair: { listing, demand, numbers: () => numbers }, fit, listing: own, demand: other };
};

const rated = ({ fit, pair }: Omit<Compared, 'policy'>, today?: string): Rated => {
  const score = scoreOf(fit.score, pair, policyAt(today));
  return { score, level: levelOf(score) };
};

let handModel: TextModel | undefined;

/** An empty engine with a text model; the one by hand when left out. */
export const createEngine = <E extends Entry = Entry>(model: TextModel = (handModel ??= createHandModel())): Engine<E> =>
  engineOver(createTextIndex<E>(model));

/** The engine over an index that may hold entries already. */
export const engineOver = <E extends Entry = Entry>(index: TextIndex<E>): Engine<E> => {
  const { model } = index;
  const figures = createFigureCache<E>();
  const records = recordsOf(index);
  const ranking: Ranking<E> = { model, candidates: candidatesOf(index, records), figuresHere: figures.of };
  const forget = (kind: Kind, id: string): void => {
    figures.forget(kind, id);
    records.forget(kind, id);
  };

  return {
    index,
    put: (entry) => {
      forget(entry.kind, entry.id);
      putEntry(index, entry, vectorFor(entry));
    },
    remove: (kind, id) => {
      forget(kind, id);
      removeEntry(index, sides[kind], id);
    },
    get: (kind, id) => {
      const place = placeWithId(index, sides[kind], id);
      return place === undefined ? undefined : records.at(kind, place);
    },
    size: (kind) => sizeOf(index, sides[kind]),
    listed: (kind, from, limit) => listed(index, sides[kind], { from, limit }),
    consider: (subject, options) => consider(ranking, subject, options),
    rank: (subject, options) => consider(ranking, subject, options).best,
    rate: (listing, demand, today) => rated(compare(model, listing, demand), today),
    explain: (listing, demand, today) => explain({ ...compare(model, listing, demand), policy: policyAt(today) }),
    explainPair: (listing, demand, today) => {
      const compared = compare(model, listing, demand);
      return {
        ...rated(compared, today),
        constraints: constraintsOf(listing, demand, today ?? ''),
        explanation: explain({ ...compared, policy: policyAt(today) }),
      };
    },
  };
};
