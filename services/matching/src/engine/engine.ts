import type { Constraint, Explanation } from '@lastmile/protocol';
import { createHandModel } from './model/hand-model.js';
import { pairFeatures } from './model/pair-features.js';
import type { TextModel } from './model/text-model.js';
import { constraintsOf } from './pair/constraints.js';
import type { Compared } from './pair/explanation.js';
import { explain } from './pair/explanation.js';
import { levelOf } from './pair/levels.js';
import { compareNumbers, figuresOf } from './pair/numbers.js';
import { policyAt } from './pair/policy.js';
import { scoreOf } from './pair/score.js';
import { createPlainIndex } from './plain-index.js';
import type { Considered, Rated, Ranked, Ranking, RankOptions } from './ranking.js';
import { consider } from './ranking.js';
import type { Entry, Kind, Subject } from './subject.js';
import { vectorOf } from './text/text-vector.js';

export type { Blocked, Considered, Rated, Ranked, RankOptions } from './ranking.js';

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
  /** Adds the entry, or replaces the one with its kind and id. */
  put(entry: E): void;
  remove(kind: Kind, id: string): void;
  get(kind: Kind, id: string): E | undefined;
  size(kind: Kind): number;
  /** Entries in no special order, from a place on; `next` is the place to go on from. What changes meanwhile may be missed. */
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

const compare = (model: TextModel, listing: Subject, demand: Subject): Omit<Compared, 'policy'> => {
  const [own, other] = [vectorOf(listing), vectorOf(demand)];
  const fit = model.textFit(pairFeatures(model, own, other));
  const numbers = compareNumbers(figuresOf(listing), figuresOf(demand));
  return { model, pair: { listing, demand, numbers: () => numbers }, fit, listing: own, demand: other };
};

let handModel: TextModel | undefined;

/** An engine with the texts' model; the one by hand when left out. */
export const createEngine = <E extends Entry = Entry>(model: TextModel = (handModel ??= createHandModel())): Engine<E> => {
  const index = createPlainIndex<E>(model);
  const ranking: Ranking<E> = { model, index, figuresHere: figuresOf };

  const rated = (compared: Omit<Compared, 'policy'>, today?: string): Rated => {
    const score = scoreOf(compared.fit.score, compared.pair, policyAt(today));
    return { score, level: levelOf(score) };
  };
  return {
    put: index.put,
    remove: index.remove,
    get: index.get,
    size: index.size,
    listed: index.listed,
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
