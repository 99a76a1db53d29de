import type { Constraint, Explanation } from '@lastmile/protocol';
import type { Engine, Ranked } from '../engine/engine.js';
import { constraintsOf } from '../engine/pair/constraints.js';
import { plainSubject } from '../engine/subject.js';
import type { Kind, Subject } from '../engine/subject.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { createAssessor } from '../quality/assessor.js';
import type { Assessor } from '../quality/assessor.js';
import { standsBefore, withoutTwins } from '../quality/twins.js';
import { searcherOver } from '../search/index-view.js';
import { searchCalls } from '../search/search-calls.js';
import type { Searcher } from '../search/searcher.js';
import { otherKind } from './engine-door.js';
import type {
  AbsentPair,
  Considered,
  ConsiderOptions,
  EngineDoor,
  ExplainedPair,
  PairIds,
  PairSide,
  Previewed,
  PreviewInput,
  RatedPair,
} from './engine-door.js';

type MarketEngine = Engine<IndexedEntry>;

interface Sides {
  listing: IndexedEntry;
  demand: IndexedEntry;
}

const sidesOf = (entry: IndexedEntry, other: IndexedEntry): Sides =>
  entry.kind === 'LISTING' ? { listing: entry, demand: other } : { listing: other, demand: entry };

const sideOf = (entry: IndexedEntry): PairSide => {
  const { id, revision, organisationId, title, isAnonymous, price, budget, readinessLevel } = entry;
  return { id, revision, organisationId, title, isAnonymous, price, budget, readinessLevel };
};

type Rating = Pick<RatedPair, 'score' | 'level'>;

const pairOf = ({ listing, demand }: Sides, { score, level }: Rating, constraints: Constraint[]): RatedPair => ({
  listing: sideOf(listing),
  demand: sideOf(demand),
  score,
  level,
  constraints,
});

/** Ranked for each wanted, so that there are enough left when near-equal listings of one organisation are proposed once. */
const RANKED_FOR_ONE = 2;

interface Parts {
  engine: MarketEngine;
  assessor: Assessor;
}

type Fitting = Ranked<IndexedEntry>;

interface Outdone {
  demands: readonly Fitting[];
  now: string;
}

/** Demands to which the organisation offers nearly the same better, or did so first, in another listing. */
const withoutOutdone = ({ engine, assessor }: Parts, listing: IndexedEntry, { demands, now }: Outdone): Fitting[] => {
  const twins = assessor.twinsOf(listing);
  if (twins.length === 0) return [...demands];
  const stands = (twin: IndexedEntry, demand: IndexedEntry): boolean => {
    if (constraintsOf(twin, demand, now).length > 0) return false;
    const [other, own] = [engine.rate(twin, demand, now), engine.rate(listing, demand, now)];
    return standsBefore({ ...twin, level: other.level }, { ...listing, level: own.level });
  };
  return demands.filter(({ entry }) => !twins.some((twin) => stands(twin, entry)));
};

const consider = (parts: Parts, entry: IndexedEntry, { now, limit, minLevel }: ConsiderOptions): Considered => {
  const { engine, assessor } = parts;
  const kind = otherKind(entry.kind);
  const found = engine.consider(entry, { kind, limit: limit * RANKED_FOR_ONE, minLevel, today: now });
  const isTwin = (aId: string, bId: string): boolean => assessor.isNearDuplicate('LISTING', aId, bId);
  const best =
    entry.kind === 'DEMAND' ? withoutTwins(found.best, isTwin) : withoutOutdone(parts, entry, { demands: found.best, now });
  const told = (one: Fitting, constraints: Constraint[]): RatedPair => pairOf(sidesOf(entry, one.entry), one, constraints);
  return {
    candidates: best.slice(0, limit).map((one) => told(one, [])),
    blocked: found.blocked.slice(0, limit).map((one) => told(one, one.constraints)),
  };
};

