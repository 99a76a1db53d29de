import type { Constraint } from '@lastmile/protocol';
import { best } from './best.js';
import { figuresFor, vectorFor } from './known-texts.js';
import type { PairFeatures, TextModel } from './model/text-model.js';
import { constraintsOf } from './pair/constraints.js';
import { levelOf, levelThresholds } from './pair/levels.js';
import type { Figures } from './pair/numbers.js';
import { compareNumbers } from './pair/numbers.js';
import { policyAt } from './pair/policy.js';
import { mostOf, mostOfPair, scoreOf } from './pair/score.js';
import type { Entry, Kind, Subject } from './subject.js';
import type { TextVector } from './text/text-vector.js';

export interface Rated {
  /** 0–1, four decimals. */
  score: number;
  /** 1–4 */
  level: number;
}

export interface Ranked<E extends Entry = Entry> extends Rated {
  entry: E;
}

export interface Blocked<E extends Entry = Entry> extends Ranked<E> {
  constraints: Constraint[];
}

export interface RankOptions<E extends Entry = Entry> {
  /** What is ranked; the subject is of the other kind. */
  kind: Kind;
  limit: number;
  /** Leaves out what is below this level; 1 when left out. */
  minLevel?: number;
  /** A day or an instant: decides what is over and which policy holds. Without it nothing is over, and the newest policy holds. */
  today?: string;
  /** Leaves out the entries that it refuses; asked only for those that may be among the best. */
  accepts?(entry: E): boolean;
}

/** Both lists best first, equal scores by id. */
export interface Considered<E extends Entry = Entry> {
  best: Ranked<E>[];
  /** What would have been among the best but for a constraint. */
  blocked: Blocked<E>[];
}

/** What ranking needs of an index; places are good as long as nothing is put or removed. */
export interface Candidates<E extends Entry> {
  at(kind: Kind, place: number): E;
  rank(kind: Kind, request: { vector: TextVector; limit: number }, visit: (place: number, features: PairFeatures) => void): void;
}

export interface Ranking<E extends Entry> {
  model: TextModel;
  candidates: Candidates<E>;
  /** Figures of an indexed entry. */
  figuresHere(entry: E): Figures;
}

/** So many texts are looked at more closely, or so many times the limit. */
const PRESELECTED = 300;
const TIMES_LIMIT = 3;

interface Fitting {
  place: number;
  text: number;
}

/** Best text first, so that the rest can be left out as soon as nothing can lift it among the best. */
const fitting = <E extends Entry>(
  { candidates, model }: Ranking<E>,
  subject: Subject,
  { kind, limit }: RankOptions<E>,
): Fitting[] => {
  const found: Fitting[] = [];
  const request = { vector: vectorFor(subject), limit: Math.max(PRESELECTED, limit * TIMES_LIMIT) };
  candidates.rank(kind, request, (place, features) => {
    const text = model.textFit(features).score;
    if (text > 0) found.push({ place, text });
  });
  return found.sort((a, b) => b.text - a.text);
};

interface Rater<E extends Entry> {
  /** What any pair of the subject, and what the pair with this entry can score at most. */
  most(text: number): number;
  mostWith(entry: E, text: number): number;
  rate(entry: E, text: number): Blocked<E>;
}

const raterOf = <E extends Entry>({ figuresHere }: Ranking<E>, subject: Subject, { kind, today }: RankOptions<E>): Rater<E> => {
  const policy = policyAt(today);
  const isListing = kind === 'LISTING';
  const own = figuresFor(subject);
  const sidesOf = (entry: E) => (isListing ? { listing: entry, demand: subject } : { listing: subject, demand: entry });
  const rate = (entry: E, text: number): Blocked<E> => {
    const sides = sidesOf(entry);
    const numbers = () => (isListing ? compareNumbers(figuresHere(entry), own) : compareNumbers(own, figuresHere(entry)));
    const score = scoreOf(text, { ...sides, numbers }, policy);
    return { entry, score, level: levelOf(score), constraints: constraintsOf(sides.listing, sides.demand, today ?? '') };
  };
  const mostWith = (entry: E, text: number): number => (own.length === 0 ? 1 : mostOfPair(text, sidesOf(entry), policy));
  return { most: mostOf(subject, policy), mostWith, rate };
};

/** The best partners of a subject, and what a constraint keeps out of them. */
export const consider = <E extends Entry>(ranking: Ranking<E>, subject: Subject, options: RankOptions<E>): Considered<E> => {
  const { kind, limit, minLevel = 1, accepts } = options;
  const { most, mostWith, rate } = raterOf(ranking, subject, options);
  const least = levelThresholds[minLevel - 2] ?? 0;
  const [free, apart] = [best(limit), best(limit)];
  const isTooLittle = (score: number): boolean => score < least || score < free.least;
  const rated: Blocked<E>[] = [];
  for (const { place, text } of fitting(ranking, subject, options)) {
    if (isTooLittle(most(text))) break;
    const entry = ranking.candidates.at(kind, place);
    if (accepts?.(entry) === false || isTooLittle(mostWith(entry, text))) continue;
    const one = rate(entry, text);
    if (one.score <= 0 || isTooLittle(one.score)) continue;
    (one.constraints.length === 0 ? free : apart).offer(one.score, entry.id, rated.length);
    rated.push(one);
  }
  const told = ({ place }: { place: number }): Blocked<E>[] => rated.slice(place, place + 1);
  return {
    best: free
      .places()
      .flatMap(told)
      .map(({ entry, score, level }) => ({ entry, score, level })),
    blocked: apart
      .places()
      .flatMap(told)
      .filter(({ score }) => score >= free.least),
  };
};
