import type { Constraint } from '@lastmile/protocol';
import type { Engine, Ranked } from '../engine/engine.js';
import { plainSubject } from '../engine/subject.js';
import type { Kind, Subject } from '../engine/subject.js';
import { isValidAt } from '../indexing/indexed-entry.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { otherKind } from './engine-door.js';
import type {
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

const constraintsOf = ({ listing, demand }: Sides, now: string): Constraint[] => {
  const over = (entry: IndexedEntry, side: Constraint['side']): Constraint[] =>
    isValidAt(entry, now) ? [] : [{ name: 'EXPIRED', side, values: {} }];
  const isSame = listing.organisationId === demand.organisationId;
  return [
    ...over(listing, 'SUPPLY'),
    ...over(demand, 'DEMAND'),
    ...(isSame ? [{ name: 'SAME_PARTY' as const, side: 'SUPPLY' as const, values: {} }] : []),
  ];
};

const pairOf = (
  engine: MarketEngine,
  sides: Sides,
  constraints: Constraint[],
  rated: { score: number; level: number },
): RatedPair => ({
  listing: sideOf(sides.listing),
  demand: sideOf(sides.demand),
  score: rated.score,
  level: rated.level,
  explanation: engine.explain(sides.listing, sides.demand),
  constraints,
});

const consider = (engine: MarketEngine, entry: IndexedEntry, { now, limit, minLevel }: ConsiderOptions): Considered => {
  const kept = (other: IndexedEntry): Constraint[] => constraintsOf(sidesOf(entry, other), now);
  const rank = (accepts?: (other: IndexedEntry) => boolean): Ranked<IndexedEntry>[] =>
    engine.rank(entry, { kind: otherKind(entry.kind), limit, minLevel, accepts });
  const told = (ranked: Ranked<IndexedEntry>[]): RatedPair[] =>
    ranked.map((one) => pairOf(engine, sidesOf(entry, one.entry), kept(one.entry), one));
  const all = rank();
  const isBlocked = (one: Ranked<IndexedEntry>): boolean => kept(one.entry).length > 0;
  const free = all.some(isBlocked) ? rank((other) => kept(other).length === 0) : all;
  return { candidates: told(free), blocked: told(all.filter(isBlocked)) };
};

const ratePair = (engine: MarketEngine, { listingId, demandId }: PairIds, now: string): RatedPair | undefined => {
  const [listing, demand] = [engine.get('LISTING', listingId), engine.get('DEMAND', demandId)];
  if (!listing || !demand) return undefined;
  return pairOf(engine, { listing, demand }, constraintsOf({ listing, demand }, now), engine.rate(listing, demand));
};

const preview = (engine: MarketEngine, { kind, title, text, limit, now }: PreviewInput): Previewed[] => {
  const subject = plainSubject(title, text);
  return engine.rank(subject, { kind, limit, accepts: (entry) => isValidAt(entry, now) }).map(({ entry, score, level }) => ({
    id: entry.id,
    title: entry.title,
    organisationId: entry.organisationId,
    isAnonymous: entry.isAnonymous,
    score,
    level,
    explanation: kind === 'LISTING' ? engine.explain(entry, subject) : engine.explain(subject, entry),
  }));
};

const textOf = ({ title, body }: Subject): Subject => plainSubject(title, body);

const likeness = (engine: MarketEngine, kind: Kind, ids: [string, string]): number => {
  const [one, other] = ids.map((id) => engine.get(kind, id));
  return one && other ? engine.rate(textOf(one), textOf(other)).score : 0;
};

/** The engine in this thread. */
export const localEngine = (engine: MarketEngine): EngineDoor => ({
  put: async (entry) => engine.put(entry),
  remove: async (kind, id) => engine.remove(kind, id),
  get: async (kind, id) => engine.get(kind, id),
  size: async (kind) => engine.size(kind),
  consider: async (entry, options) => consider(engine, entry, options),
  ratePairs: async (pairs, now) => pairs.flatMap((pair) => ratePair(engine, pair, now) ?? []),
  explainPair: async (pair, now) => ratePair(engine, pair, now),
  preview: async (input) => preview(engine, input),
  likeness: async (pairs) => pairs.map(({ kind, id, otherId }) => likeness(engine, kind, [id, otherId])),
});
