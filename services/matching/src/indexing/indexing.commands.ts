import { deriveId } from '@lastmile/eventsourcing';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { isRejection, systemActor } from '@lastmile/protocol';
import type { Rated } from '../engine/engine.js';
import type { Kind } from '../engine/subject.js';
import type { MatchCommand } from '../match/match.decider.js';
import { PROPOSAL_LEVEL } from '../match/match.decider.js';
import { openMatchesOf } from '../projections/match.queries.js';
import type { Service } from '../service.js';
import type { IndexedEntry } from './indexed-entry.js';
import { indexedCollection, indexedId, isValidAt, toDocument } from './indexed-entry.js';

/** Of what made us look: the event's id, its instant, and what ties it to what came before. */
export interface Cause {
  eventId: string;
  at: string;
  correlationId: string;
}

/** So many listings are proposed for a new demand, and so many demands for a new listing. */
const mostProposals: Record<Kind, number> = { LISTING: 5, DEMAND: 10 };

export const matchIdOf = (listingId: string, demandId: string): string => deriveId(listingId, demandId);

interface Candidate extends Rated {
  listing: IndexedEntry;
  demand: IndexedEntry;
}

const pairOf = (entry: IndexedEntry, other: IndexedEntry): Pick<Candidate, 'listing' | 'demand'> =>
  entry.kind === 'LISTING' ? { listing: entry, demand: other } : { listing: other, demand: entry };

/** Never two sides of one organisation, never an offer that is over. */
const ranked = (engine: Service['engine'], entry: IndexedEntry, now: string): Candidate[] => {
  if (!isValidAt(entry, now)) return [];
  const found = engine.rank(entry, {
    kind: entry.kind === 'LISTING' ? 'DEMAND' : 'LISTING',
    limit: mostProposals[entry.kind],
    minLevel: PROPOSAL_LEVEL,
    accepts: (other) => other.organisationId !== entry.organisationId && isValidAt(other, now),
  });
  return found.map(({ entry: other, ...rated }) => ({ ...pairOf(entry, other), ...rated }));
};

/** A changed text may have lost what earlier proposals were made for: those are rated anew, down as well as up. */
const proposedBefore = async ({ documents, engine }: Service, entry: IndexedEntry): Promise<Candidate[]> => {
  const isListing = entry.kind === 'LISTING';
  const open = await openMatchesOf(documents, isListing ? { listingId: entry.id } : { demandId: entry.id });
  return open.flatMap(({ listingId, demandId }) => {
    const other = isListing ? engine.get('DEMAND', demandId) : engine.get('LISTING', listingId);
    if (!other) return [];
    const { listing, demand } = pairOf(entry, other);
    return [{ listing, demand, ...engine.rate(listing, demand) }];
  });
};

const proposalOf = (engine: Service['engine'], { listing, demand, score, level }: Candidate, now: string): MatchCommand => ({
  type: 'ProposeMatch',
  listingId: listing.id,
  demandId: demand.id,
  supply: { organisationId: listing.organisationId, title: listing.title },
  demand: { organisationId: demand.organisationId, title: demand.title, isAnonymous: demand.isAnonymous },
  score,
  level,
  explanation: engine.explain(listing, demand),
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

const propose = async ({ engine, matches, bounded }: Service, candidates: Iterable<Candidate>, cause: Cause): Promise<void> => {
  const write = async (candidate: Candidate): Promise<void> => {
    const id = matchIdOf(candidate.listing.id, candidate.demand.id);
    await matches(id, proposalOf(engine, candidate, cause.at), contextOf(cause)).catch(orAgain);
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
  const isKnown = engine.get(entry.kind, entry.id) !== undefined;
  engine.put(entry);
  const found = [...ranked(engine, entry, cause.at), ...(isKnown ? await proposedBefore(service, entry) : [])];
  const candidates = new Map(found.map((one) => [matchIdOf(one.listing.id, one.demand.id), one]));
  await propose(service, candidates.values(), cause);
};

/** Offers a withdrawn or contracted record to nobody any more. */
export const forgetEntry = async (
  { documents, engine }: Service,
  { kind, id, revision }: Pick<IndexedEntry, 'kind' | 'id' | 'revision'>,
): Promise<void> => {
  await documents.collection(indexedCollection).delete(indexedId(kind, id), revision);
  const known = engine.get(kind, id);
  if (known && known.revision < revision) engine.remove(kind, id);
};
