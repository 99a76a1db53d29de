import { defineCollection } from '@lastmile/documents';
import type { Document } from '@lastmile/documents';
import { projection } from '@lastmile/eventsourcing';
import type { EventMeta } from '@lastmile/eventsourcing';
import type { ConstraintName, Explanation, RankingOutcome } from '@lastmile/protocol';
import type { MatchEvent, MatchProposed, Seen } from '../match/match.events.js';

export type Outcome = 'OPEN' | 'INTENT' | 'INTRODUCED' | 'DECLINED' | 'CLOSED';
type Declined = Extract<MatchEvent, { type: 'MatchDeclined' }>;

/** What became of a proposal, with the ranking that made it: the log that rankings are judged by, and the memory of declines. */
export interface MatchOutcome extends Document {
  listingId: string;
  demandId: string;
  supplyId: string;
  demandOwnerId: string;
  /** Of the proposal: what the parties saw first. */
  ranking: RankingOutcome['ranking'];
  score: number;
  level: number;
  /** Place among the demand's open proposals, when it was noted. */
  position?: number;
  outcome: Outcome;
  declined?: Pick<Declined, 'side' | 'reason' | 'note'>;
  /** What the records said at the decline; the revisions of the last rating when nothing else is known. */
  seen: Seen;
  closed?: ConstraintName[];
  proposedAt: string;
  updatedAt: string;
}

export const matchOutcomesCollection = defineCollection<MatchOutcome>({
  name: 'match_outcomes',
  version: 2,
  indexes: [
    { name: 'by_listing', fields: ['listingId', 'outcome', 'updatedAt'] },
    { name: 'by_demand', fields: ['demandId', 'outcome', 'updatedAt'] },
    { name: 'by_reason', fields: ['declined.reason', 'updatedAt'] },
  ],
});

type Body = Omit<MatchOutcome, 'id' | 'revision'>;

/** Ratings of older engines do not name a model or a policy. */
const UNNAMED = 'none';

const rankingOf = ({ engineVersion, modelVersion = UNNAMED, policyVersion = UNNAMED }: Explanation): Body['ranking'] => ({
  engineVersion,
  modelVersion,
  policyVersion,
});

const proposed = (event: MatchProposed): Body => {
  const { listingId, demandId, supply, demand, score, level, position, proposedAt } = event;
  return {
    listingId,
    demandId,
    supplyId: supply.organisationId,
    demandOwnerId: demand.organisationId,
    ranking: rankingOf(event.explanation),
    score,
    level,
    ...(position === undefined ? {} : { position }),
    outcome: 'OPEN',
    seen: event.basis,
    proposedAt,
    updatedAt: proposedAt,
  };
};

const changed = (body: Body, event: Exclude<MatchEvent, MatchProposed>): Body => {
  switch (event.type) {
    case 'MatchRescored':
      return { ...body, seen: event.basis };
    case 'IntentExpressed':
      return { ...body, outcome: 'INTENT', updatedAt: event.expressedAt };
    case 'MatchIntroduced':
      return { ...body, outcome: 'INTRODUCED', updatedAt: event.introducedAt };
    case 'MatchDeclined': {
      const { side, reason, note, seen = body.seen, declinedAt } = event;
      const declined = { side, reason, ...(note === undefined ? {} : { note }) };
      return { ...body, outcome: 'DECLINED', declined, seen, updatedAt: declinedAt };
    }
    case 'MatchClosed':
      return { ...body, outcome: 'CLOSED', closed: event.constraints.map(({ name }) => name), updatedAt: event.closedAt };
  }
};

const project = (document: MatchOutcome | undefined, event: MatchEvent, meta: EventMeta): Body => {
  if (event.type === 'MatchProposed') return proposed(event);
  if (!document) throw new Error(`${meta.stream}@${meta.revision}: ${event.type} before MatchProposed`);
  const { id: _id, revision: _revision, ...body } = document;
  return changed(body, event);
};

export const matchOutcomesProjection = projection<MatchOutcome, MatchEvent>({
  name: 'match-outcomes',
  category: 'match',
  collection: matchOutcomesCollection,
  project,
});
