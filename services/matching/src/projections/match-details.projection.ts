import { defineCollection } from '@lastmile/documents';
import type { Document } from '@lastmile/documents';
import { projection } from '@lastmile/eventsourcing';
import type { EventMeta } from '@lastmile/eventsourcing';
import type { MatchView } from '@lastmile/protocol';
import type { MatchEvent, MatchProposed } from '../match/match.events.js';

/** What a match's page shows, and both organisations to list by. */
export interface MatchDetails extends Document, Omit<MatchView, 'id' | 'revision' | 'demand' | 'rendered'> {
  demand: MatchProposed['demand'];
  organisationIds: string[];
}

export const matchDetailsCollection = defineCollection<MatchDetails>({
  name: 'match_details',
  version: 1,
  indexes: [
    { name: 'by_listing', fields: ['listingId', 'score'] },
    { name: 'by_demand', fields: ['demandId', 'score'] },
    { name: 'by_organisation', fields: ['organisationIds', 'score'] },
    { name: 'by_status', fields: ['status', 'updatedAt'] },
  ],
});

type Body = Omit<MatchDetails, 'id' | 'revision'>;

const proposed = (event: MatchProposed): Body => {
  const { listingId, demandId, supply, demand, score, level, explanation, proposedAt } = event;
  return {
    listingId,
    demandId,
    supply,
    demand,
    organisationIds: [supply.organisationId, demand.organisationId],
    score,
    level,
    explanation,
    status: 'PROPOSED',
    intents: [],
    proposedAt,
    updatedAt: proposedAt,
  };
};

const changed = (body: Body, event: Exclude<MatchEvent, MatchProposed>): Body => {
  switch (event.type) {
    case 'MatchRescored': {
      const { score, level, explanation, rescoredAt } = event;
      return { ...body, score, level, explanation, updatedAt: rescoredAt };
    }
    case 'IntentExpressed':
      return { ...body, intents: [...body.intents, event.side], updatedAt: event.expressedAt };
    case 'MatchIntroduced':
      return { ...body, status: 'INTRODUCED', updatedAt: event.introducedAt };
    case 'MatchDeclined': {
      const { side, reason, note, declinedAt } = event;
      const declined = { side, reason, ...(note === undefined ? {} : { note }) };
      return { ...body, status: 'DECLINED', declined, updatedAt: declinedAt };
    }
    case 'MatchClosed':
      return { ...body, status: 'CLOSED', closed: event.constraints, updatedAt: event.closedAt };
  }
};

const project = (document: MatchDetails | undefined, event: MatchEvent, meta: EventMeta): Body => {
  if (event.type === 'MatchProposed') return proposed(event);
  if (!document) throw new Error(`${meta.stream}@${meta.revision}: ${event.type} before MatchProposed`);
  const { id: _id, revision: _revision, ...body } = document;
  return changed(body, event);
};

export const matchDetailsProjection = projection<MatchDetails, MatchEvent>({
  name: 'match-details',
  category: 'match',
  collection: matchDetailsCollection,
  project,
});
