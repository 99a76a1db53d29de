import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { isRejection, systemActor } from '@lastmile/protocol';
import type { Constraint, Explanation } from '@lastmile/protocol';
import { explainedByMeaning } from '../embedding/meaning.js';
import type { Service } from '../service.js';
import { explainedWith } from '../feedback/feedback.js';
import type { WeighedPair } from '../feedback/feedback.js';
import type { PairIds } from '../worker/engine-door.js';
import type { MatchCommand } from './match.decider.js';
import { matchIdOf } from './match-id.js';

/** Of what made us look: the event's id, its instant, and what ties it to what came before. */
export interface Cause {
  eventId: string;
  at: string;
  correlationId: string;
}

/** A pair to be proposed, or rated anew; `position` only of new ones. */
export interface Proposal {
  pair: WeighedPair;
  position?: number;
}

const contextOf = ({ eventId, correlationId }: Cause): CommandContext => ({
  actor: systemActor('matching-index'),
  idempotencyKey: eventId,
  correlationId,
  causationId: eventId,
});

/** The consumer takes a refusal for an answer; a contended stream is none, the message has to come again. */
const orAgain = (error: unknown): never => {
  if (isRejection(error) && error.code === 'REVISION_CONFLICT')
    throw new Error('too many writers on one match', { cause: error });
  throw error;
};

interface Explained extends Proposal {
  explanation: Explanation;
}

const commandOf = ({ pair, position, explanation }: Explained, now: string): MatchCommand => {
  const { listing, demand, score, level } = pair;
  return {
    type: 'ProposeMatch',
    listingId: listing.id,
    demandId: demand.id,
    supply: { organisationId: listing.organisationId, title: listing.title },
    demand: { organisationId: demand.organisationId, title: demand.title, isAnonymous: demand.isAnonymous },
    score,
    level,
    explanation,
    ...(position === undefined ? {} : { position }),
    basis: { listing: listing.revision, demand: demand.revision },
    now,
  };
};

export interface Closing extends PairIds {
  constraints: Constraint[];
  /** The revisions that the constraints were found in. */
  basis?: { listing?: number; demand?: number };
}

/** Ends what is still open of these; the key of the cause is not the one of a proposal by the same fact. */
export const closeMatches = async (service: Service, closings: readonly Closing[], cause: Cause): Promise<void> => {
  const context = { ...contextOf(cause), idempotencyKey: `${cause.eventId}-close` };
  const close = async ({ listingId, demandId, constraints, basis }: Closing): Promise<void> => {
    const command: MatchCommand = { type: 'CloseMatch', constraints, basis, now: cause.at };
    const id = matchIdOf(listingId, demandId);
    await service.matches(id, command, context).catch(orAgain);
    service.openMatches.closed(id);
  };
  await Promise.all(closings.map((closing) => service.bounded(() => close(closing))));
};

/** A pair that lost a side since it was rated is not proposed. */
const explained = async ({ engine, clock }: Service, proposals: readonly Proposal[]): Promise<Explained[]> => {
  const ids = proposals.map(({ pair }) => ({ listingId: pair.listing.id, demandId: pair.demand.id }));
  const explanations = await engine.explain(ids, clock());
  return proposals.flatMap((proposal, at) => {
    const explanation = explanations[at];
    if (!explanation) return [];
    const { meaning, feedback } = proposal.pair;
    return [{ ...proposal, explanation: explainedWith(explainedByMeaning(explanation, meaning), feedback) }];
  });
};

/** A record may have been withdrawn while the proposal was on its way, when there was no match yet to be closed. */
const closeWithdrawn = async (service: Service, proposals: readonly Proposal[], cause: Cause): Promise<void> => {
  const ids = proposals.map(({ pair }) => ({ listingId: pair.listing.id, demandId: pair.demand.id }));
  const gone = await service.engine.absent(ids);
  const constraintsOf = (isGone: boolean, side: Constraint['side']): Constraint[] =>
    isGone ? [{ name: 'WITHDRAWN', side, values: {} }] : [];
  const closings = gone.map(({ listing, demand, ...pair }) => ({
    ...pair,
    constraints: [...constraintsOf(listing, 'SUPPLY'), ...constraintsOf(demand, 'DEMAND')],
  }));
  await closeMatches(service, closings, cause);
};

/** Proposes new pairs and rates proposed ones anew. */
export const propose = async (service: Service, proposals: readonly Proposal[], cause: Cause): Promise<void> => {
  if (proposals.length === 0) return;
  const context = contextOf(cause);
  const write = async (proposal: Explained): Promise<void> => {
    const { listing, demand, score } = proposal.pair;
    const id = matchIdOf(listing.id, demand.id);
    const written = service.openMatches.writing({ id, listingId: listing.id, demandId: demand.id, score });
    const { revision } = await service.matches(id, commandOf(proposal, cause.at), context).catch((error: unknown) => {
      written(-1);
      return orAgain(error);
    });
    written(revision);
  };
  const complete = await explained(service, proposals);
  await Promise.all(complete.map((proposal) => service.bounded(() => write(proposal))));
  await closeWithdrawn(service, proposals, cause);
};
