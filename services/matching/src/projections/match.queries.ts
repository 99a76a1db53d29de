import { InvalidCursor } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { waitForRevision } from '@lastmile/eventsourcing/runtime';
import { reject } from '@lastmile/protocol';
import type { Actor, InputOf, MatchSide, MatchView, OutputOf, matchingMessages } from '@lastmile/protocol';
import { renderExplanation } from '../engine/pair/render.js';
import { visibleConstraints } from './constraint-views.js';
import { matchDetailsCollection } from './match-details.projection.js';
import type { MatchDetails } from './match-details.projection.js';
import { isOverseer } from './overseers.js';

const sidesOf = (organisationId: string, { supply, demand }: MatchDetails): MatchSide[] => [
  ...(supply.organisationId === organisationId ? ['SUPPLY' as const] : []),
  ...(demand.organisationId === organisationId ? ['DEMAND' as const] : []),
];

/** Before the introduction the supply side does not learn who is behind an anonymous demand. */
const viewFor = (actor: Actor, match: MatchDetails): MatchView => {
  const { organisationIds: _, demand, closed, ...details } = match;
  const sides = sidesOf(actor.organisationId, match);
  const isHidden = demand.isAnonymous && details.status !== 'INTRODUCED' && !sides.includes('DEMAND') && !isOverseer(actor);
  return {
    ...details,
    demand: { organisationId: isHidden ? '' : demand.organisationId, title: demand.title },
    ...(closed ? { closed: visibleConstraints(closed, isOverseer(actor) ? 'ALL' : sides) } : {}),
    rendered: renderExplanation(details.explanation, details.score, details.level),
  };
};

/** A stranger gets the answer of a match that does not exist. */
export const getMatch = async (
  documents: Documents,
  { id, atRevision }: InputOf<typeof matchingMessages.getMatch>,
  actor: Actor,
): Promise<MatchView> => {
  const details = await waitForRevision(() => documents.collection(matchDetailsCollection).get(id), atRevision);
  const isVisible = details && (isOverseer(actor) || details.organisationIds.includes(actor.organisationId));
  if (!isVisible) throw reject('NOT_FOUND');
  return viewFor(actor, details);
};

type ListInput = InputOf<typeof matchingMessages.listMatches>;

const filterOf = (
  { listingId, demandId, mine, status }: ListInput,
  actor: Actor,
): Record<string, string | { contains: string }> => {
  if (listingId === undefined && demandId === undefined && mine !== true)
    throw reject('INVALID_MESSAGE', { violations: ['listingId: one of listingId, demandId and mine is needed'] });
  const isOwnOnly = mine === true || !isOverseer(actor);
  return {
    ...(listingId === undefined ? {} : { listingId }),
    ...(demandId === undefined ? {} : { demandId }),
    ...(status === undefined ? {} : { status }),
    ...(isOwnOnly ? { organisationIds: { contains: actor.organisationId } } : {}),
  };
};

/** Best first. Who is no overseer gets the matches of the own organisation only, whatever the filter. */
export const listMatches = async (
  documents: Documents,
  input: ListInput,
  actor: Actor,
): Promise<OutputOf<typeof matchingMessages.listMatches>> => {
  const { limit, cursor } = input;
  const page = await documents
    .collection(matchDetailsCollection)
    .find({ where: filterOf(input, actor), sort: [{ path: 'score', direction: 'desc' }], limit, cursor })
    .catch((error: unknown) => {
      throw error instanceof InvalidCursor ? reject('INVALID_MESSAGE', { violations: ['cursor: of another list'] }) : error;
    });
  return { ...page, items: page.items.map((details) => viewFor(actor, details)) };
};