const sidesIn = (engine: MarketEngine, { listingId, demandId }: PairIds): Sides | undefined => {
  const [listing, demand] = [engine.get('LISTING', listingId), engine.get('DEMAND', demandId)];
  return listing && demand ? { listing, demand } : undefined;
};

const ratePair = (engine: MarketEngine, pair: PairIds, now: string): RatedPair | undefined => {
  const sides = sidesIn(engine, pair);
  if (!sides) return undefined;
  const { listing, demand } = sides;
  return pairOf(sides, engine.rate(listing, demand, now), constraintsOf(listing, demand, now));
};

const explainPair = (engine: MarketEngine, pair: PairIds, now: string): ExplainedPair | undefined => {
  const sides = sidesIn(engine, pair);
  if (!sides) return undefined;
  const { explanation, constraints, ...rating } = engine.explainPair(sides.listing, sides.demand, now);
  return { ...pairOf(sides, rating, constraints), explanation };
};

const explain = (engine: MarketEngine, pair: PairIds, now: string): Explanation | undefined => {
  const sides = sidesIn(engine, pair);
  return sides && engine.explain(sides.listing, sides.demand, now);
};

const preview = (engine: MarketEngine, { kind, title, text, limit, now }: PreviewInput): Previewed[] => {
  const subject = plainSubject(title, text);
  return engine.rank(subject, { kind, limit, today: now }).map(({ entry, score, level }) => ({
    id: entry.id,
    title: entry.title,
    organisationId: entry.organisationId,
    isAnonymous: entry.isAnonymous,
    score,
    level,
    explanation: kind === 'LISTING' ? engine.explain(entry, subject, now) : engine.explain(subject, entry, now),
  }));
};

const textOf = ({ title, body }: Subject): Subject => plainSubject(title, body);

const likeness = (engine: MarketEngine, kind: Kind, ids: [string, string]): number => {
  const [one, other] = ids.map((id) => engine.get(kind, id));
  return one && other ? engine.rate(textOf(one), textOf(other)).score : 0;
};

const absent = (engine: MarketEngine, { listingId, demandId }: PairIds): AbsentPair | undefined => {
  const [listing, demand] = [!engine.get('LISTING', listingId), !engine.get('DEMAND', demandId)];
  return listing || demand ? { listingId, demandId, listing, demand } : undefined;
};

/** The engine in this thread, and what is kept in step with it. */
export const localEngine = (
  engine: MarketEngine,
  assessor: Assessor = createAssessor(engine.get),
  searcher: Searcher = searcherOver(engine.index),
): EngineDoor => ({
  put: async (entry) => {
    searcher.put(entry, engine.get(entry.kind, entry.id));
    engine.put(entry);
    assessor.put(entry);
  },
  remove: async (kind, id) => {
    const known = engine.get(kind, id);
    if (known) searcher.remove(known);
    engine.remove(kind, id);
    assessor.remove(kind, id);
  },
  get: async (kind, id) => engine.get(kind, id),
  size: async (kind) => engine.size(kind),
  listed: async (kind, from, limit) => {
    const { items, next } = engine.listed(kind, from, limit);
    return { items: items.map(({ id, revision }) => ({ id, revision })), next };
  },
  consider: async (entry, options) => consider({ engine, assessor }, entry, options),
  ratePairs: async (pairs, now) => pairs.flatMap((pair) => ratePair(engine, pair, now) ?? []),
  explainPair: async (pair, now) => explainPair(engine, pair, now),
  explain: async (pairs, now) => pairs.map((pair) => explain(engine, pair, now)),
  preview: async (input) => preview(engine, input),
  absent: async (pairs) => pairs.flatMap((pair) => absent(engine, pair) ?? []),
  likeness: async (pairs) => pairs.map(({ kind, id, otherId }) => likeness(engine, kind, [id, otherId])),
  assess: async (input) => assessor.assess(input),
  ...searchCalls(searcher),
});
