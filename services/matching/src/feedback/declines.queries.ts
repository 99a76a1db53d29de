import type { Documents } from '@lastmile/documents';
import type { Kind } from '../engine/subject.js';
import { matchOutcomesCollection } from '../outcomes/match-outcomes.projection.js';
import type { MatchOutcome } from '../outcomes/match-outcomes.projection.js';
import type { EngineDoor, Neighbours, RatedPair } from '../worker/engine-door.js';
import type { Decline, WeighedPair } from './feedback.js';
import { feedbackOf, neighboursFor, ratedWith } from './feedback.js';
import { feedbackPolicyAt } from './feedback.policy.js';

/** Of one record or of the records of a list, the newest are weighed. */
const MOST_DECLINES = 1_000;

const declineOf = ({ declined, updatedAt, ...outcome }: MatchOutcome): Decline[] => {
  if (!declined) return [];
  const { listingId, demandId, supplyId, demandOwnerId, seen } = outcome;
  const { side, reason } = declined;
  return [{ listingId, demandId, supplyId, demandOwnerId, side, reason, seen, at: updatedAt }];
};

/** All declines that have a listing or a demand of these pairs. */
const declinesAround = async (documents: Documents, pairs: readonly RatedPair[]): Promise<Decline[]> => {
  const collection = documents.collection(matchOutcomesCollection);
  const of = async (path: 'listingId' | 'demandId', ids: string[]): Promise<MatchOutcome[]> => {
    const where = { [path]: { in: [...new Set(ids)] }, outcome: 'DECLINED' };
    const sort = [{ path: 'updatedAt', direction: 'desc' }] as const;
    return (await collection.find({ where, sort, limit: MOST_DECLINES })).items;
  };
  const found = await Promise.all([
    of(
      'listingId',
      pairs.map(({ listing }) => listing.id),
    ),
    of(
      'demandId',
      pairs.map(({ demand }) => demand.id),
    ),
  ]);
  return [...new Map(found.flat().map((outcome) => [outcome.id, outcome])).values()].flatMap(declineOf);
};

const keyOf = ({ kind, id, otherId }: Neighbours): string => `${kind} ${id} ${otherId}`;

const byScore = (a: RatedPair, b: RatedPair): number =>
  b.score - a.score || (a.listing.id + a.demand.id < b.listing.id + b.demand.id ? -1 : 1);

/** The pairs as the known declines let them stand, the best first. */
export const withFeedback = async (
  { documents, engine }: { documents: Documents; engine: EngineDoor },
  pairs: readonly RatedPair[],
  now: string,
): Promise<WeighedPair[]> => {
  if (pairs.length === 0) return [];
  const declines = await declinesAround(documents, pairs);
  if (declines.length === 0) return [...pairs];
  const asked = new Map(pairs.flatMap((pair) => neighboursFor(pair, declines)).map((one) => [keyOf(one), one]));
  const answers = asked.size > 0 ? await engine.likeness([...asked.values()]) : [];
  const known = new Map([...asked.keys()].map((key, at) => [key, answers[at] ?? 0]));
  const likeness = (one: Neighbours): number => known.get(keyOf(one)) ?? 0;
  const policy = feedbackPolicyAt(now);
  return pairs.map((pair) => ratedWith(pair, feedbackOf({ pair, declines, likeness, policy, now }))).sort(byScore);
};

/** Declines that others gave to a record, the newest first. */
export const declinesOf = async (documents: Documents, kind: Kind, id: string): Promise<MatchOutcome[]> => {
  const path = kind === 'LISTING' ? 'listingId' : 'demandId';
  const { items } = await documents.collection(matchOutcomesCollection).find({
    where: { [path]: id, outcome: 'DECLINED' },
    sort: [{ path: 'updatedAt', direction: 'desc' }],
    limit: MOST_DECLINES,
  });
  return items.filter(({ declined }) => declined?.side === (kind === 'LISTING' ? 'DEMAND' : 'SUPPLY'));
};
