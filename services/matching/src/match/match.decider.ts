import type { Decider } from '@lastmile/eventsourcing';
import { reject } from '@lastmile/protocol';
import type { DeclineReason, MatchSide } from '@lastmile/protocol';
import type { MatchEvent, MatchProposed } from './match.events.js';

/** From this level on a pair is worth proposing. */
export const PROPOSAL_LEVEL = 3;

export type Rating = Pick<MatchProposed, 'score' | 'level' | 'explanation' | 'basis'>;
export type Pair = Pick<MatchProposed, 'listingId' | 'demandId' | 'supply' | 'demand'>;

/** All instants are ISO, UTC; `organisationId` is the actor's. */
export type MatchCommand =
  | ({ type: 'ProposeMatch'; now: string } & Pair & Rating)
  | { type: 'ExpressIntent'; organisationId: string; note?: string; now: string }
  | { type: 'DeclineMatch'; organisationId: string; reason: DeclineReason; note?: string; now: string };

export type Match =
  | { status: 'NONE' }
  | { status: 'PROPOSED'; pair: Pair; level: number; basis: Rating['basis']; intents: readonly MatchSide[] }
  | { status: 'DECLINED'; pair: Pair; side: MatchSide }
  | { status: 'INTRODUCED'; pair: Pair };

type Known = Exclude<Match, { status: 'NONE' }>;
type CommandOf<Type extends MatchCommand['type']> = Extract<MatchCommand, { type: Type }>;

const propose = ({ now, type: _, ...proposal }: CommandOf<'ProposeMatch'>, match: Match): MatchEvent[] => {
  const { score, level, explanation, basis, supply, demand } = proposal;
  if (match.status === 'NONE') {
    const isWorthIt = level >= PROPOSAL_LEVEL && supply.organisationId !== demand.organisationId;
    return isWorthIt ? [{ type: 'MatchProposed', ...proposal, proposedAt: now }] : [];
  }
  if (match.status !== 'PROPOSED' || level === match.level) return [];
  const isOutdated = basis.listing < match.basis.listing || basis.demand < match.basis.demand;
  return isOutdated ? [] : [{ type: 'MatchRescored', score, level, explanation, basis, rescoredAt: now }];
};

const known = (match: Match): Known => {
  if (match.status === 'NONE') throw reject('MATCH_NOT_PROPOSED');
  return match;
};

const sideOf = (organisationId: string, { pair }: Known): MatchSide => {
  if (organisationId === pair.supply.organisationId) return 'SUPPLY';
  if (organisationId === pair.demand.organisationId) return 'DEMAND';
  throw reject('NOT_A_PARTY');
};

const expressIntent = ({ organisationId, note, now }: CommandOf<'ExpressIntent'>, match: Known): MatchEvent[] => {
  const side = sideOf(organisationId, match);
  if (match.status === 'DECLINED') throw reject('MATCH_ALREADY_DECLINED');
  if (match.status === 'INTRODUCED' || match.intents.includes(side)) return [];
  const expressed: MatchEvent = { type: 'IntentExpressed', side, ...(note === undefined ? {} : { note }), expressedAt: now };
  return match.intents.length === 0 ? [expressed] : [expressed, { type: 'MatchIntroduced', introducedAt: now }];
};

const decline = ({ organisationId, reason, note, now }: CommandOf<'DeclineMatch'>, match: Known): MatchEvent[] => {
  const side = sideOf(organisationId, match);
  if (match.status === 'INTRODUCED') throw reject('MATCH_ALREADY_INTRODUCED');
  if (match.status === 'DECLINED') {
    if (match.side === side) return [];
    throw reject('MATCH_ALREADY_DECLINED');
  }
  return [{ type: 'MatchDeclined', side, reason, ...(note === undefined ? {} : { note }), declinedAt: now }];
};

const decide = (command: MatchCommand, match: Match): MatchEvent[] => {
  switch (command.type) {
    case 'ProposeMatch':
      return propose(command, match);
    case 'ExpressIntent':
      return expressIntent(command, known(match));
    case 'DeclineMatch':
      return decline(command, known(match));
  }
};

const evolve = (match: Match, event: MatchEvent): Match => {
  if (event.type === 'MatchProposed') {
    const { listingId, demandId, supply, demand, level, basis } = event;
    return { status: 'PROPOSED', pair: { listingId, demandId, supply, demand }, level, basis, intents: [] };
  }
  if (match.status !== 'PROPOSED') throw new Error(`${event.type} on a match that is ${match.status}`);
  switch (event.type) {
    case 'MatchRescored':
      return { ...match, level: event.level, basis: event.basis };
    case 'IntentExpressed':
      return { ...match, intents: [...match.intents, event.side] };
    case 'MatchIntroduced':
      return { status: 'INTRODUCED', pair: match.pair };
    case 'MatchDeclined':
      return { status: 'DECLINED', pair: match.pair, side: event.side };
  }
};

/** A pair of listing and demand, from the proposal to a decline or an introduction. */
export const matchDecider: Decider<Match, MatchCommand, MatchEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve,
};
