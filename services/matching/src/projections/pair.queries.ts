import { InvalidCursor } from '@lastmile/documents';
import { reject } from '@lastmile/protocol';
import type { Actor, InputOf, MatchSide, OutputOf, matchingMessages } from '@lastmile/protocol';
import { renderExplanation } from '../engine/pair/render.js';
import { withFeedback } from '../feedback/declines.queries.js';
import { explainedWith } from '../feedback/feedback.js';
import type { WeighedPair } from '../feedback/feedback.js';
import { blockedPairsCollection } from '../match/blocked-pairs.js';
import type { BlockedPair } from '../match/blocked-pairs.js';
import { matchIdOf } from '../match/match-id.js';
import type { Service } from '../service.js';
import { visibleConstraints } from './constraint-views.js';
import { isOverseer } from './overseers.js';
import { requireOwner } from './ownership.queries.js';

type Messages = typeof matchingMessages;

const sidesOf = (actor: Actor, owners: Record<MatchSide, string>): MatchSide[] =>
  (['SUPPLY', 'DEMAND'] as const).filter((side) => owners[side] === actor.organisationId);

/** Why a published pair is, or is not, a match: for its two sides and the overseers; others get the answer of a pair that does not exist. */
export const explainPair = async (
  service: Service,
  input: InputOf<Messages['explainPair']>,
  actor: Actor,
): Promise<OutputOf<Messages['explainPair']>> => {
  const now = service.clock();
  const pair = await service.engine.explainPair(input, now);
  if (!pair) throw reject('NOT_FOUND');
  const { listing, demand } = pair;
  const own = sidesOf(actor, { SUPPLY: listing.organisationId, DEMAND: demand.organisationId });
  if (own.length === 0 && !isOverseer(actor)) throw reject('NOT_FOUND');
  const [weighed = pair]: WeighedPair[] = await withFeedback(service, [pair], now);
  const { score, level } = weighed;
  const explanation = explainedWith(pair.explanation, weighed.feedback);
  return {
    score,
    level,
    constraints: visibleConstraints(pair.constraints, isOverseer(actor) ? 'ALL' : own),
    explanation,
    rendered: renderExplanation(explanation, score, level),
    matchId: matchIdOf(listing.id, demand.id),
  };
};

/** The first of what may be shown, from as many pages as it takes. */
const firstShown = async (
  pages: AsyncIterable<BlockedPair[]>,
  isShown: (pair: BlockedPair) => boolean,
  most: number,
): Promise<BlockedPair[]> => {
  const found: BlockedPair[] = [];
  for await (const page of pages) {
    found.push(...page.filter(isShown));
    if (found.length >= most) break;
  }
  return found;
};

/**
 * What a constraint kept out of an own record's proposals, the best first. What only the other side may know of, that it is classified or
 * wants nothing to do with the asking organisation, is left out altogether.
 */
export const listBlocked = async (
  service: Service,
  { kind, id, limit, cursor }: InputOf<Messages['listBlocked']>,
  actor: Actor,
): Promise<OutputOf<Messages['listBlocked']>> => {
  await requireOwner(service, { kind, id }, actor);
  const collection = service.documents.collection(blockedPairsCollection);
  const where = { [kind === 'LISTING' ? 'listingId' : 'demandId']: id };
  const query = { where, sort: [{ path: 'score', direction: 'desc' as const }], limit: limit + 1, cursor };
  const seenBy = isOverseer(actor) ? 'ALL' : [kind === 'LISTING' ? ('SUPPLY' as const) : ('DEMAND' as const)];
  const isShown = ({ constraints }: BlockedPair): boolean =>
    visibleConstraints(constraints, seenBy).length === constraints.length;
  const found = await firstShown(collection.pages(query), isShown, limit + 1).catch((error: unknown) => {
    throw error instanceof InvalidCursor ? reject('INVALID_MESSAGE', { violations: ['cursor: of another list'] }) : error;
  });
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ id: _, revision: _revision, names: _names, ...pair }) => pair),
    ...(last && found.length > limit ? { nextCursor: collection.cursorAfter(query, last) } : {}),
  };
};
