import type { Engine } from '../engine/engine.js';
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

const pairOf = (engine: MarketEngine, sides: Sides, now: string): RatedPair => ({
  listing: sideOf(sides.listing),
  demand: sideOf(sides.demand),
  ...engine.explainPair(sides.listing, sides.demand, now),
});

/** Ranked for each wanted, so that there are enough left when near-equal listings of one organisation are proposed once. */
const RANKED_FOR_ONE = 2;

interface Parts {
  engine: MarketEngine;
  assessor: Assessor;
}

interface Demand {
  entry: IndexedEntry;
}

interface Outdone {
  demands: readonly Demand[];
  now: string;
}

/** Demands to which the organisation offers nearly the same better, or did so first, in another listing. */
const withoutOutdone = ({ engine, assessor }: Parts, listing: IndexedEntry, { demands, now }: Outdone): Demand[] => {
  const twins = assessor.twinsOf(listing);
  if (twins.length === 0) return [...demands];
  const stands = (twin: IndexedEntry, demand: IndexedEntry): boolean => {
    const [other, own] = [engine.explainPair(twin, demand, now), engine.rate(listing, demand, now)];
    return other.constraints.length === 0 && standsBefore({ ...twin, level: other.level }, { ...listing, level: own.level });
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
  const told = (ranked: readonly { entry: IndexedEntry }[]): RatedPair[] =>
    ranked.slice(0, limit).map((one) => pairOf(engine, sidesOf(entry, one.entry), now));
  return { candidates: told(best), blocked: told(found.blocked) };
};

const ratePair = (engine: MarketEngine, { listingId, demandId }: PairIds, now: string): RatedPair | undefined => {
  const [listing, demand] = [engine.get('LISTING', listingId), engine.get('DEMAND', demandId)];
  return listing && demand ? pairOf(engine, { listing, demand }, now) : undefined;
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
  explainPair: async (pair, now) => ratePair(engine, pair, now),
  preview: async (input) => preview(engine, input),
  absent: async (pairs) => pairs.flatMap((pair) => absent(engine, pair) ?? []),
  likeness: async (pairs) => pairs.map(({ kind, id, otherId }) => likeness(engine, kind, [id, otherId])),
  assess: async (input) => assessor.assess(input),
  ...searchCalls(searcher),
});
