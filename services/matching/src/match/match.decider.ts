import type { Decider } from '@lastmile/eventsourcing';
import { reject } from '@lastmile/protocol';
import type { Constraint, DeclineReason, MatchSide } from '@lastmile/protocol';
import type { MatchEvent, MatchProposed, Seen } from './match.events.js';

/** From this level on a pair is worth proposing. */
export const PROPOSAL_LEVEL = 3;

/** A smaller change of a score is not worth a new rating. */
const LEAST_CHANGE = 0.01;

export const isNews = (rating: Pick<MatchProposed, 'score' | 'level'>, known: Pick<MatchProposed, 'score' | 'level'>): boolean =>
  rating.level !== known.level || Math.abs(rating.score - known.score) >= LEAST_CHANGE;

export type Rating = Pick<MatchProposed, 'score' | 'level' | 'explanation' | 'basis'>;
export type Pair = Pick<MatchProposed, 'listingId' | 'demandId' | 'supply' | 'demand'>;
type Basis = Rating['basis'];

/** All instants are ISO, UTC; `organisationId` is the actor's. */
export type MatchCommand =
  | ({ type: 'ProposeMatch'; position?: number; now: string } & Pair & Rating)
  | { type: 'ExpressIntent'; organisationId: string; note?: string; now: string }
  | { type: 'DeclineMatch'; organisationId: string; reason: DeclineReason; note?: string; seen?: Seen; now: string }
  /** `basis` names the revisions that the constraints were found in; those of the last rating when left out. */
  | { type: 'CloseMatch'; constraints: Constraint[]; basis?: Partial<Basis>; now: string };

export type Match =
  | { status: 'NONE' }
  | { status: 'PROPOSED'; pair: Pair; score: number; level: number; basis: Basis; intents: readonly MatchSide[] }
  | { status: 'DECLINED'; pair: Pair; side: MatchSide }
  | { status: 'INTRODUCED'; pair: Pair }
  /** `until`: the last day of what keeps the two apart; open end when left out. */
  | { status: 'CLOSED'; pair: Pair; basis: Basis; isForGood: boolean; until?: string };

type Known = Exclude<Match, { status: 'NONE' }>;
type CommandOf<Type extends MatchCommand['type']> = Extract<MatchCommand, { type: Type }>;

const isOlder = (basis: Basis, known: Basis): boolean => basis.listing < known.listing || basis.demand < known.demand;
const isSame = (basis: Basis, known: Basis): boolean => basis.listing === known.listing && basis.demand === known.demand;

const proposalOf = ({ now, type: _, ...proposal }: CommandOf<'ProposeMatch'>): MatchEvent[] => {
  const isWorthIt = proposal.level >= PROPOSAL_LEVEL && proposal.supply.organisationId !== proposal.demand.organisationId;
  return isWorthIt ? [{ type: 'MatchProposed', ...proposal, proposedAt: now }] : [];
};

/** What closed it is gone when a newer text or the calendar says so; a rating that was under way when it was closed says nothing. */
const isFree = ({ basis, now }: CommandOf<'ProposeMatch'>, match: Extract<Match, { status: 'CLOSED' }>): boolean => {
  if (match.isForGood || isOlder(basis, match.basis)) return false;
  return !isSame(basis, match.basis) || (match.until !== undefined && match.until < now.slice(0, 10));
};

/** Only a licence ends by itself: an offer that is over needs to be renewed. */
const lastDayOf = (constraints: readonly Constraint[]): string | undefined => {
  const days = constraints.map(({ name, values }) => (name === 'LICENCE_CONFLICT' ? values['until'] : undefined));
  return days.every((day) => typeof day === 'string') ? days.sort().at(-1) : undefined;
};

const propose = (command: CommandOf<'ProposeMatch'>, match: Match): MatchEvent[] => {
  const { score, level, explanation, basis, now } = command;
  switch (match.status) {
    case 'NONE':
      return proposalOf(command);
    case 'CLOSED':
      return isFree(command, match) ? proposalOf(command) : [];
    case 'PROPOSED': {
      if (!isNews(command, match) || isOlder(basis, match.basis)) return [];
      return [{ type: 'MatchRescored', score, level, explanation, basis, rescoredAt: now }];
    }
    case 'DECLINED':
    case 'INTRODUCED':
      return [];
  }
};

const close = ({ constraints, basis, now }: CommandOf<'CloseMatch'>, match: Match): MatchEvent[] => {
  if (match.status !== 'PROPOSED' || constraints.length === 0) return [];
  return [{ type: 'MatchClosed', constraints, basis: { ...match.basis, ...basis }, closedAt: now }];
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
  if (match.status === 'CLOSED') throw reject('MATCH_CLOSED');
  if (match.status === 'DECLINED') throw reject('MATCH_ALREADY_DECLINED');
  if (match.status === 'INTRODUCED' || match.intents.includes(side)) return [];
  const expressed: MatchEvent = { type: 'IntentExpressed', side, ...(note === undefined ? {} : { note }), expressedAt: now };
  return match.intents.length === 0 ? [expressed] : [expressed, { type: 'MatchIntroduced', introducedAt: now }];
};

const decline = ({ organisationId, reason, note, seen, now }: CommandOf<'DeclineMatch'>, match: Known): MatchEvent[] => {
  const side = sideOf(organisationId, match);
  if (match.status === 'CLOSED') throw reject('MATCH_CLOSED');
  if (match.status === 'INTRODUCED') throw reject('MATCH_ALREADY_INTRODUCED');
  if (match.status === 'DECLINED') {
    if (match.side === side) return [];
    throw reject('MATCH_ALREADY_DECLINED');
  }
  const given = { ...(note === undefined ? {} : { note }), ...(seen === undefined ? {} : { seen }) };
  return [{ type: 'MatchDeclined', side, reason, ...given, declinedAt: now }];
};

const decide = (command: MatchCommand, match: Match): MatchEvent[] => {
  switch (command.type) {
    case 'ProposeMatch':
      return propose(command, match);
    case 'ExpressIntent':
      return expressIntent(command, known(match));
    case 'DeclineMatch':
      return decline(command, known(match));
    case 'CloseMatch':
      return close(command, match);
  }
};

const evolve = (match: Match, event: MatchEvent): Match => {
  if (event.type === 'MatchProposed') {
    const { listingId, demandId, supply, demand, score, level, basis } = event;
    return { status: 'PROPOSED', pair: { listingId, demandId, supply, demand }, score, level, basis, intents: [] };
  }
  if (match.status !== 'PROPOSED') throw new Error(`${event.type} on a match that is ${match.status}`);
  const { pair } = match;
  switch (event.type) {
    case 'MatchRescored':
      return { ...match, score: event.score, level: event.level, basis: event.basis };
    case 'IntentExpressed':
      return { ...match, intents: [...match.intents, event.side] };
    case 'MatchIntroduced':
      return { status: 'INTRODUCED', pair };
    case 'MatchDeclined':
      return { status: 'DECLINED', pair, side: event.side };
    case 'MatchClosed': {
      const { basis, constraints } = event;
      const until = lastDayOf(constraints);
      // a withdrawn record never comes back
      const isForGood = constraints.some(({ name }) => name === 'WITHDRAWN');
      return { status: 'CLOSED', pair, basis, isForGood, ...(until === undefined ? {} : { until }) };
    }
  }
};

/** A pair of listing and demand, from the proposal to a decline, an introduction, or a constraint that keeps the two apart. */
export const matchDecider: Decider<Match, MatchCommand, MatchEvent> = {
  initialState: () => ({ status: 'NONE' }),
  decide,
  evolve,
};
