import { projectionSpec } from '@lastmile/eventsourcing/testing';
import type { MatchEvent, MatchProposed } from '../match/match.events.js';
import { matchDetailsProjection } from './match-details.projection.js';

const explanation = { words: [{ word: '轴承', weight: 0.4 }], components: [], engineVersion: 'lexical-1' };
const proposed: MatchProposed = {
  type: 'MatchProposed',
  listingId: 'l',
  demandId: 'd',
  supply: { organisationId: 'university', title: 'Offer' },
  demand: { organisationId: 'enterprise', title: 'Wish', isAnonymous: true },
  score: 0.45,
  level: 3,
  explanation,
  basis: { listing: 1, demand: 1 },
  proposedAt: '2030-05-20T10:00:00.000Z',
};
const { listingId, demandId, supply, demand, score, level } = proposed;
const body = {
  listingId,
  demandId,
  supply,
  demand,
  organisationIds: ['university', 'enterprise'],
  score,
  level,
  explanation,
  status: 'PROPOSED' as const,
  intents: [],
  proposedAt: proposed.proposedAt,
  updatedAt: proposed.proposedAt,
};
const intent: MatchEvent = { type: 'IntentExpressed', side: 'DEMAND', note: 'Soon', expressedAt: '2030-05-21T10:00:00.000Z' };

describe('the details of a match', () => {
  it('begin with the proposal', () => projectionSpec(matchDetailsProjection).given([proposed]).then(body));
  it('take a new rating', () => {
    const rating = { score: 0.7, level: 4, explanation: { ...explanation, words: [] } };
    const rescoredAt = '2030-05-22T10:00:00.000Z';
    projectionSpec(matchDetailsProjection)
      .given([proposed, { type: 'MatchRescored', ...rating, basis: { listing: 2, demand: 1 }, rescoredAt }])
      .then({ ...body, ...rating, updatedAt: rescoredAt });
  });
  it('collect intents until the introduction', () =>
    projectionSpec(matchDetailsProjection)
      .given([
        proposed,
        intent,
        { type: 'IntentExpressed', side: 'SUPPLY', expressedAt: '2030-05-23T10:00:00.000Z' },
        { type: 'MatchIntroduced', introducedAt: '2030-05-23T10:00:00.000Z' },
      ])
      .then({ ...body, status: 'INTRODUCED', intents: ['DEMAND', 'SUPPLY'], updatedAt: '2030-05-23T10:00:00.000Z' }));
  it('keep who declined and why', () =>
    projectionSpec(matchDetailsProjection)
      .given([
        proposed,
        intent,
        { type: 'MatchDeclined', side: 'SUPPLY', reason: 'CAPACITY', note: 'No', declinedAt: '2030-05-24T10:00:00.000Z' },
      ])
      .then({
        ...body,
        status: 'DECLINED',
        intents: ['DEMAND'],
        declined: { side: 'SUPPLY', reason: 'CAPACITY', note: 'No' },
        updatedAt: '2030-05-24T10:00:00.000Z',
      }));
});
