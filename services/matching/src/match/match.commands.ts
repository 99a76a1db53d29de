import type { MessageContext } from '@lastmile/nats';
import type { CommandResult, InputOf, matchingMessages } from '@lastmile/protocol';
import { matchDetailsCollection } from '../projections/match-details.projection.js';
import type { Service } from '../service.js';
import type { MatchCommand } from './match.decider.js';
import type { Seen } from './match.events.js';

/** What makes two commands with one key the same request: not what was rated or read beside it, which may differ by what was indexed since. */
export const identityOf = (command: MatchCommand): unknown => {
  switch (command.type) {
    case 'ProposeMatch':
      return [command.listingId, command.demandId];
    case 'CloseMatch':
      return [];
    case 'DeclineMatch':
      return { ...command, now: undefined, seen: undefined };
    case 'ExpressIntent':
      return { ...command, now: undefined };
  }
};

/** Leaves out what is not given: events hold no undefined. */
const given = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

/** What the two records say now, for whoever weighs the decline later; undefined when one is not offered any more. */
const seenIn = async ({ documents, engine }: Service, matchId: string): Promise<Seen | undefined> => {
  const details = await documents.collection(matchDetailsCollection).get(matchId);
  if (!details) return undefined;
  const [listing, demand] = await Promise.all([engine.get('LISTING', details.listingId), engine.get('DEMAND', details.demandId)]);
  if (!listing || !demand) return undefined;
  const { price, readinessLevel } = listing;
  return { listing: listing.revision, demand: demand.revision, ...given({ price, budget: demand.budget, readinessLevel }) };
};

export const declineMatch = async (
  service: Service,
  { id, reason, note, expectedRevision }: InputOf<typeof matchingMessages.decline>,
  context: MessageContext,
): Promise<CommandResult> => {
  const { organisationId } = context.actor;
  const seen = await seenIn(service, id);
  return service.matches(
    id,
    { type: 'DeclineMatch', organisationId, reason, note, seen, now: service.clock() },
    { ...context, expectedRevision },
  );
};
