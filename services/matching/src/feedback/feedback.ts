import type { DeclineReason, Evidence, Explanation, MatchSide } from '@lastmile/protocol';
import { levelOf, rounded } from '../engine/pair/levels.js';
import type { Kind } from '../engine/subject.js';
import type { Seen } from '../match/match.events.js';
import type { Neighbours, RatedPair } from '../worker/engine-door.js';
import type { FeedbackPolicy } from './feedback.policy.js';

/** A decline of another pair that has a record in common with the pair under consideration. */
export interface Decline {
  listingId: string;
  demandId: string;
  supplyId: string;
  demandOwnerId: string;
  side: MatchSide;
  reason: DeclineReason;
  /** What the two records said then. */
  seen: Seen;
  /** ISO, UTC. */
  at: string;
}

/** How alike the texts of two records of one kind are, 0–1. */
export type Likeness = (neighbours: Neighbours) => number;

interface Look {
  pair: Pick<RatedPair, 'listing' | 'demand'>;
  decline: Decline;
  /** The record that both pairs have; the other ones are neighbours. */
  common: Kind;
  likeness: Likeness;
  policy: FeedbackPolicy;
  now: string;
}

const recordOf = (side: MatchSide): Kind => (side === 'SUPPLY' ? 'LISTING' : 'DEMAND');

const neighboursIn = ({ pair, decline, common }: Pick<Look, 'pair' | 'decline' | 'common'>): Neighbours =>
  common === 'DEMAND'
    ? { kind: 'LISTING', id: pair.listing.id, otherId: decline.listingId }
    : { kind: 'DEMAND', id: pair.demand.id, otherId: decline.demandId };

const alike = (look: Look): number => {
  const likeness = look.likeness(neighboursIn(look));
  return likeness < look.policy.leastLikeness ? 0 : likeness;
};

const isAtMost = (value: number | undefined, then: number | undefined): boolean =>
  value !== undefined && then !== undefined && value <= then;

/** Who declined asked for something of the record of the other side: its own later revisions may have mended that. */
const isUnmended = ({ pair, decline, common }: Look): boolean => {
  const blamed = recordOf(decline.side === 'SUPPLY' ? 'DEMAND' : 'SUPPLY');
  if (blamed !== common) return false;
  return common === 'LISTING' ? pair.listing.revision <= decline.seen.listing : pair.demand.revision <= decline.seen.demand;
};

/** An offer as dear for the demand that found one too dear; a budget as small for the offer that found one too small. */
const isPriceAgain = ({ pair, decline: { side, seen }, common }: Look): boolean => {
  if (recordOf(side) !== common) return false;
  return side === 'DEMAND' ? isAtMost(seen.price, pair.listing.price) : isAtMost(pair.demand.budget, seen.budget);
};

const DAY = 86_400_000;

const hasNoCapacity = ({ decline, common, policy, now }: Look): boolean =>
  recordOf(decline.side) === common && Date.parse(now) - Date.parse(decline.at) < policy.capacityDays * DAY;

const isSameOwner = ({ pair, decline, common }: Look): boolean =>
  common === 'DEMAND' ? pair.listing.organisationId === decline.supplyId : pair.demand.organisationId === decline.demandOwnerId;

/** How far, 0–1, the decline speaks against the pair too. */
const bearing = (look: Look): number => {
  const { pair, decline, common } = look;
  switch (decline.reason) {
    case 'WRONG_FIELD':
    case 'OTHER':
      return alike(look);
    case 'PRICE':
      return Number(isPriceAgain(look));
    case 'TOO_EARLY':
      return Number(common === 'DEMAND' && isAtMost(pair.listing.readinessLevel, decline.seen.readinessLevel));
    case 'NO_ADVANTAGE_SHOWN':
    case 'DESCRIPTION_UNCLEAR':
      return Number(isUnmended(look));
    case 'CAPACITY':
      return Number(hasNoCapacity(look));
    case 'SECRECY':
      return isSameOwner(look) ? 1 : alike(look);
  }
};

