import { deriveId } from '@lastmile/eventsourcing';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { isRejection, systemActor } from '@lastmile/protocol';
import type { Kind } from '../engine/subject.js';
import type { MatchCommand } from '../match/match.decider.js';
import { PROPOSAL_LEVEL } from '../match/match.decider.js';
import { openMatchesOf } from '../projections/match.queries.js';
import type { Service } from '../service.js';
import type { RatedPair } from '../worker/engine-door.js';
import type { IndexedEntry } from './indexed-entry.js';
import { indexedCollection, indexedId, toDocument } from './indexed-entry.js';

/** Of what made us look: the event's id, its instant, and what ties it to what came before. */
export interface Cause {
  eventId: string;
  at: string;
  correlationId: string;
}

/** So many listings are proposed for a new demand, and so many demands for a new listing. */
const mostProposals: Record<Kind, number> = { LISTING: 5, DEMAND: 10 };

export const matchIdOf = (listingId: string, demandId: string): string => deriveId(listingId, demandId);

const ranked = async (engine: Service['engine'], entry: IndexedEntry, now: string): Promise<RatedPair[]> =>
  (await engine.consider(entry, { now, limit: mostProposals[entry.kind], minLevel: PROPOSAL_LEVEL })).candidates;

/** A changed text may have lost what earlier proposals were made for: those are rated anew, down as well as up. */
const proposedBefore = async ({ documents, engine }: Service, entry: IndexedEntry, now: string): Promise<RatedPair[]> => {
  const open = await openMatchesOf(documents, entry.kind === 'LISTING' ? { listingId: entry.id } : { demandId: entry.id });
  return engine.ratePairs(open, now);
};

const proposalOf = ({ listing, demand, score, level, explanation }: RatedPair, now: string): MatchCommand => ({
  type: 'ProposeMatch',
  listingId: listing.id,
  demandId: demand.id,
  supply: { organisationId: listing.organisationId, title: listing.title },
  demand: { organisationId: demand.organisationId, title: demand.title, isAnonymous: demand.isAnonymous },
  score,
  level,
  explanation,
  basis: { listing: listing.revision, demand: demand.revision },
  now,
});

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

const propose = async ({ matches, bounded }: Service, candidates: Iterable<RatedPair>, cause: Cause): Promise<void> => {
  const write = async (candidate: RatedPair): Promise<void> => {
    const id = matchIdOf(candidate.listing.id, candidate.demand.id);
    await matches(id, proposalOf(candidate, cause.at), contextOf(cause)).catch(orAgain);
  };
  await Promise.all(Array.from(candidates, (candidate) => bounded(() => write(candidate))));
};

/**
 * Takes a published or revised entry into the index and proposes its best matches. An older fact than the one known is ignored; the same
 * one again goes all the way through once more, because the first time may have ended anywhere.
 */
export const indexEntry = async (service: Service, entry: IndexedEntry, cause: Cause): Promise<void> => {
  const { documents, engine } = service;
  const collection = documents.collection(indexedCollection);
  const isNewer = await collection.replace(toDocument(entry));
  if (!isNewer && (await collection.get(indexedId(entry.kind, entry.id)))?.revision !== entry.revision) return;
  const isKnown = (await engine.get(entry.kind, entry.id)) !== undefined;
  await engine.put(entry);
  const found = [...(await ranked(engine, entry, cause.at)), ...(isKnown ? await proposedBefore(service, entry, cause.at) : [])];
  const candidates = new Map(found.map((one) => [matchIdOf(one.listing.id, one.demand.id), one]));
  await propose(service, candidates.values(), cause);
};

/** Offers a withdrawn or contracted record to nobody any more. */
export const forgetEntry = async (
  { documents, engine }: Service,
  { kind, id, revision }: Pick<IndexedEntry, 'kind' | 'id' | 'revision'>,
): Promise<void> => {
  await documents.collection(indexedCollection).delete(indexedId(kind, id), revision);
  const known = await engine.get(kind, id);
  if (known && known.revision < revision) await engine.remove(kind, id);
};
