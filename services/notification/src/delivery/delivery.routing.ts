import { catalogEvents, contractEvents, matchingEvents } from '@lastmile/protocol';
import type { BodyOf, DeclineReason, MatchSide } from '@lastmile/protocol';
import type { Notice } from './delivery.events.js';
import { dealRoutes } from './deal.routes.js';
import { closingReasons, declines } from './delivery.wording.js';
import { route, tellParties } from './telling.js';
import type { Facts, Route, Telling } from './telling.js';

const nobody = (): Telling[] => [];

/** Weak matches are found in the list of matches; they are no news. */
const lowestLevelTold = 3;

type MatchFact = BodyOf<typeof matchingEvents.matchIntroduced>;

/** `side` is the reader's own. */
const tellSides = (match: MatchFact, sides: readonly MatchSide[], factsFor: (side: MatchSide) => Facts = () => ({})): Telling[] =>
  sides.map((side) => ({
    organisationId: (side === 'SUPPLY' ? match.supply : match.demand).organisationId,
    subject: { type: 'MATCH', id: match.matchId },
    facts: { listingTitle: match.supply.title, demandTitle: match.demand.title, side, ...factsFor(side) },
  }));

const bothSides: readonly MatchSide[] = ['SUPPLY', 'DEMAND'];
const otherSide = (side: MatchSide): MatchSide[] => [side === 'SUPPLY' ? 'DEMAND' : 'SUPPLY'];

const declineFacts = (reason: DeclineReason, side: MatchSide): Facts => {
  const { words, advice } = declines[reason];
  return { reason, reasonZh: words.zh, reasonEn: words.en, adviceZh: advice[side].zh, adviceEn: advice[side].en };
};

type Closing = BodyOf<typeof matchingEvents.matchClosed>;

const closingFacts = ({ constraints }: Closing, side: MatchSide): Facts => {
  const reasons = closingReasons(constraints, side);
  return {
    reason: reasons.map(({ code }) => code).join(' '),
    reasonZh: reasons.map(({ words }) => words.zh).join('；'),
    reasonEn: reasons.map(({ words }) => words.en).join('; '),
  };
};

type Alert = BodyOf<typeof matchingEvents.savedSearchMatched>;

/** Lists become texts: words apart by `, `, filters (as `field:NEW_ENERGY`) by blanks. */
const alertFacts = ({ name, savedSearchId, title, words, filters }: Alert): Facts => ({
  ...{ title, searchName: name, savedSearchId },
  ...(words.length > 0 && { words: words.join(', ') }),
  ...(filters.length > 0 && { filters: filters.join(' ') }),
});

const tellOwner = (organisationId: string, subject: Notice['subject'], facts: Facts): Telling[] => [
  { organisationId, subject, facts },
];

/** One row for each public event of the platform. */
export const routes: readonly Route[] = [
  route(catalogEvents.achievementDisclosed, 'achievement-disclosed', ({ organisationId, achievementId, title }) =>
    tellOwner(organisationId, { type: 'ACHIEVEMENT', id: achievementId }, { title }),
  ),
  // what one has just done oneself is no news, least of all thirty thousand rows of an import
  route(catalogEvents.listingPublished, 'listing-published', nobody),
  route(catalogEvents.listingRevised, 'listing-revised', nobody),
  route(catalogEvents.listingWithdrawn, 'listing-withdrawn', ({ organisationId, listingId, title, reason }) =>
    tellOwner(organisationId, { type: 'LISTING', id: listingId }, { title, reason }),
  ),
  route(catalogEvents.demandPublished, 'demand-published', nobody),
  route(catalogEvents.demandRevised, 'demand-revised', nobody),
  route(catalogEvents.demandWithdrawn, 'demand-withdrawn', ({ organisationId, demandId, title, reason }) =>
    tellOwner(organisationId, { type: 'DEMAND', id: demandId }, { title, reason }),
  ),
  route(matchingEvents.matchProposed, 'match-proposed', ({ score, level, ...match }) =>
    level < lowestLevelTold ? [] : tellSides(match, bothSides, () => ({ score, level })),
  ),
  route(matchingEvents.intentExpressed, 'intent-expressed', (match) => tellSides(match, otherSide(match.side))),
  route(matchingEvents.matchDeclined, 'match-declined', (match) =>
    tellSides(match, otherSide(match.side), (side) => declineFacts(match.reason, side)),
  ),
  route(matchingEvents.matchIntroduced, 'match-introduced', (match) => tellSides(match, bothSides)),
  // only a match that nobody has declined is closed
  route(matchingEvents.matchClosed, 'match-closed', (match) => tellSides(match, bothSides, (side) => closingFacts(match, side))),
  route(matchingEvents.savedSearchMatched, 'saved-search-matched', (alert) =>
    tellOwner(alert.organisationId, { type: alert.kind, id: alert.recordId }, alertFacts(alert)),
  ),
  route(contractEvents.contractDrafted, 'contract-drafted', (contract) => tellParties(contract)),
  route(contractEvents.termsProposed, 'terms-proposed', ({ version, proposedBy, ...contract }) =>
    tellParties(contract, { version }, proposedBy),
  ),
  route(contractEvents.termsAgreed, 'terms-agreed', ({ version, ...contract }) => tellParties(contract, { version })),
  route(contractEvents.contractSigned, 'contract-signed', (contract) => tellParties(contract, {}, contract.organisationId)),
  route(contractEvents.contractConcluded, 'contract-concluded', ({ kind, licenceMode, ...contract }) =>
    tellParties(contract, { contractKind: kind, ...(licenceMode && { licenceMode }) }),
  ),
  route(contractEvents.contractRecorded, 'contract-recorded', ({ recorded, index, size, ...contract }) =>
    tellParties(contract, { recorded, index, size }),
  ),
  ...dealRoutes,
];

const bySubject = new Map(routes.map((row) => [row.message.subject, row]));

/** The notices that one public event makes: at most one an organisation, also when it stands on both sides. */
export const noticesOf = (subject: string, body: unknown, event: { id: string; traceId?: string }): Notice[] => {
  const row = bySubject.get(subject);
  const tellings = new Map(row?.tell(body).map((telling) => [telling.organisationId, telling]));
  return [...tellings.values()].map((telling) => ({
    ...telling,
    kind: row?.kind ?? '',
    eventId: event.id,
    ...(event.traceId && { traceId: event.traceId }),
  }));
};
