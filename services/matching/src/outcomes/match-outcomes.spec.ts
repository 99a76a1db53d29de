import { projectionSpec } from '@lastmile/eventsourcing/testing';
import type { MatchEvent } from '../match/match.events.js';
import { matchOutcomesProjection } from './match-outcomes.projection.js';

const at = (day: number): string => `2030-05-${day}T10:00:00.000Z`;
const explanation = { words: [], components: [], engineVersion: 'e1', modelVersion: 'm1', policyVersion: 'p1' };
const proposed: MatchEvent = {
  type: 'MatchProposed',
  listingId: 'l',
  demandId: 'd',
  supply: { organisationId: 'university', title: 'Offer' },
  demand: { organisationId: 'enterprise', title: 'Wish', isAnonymous: true },
  score: 0.6,
  level: 3,
  explanation,
  basis: { listing: 1, demand: 1 },
  position: 2,
  proposedAt: at(20),
};
const body = {
  listingId: 'l',
  demandId: 'd',
  supplyId: 'university',
  demandOwnerId: 'enterprise',
  ranking: { engineVersion: 'e1', modelVersion: 'm1', policyVersion: 'p1' },
  score: 0.6,
  level: 3,
  position: 2,
  outcome: 'OPEN' as const,
  seen: { listing: 1, demand: 1 },
  proposedAt: at(20),
  updatedAt: at(20),
};
const rescored: MatchEvent = {
  type: 'MatchRescored',
  score: 0.9,
  level: 4,
  explanation: { ...explanation, engineVersion: 'e2' },
  basis: { listing: 2, demand: 1 },
  rescoredAt: at(21),
};
const spec = (events: MatchEvent[]) => projectionSpec(matchOutcomesProjection).given(events);

describe('the outcome of a match', () => {
  it('is open with the ranking that proposed it, also when it is rated anew', () => {
    spec([proposed]).then(body);
    spec([proposed, rescored]).then({ ...body, seen: { listing: 2, demand: 1 } });
  });
  it('names no model or policy for a rating that named none', () =>
    spec([{ ...proposed, explanation: { ...explanation, modelVersion: undefined, policyVersion: undefined } }]).then({
      ...body,
      ranking: { engineVersion: 'e1', modelVersion: 'none', policyVersion: 'none' },
    }));
  it('is an intent, then an introduction', () => {
    const intent: MatchEvent = { type: 'IntentExpressed', side: 'SUPPLY', expressedAt: at(22) };
    spec([proposed, intent]).then({ ...body, outcome: 'INTENT', updatedAt: at(22) });
    spec([proposed, intent, { type: 'MatchIntroduced', introducedAt: at(23) }]).then({
      ...body,
      outcome: 'INTRODUCED',
      updatedAt: at(23),
    });
  });
  it('is a decline with its reason and what the records said', () => {
    const declined: MatchEvent = { type: 'MatchDeclined', side: 'DEMAND', reason: 'PRICE', note: 'No', declinedAt: at(24) };
    const expected = {
      ...body,
      outcome: 'DECLINED' as const,
      declined: { side: 'DEMAND' as const, reason: 'PRICE' as const, note: 'No' },
    };
    spec([proposed, rescored, declined]).then({ ...expected, seen: { listing: 2, demand: 1 }, updatedAt: at(24) });
    const seen = { listing: 3, demand: 1, price: 100 };
    spec([proposed, { ...declined, seen }]).then({ ...expected, seen, updatedAt: at(24) });
  });
  it('is closed by constraints, and open again when it is proposed again', () => {
    const closed: MatchEvent = {
      type: 'MatchClosed',
      constraints: [{ name: 'EXPIRED', side: 'SUPPLY', values: {} }],
      basis: { listing: 1, demand: 1 },
      closedAt: at(25),
    };
    spec([proposed, closed]).then({ ...body, outcome: 'CLOSED', closed: ['EXPIRED'], updatedAt: at(25) });
    spec([proposed, closed, { ...proposed, proposedAt: at(26) }]).then({ ...body, proposedAt: at(26), updatedAt: at(26) });
  });
});