const commonOf = ({ listing, demand }: Look['pair'], { listingId, demandId }: Decline): Kind | undefined => {
  if ((listing.id === listingId) === (demand.id === demandId)) return undefined;
  return demand.id === demandId ? 'DEMAND' : 'LISTING';
};

const needsLikeness: ReadonlySet<DeclineReason> = new Set(['WRONG_FIELD', 'OTHER', 'SECRECY']);

/** Of which records the likeness must be known to weigh the declines. */
export const neighboursFor = (pair: Look['pair'], declines: readonly Decline[]): Neighbours[] =>
  declines.flatMap((decline) => {
    const common = commonOf(pair, decline);
    return common && needsLikeness.has(decline.reason) ? [neighboursIn({ pair, decline, common })] : [];
  });

export interface Feedback {
  /** The part of the score that the declines take away, 0–1. */
  share: number;
  evidence: Evidence[];
}

export interface FeedbackInput {
  pair: Look['pair'];
  /** Those that have neither or both records in common are left aside. */
  declines: readonly Decline[];
  likeness: Likeness;
  policy: FeedbackPolicy;
  now: string;
}

const evidenceOf = (weighed: readonly { decline: Decline; share: number }[], { version }: FeedbackPolicy): Evidence[] =>
  [...Map.groupBy(weighed, ({ decline }) => `${decline.reason} ${decline.side}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...others]]) => {
      if (!first) return [];
      const share = 1 - [first, ...others].reduce((left, one) => left * (1 - one.share), 1);
      const { reason, side } = first.decline;
      const values = { reason, side, count: others.length + 1, share: rounded(share), policy: version };
      return [{ code: 'DECLINED_BEFORE', values }];
    });

/**
 * What is known against a pair from declines of its neighbours: each takes its share of what the others left, all together no more than the
 * policy says. Undefined when nothing speaks against it. Names no party; does not depend on the order of the declines.
 */
export const feedbackOf = ({ pair, declines, likeness, policy, now }: FeedbackInput): Feedback | undefined => {
  const weighed = declines.flatMap((decline) => {
    const common = commonOf(pair, decline);
    const share = common ? policy.shares[decline.reason] * bearing({ pair, decline, common, likeness, policy, now }) : 0;
    return share > 0 ? [{ decline, share }] : [];
  });
  if (weighed.length === 0) return undefined;
  const shares = weighed.map(({ share }) => share).sort((a, b) => b - a);
  const taken = 1 - shares.reduce((left, share) => left * (1 - share), 1);
  return { share: rounded(Math.min(policy.most, taken)), evidence: evidenceOf(weighed, policy) };
};

/** The explanation of a pair with what the declines take away as a component of its own. */
export const explainedWith = ({ words, components, ...rest }: Explanation, feedback: Feedback | undefined): Explanation => {
  if (!feedback) return { words, components, ...rest };
  const { share, evidence } = feedback;
  const part = (weight: number): number => rounded(weight * (1 - share));
  return {
    ...rest,
    words: words.map((word) => ({ ...word, weight: part(word.weight) })),
    components: [
      ...components.map((component) => ({ ...component, weight: part(component.weight) })),
      { name: 'feedback', score: 0, weight: share, evidence },
    ],
  };
};

/** A pair as the known declines let it stand. */
export interface WeighedPair extends RatedPair {
  feedback?: Feedback;
}

/** The pair rated with feedback, which scores nothing and weighs what the declines take away, so that it can only lower. */
export const ratedWith = (pair: RatedPair, feedback: Feedback | undefined): WeighedPair => {
  if (!feedback) return pair;
  const score = rounded(pair.score * (1 - feedback.share));
  return { ...pair, score, level: Math.min(pair.level, levelOf(score)), feedback };
};
