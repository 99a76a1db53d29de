import type { Kind } from '../engine/subject.js';
import { followCapacity } from '../feedback/capacity.commands.js';
import { withFeedback } from '../feedback/declines.queries.js';
import { indexedCollection } from '../indexing/indexed-entry.js';
import type { IndexedDocument } from '../indexing/indexed-entry.js';
import type { Service } from '../service.js';
import { blockedBy, noteBlocked } from './blocked-pairs.js';
import type { BlockedPair } from './blocked-pairs.js';
import { admitted, MOST_OPEN } from './ceilings.js';
import { PROPOSAL_LEVEL } from './match.decider.js';
import type { Cause } from './proposing.commands.js';
import { propose } from './proposing.commands.js';
import { rateOpen } from './rating.commands.js';

/** Records whose matches, or pairs, are rated in one go: the engine must not be held up for long. */
const PAGE = 50;

const idsOf = (documents: readonly IndexedDocument[], kind: Kind): string[] =>
  documents.filter((one) => one.kind === kind).map(({ recordId }) => recordId);

const closeOpenOf = async (service: Service, over: readonly IndexedDocument[], cause: Cause): Promise<void> => {
  for (const kind of ['LISTING', 'DEMAND'] as const) {
    const ids = idsOf(over, kind);
    if (ids.length > 0) await rateOpen(service, await service.openMatches.of(kind, ids), cause);
  }
};

const closeExpired = async (service: Service, today: string, cause: Cause): Promise<void> => {
  const over = service.documents.collection(indexedCollection).pages({
    where: { 'entry.validUntil': { below: today } },
    sort: [{ path: 'entry.validUntil', direction: 'desc' }],
    limit: PAGE,
  });
  for await (const page of over) await closeOpenOf(service, page, cause);
};

const hasEnded = ({ constraints }: BlockedPair, today: string): boolean =>
  constraints.some(({ name, values: { until } }) => name === 'LICENCE_CONFLICT' && typeof until === 'string' && until < today);

const proposeFreed = async (service: Service, blocked: readonly BlockedPair[], cause: Cause): Promise<void> => {
  const { documents, engine, openMatches } = service;
  const freed = (await engine.ratePairs(blocked, cause.at)).filter(({ constraints }) => constraints.length === 0);
  const worthIt = (await withFeedback(service, freed, cause.at)).filter(({ level }) => level >= PROPOSAL_LEVEL);
  const open = await openMatches.of('DEMAND', [...new Set(worthIt.map(({ demand }) => demand.id))]);
  await propose(service, admitted(worthIt, open, MOST_OPEN), cause);
  const isFreed = new Set(freed.map(({ listing, demand }) => `${listing.id} ${demand.id}`));
  const over = blocked.filter(({ listingId, demandId }) => isFreed.has(`${listingId} ${demandId}`));
  await noteBlocked(documents, { found: [], over, at: cause.at });
};

/** A licence that ended yesterday is in nobody's way today, and no fact says so. */
const followLicences = async (service: Service, today: string, cause: Cause): Promise<void> => {
  const ended: BlockedPair[] = [];
  for await (const page of blockedBy(service.documents, 'LICENCE_CONFLICT'))
    ended.push(...page.filter((pair) => hasEnded(pair, today)));
  for (let at = 0; at < ended.length; at += PAGE) await proposeFreed(service, ended.slice(at, at + PAGE), cause);
};

/**
 * What the calendar does without a fact: open matches of records that are over are closed, pairs that an ended licence kept apart are
 * proposed, and who had no capacity is asked again.
 */
export const followCalendar = async (service: Service): Promise<void> => {
  await service.caughtUp();
  const now = service.clock();
  const today = now.slice(0, 10);
  const cause: Cause = { eventId: `calendar-${today}`, at: now, correlationId: `calendar-${today}` };
  await closeExpired(service, today, cause);
  await followLicences(service, today, cause);
  await followCapacity(service, cause);
};
