import { deriveId } from '@lastmile/eventsourcing';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { isRejection, systemActor } from '@lastmile/protocol';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { indexedCollection, indexedId, isValidAt } from '../indexing/indexed-entry.js';
import type { Cause } from '../match/proposing.commands.js';
import type { Service } from '../service.js';
import type { StandingSearch } from './saved-search.events.js';
import type { Percolated } from './standing.js';

/** One alert for each saved search and record, whatever comes again. */
export const alertIdOf = (savedSearchKey: string, { kind, id }: Pick<IndexedEntry, 'kind' | 'id'>): string =>
  deriveId('alert', savedSearchKey, kind, id);

const contextOf = ({ eventId, correlationId }: Cause): CommandContext => ({
  actor: systemActor('matching-index'),
  idempotencyKey: eventId,
  correlationId,
  causationId: eventId,
});

/** Own records alert nobody, nor does what was published before the search was saved as it is. */
const isFor = ({ organisationId, since }: StandingSearch, entry: IndexedEntry, { at }: Cause): boolean =>
  organisationId !== entry.organisationId && at >= since;

/** The consumer takes a refusal for an answer; a contended stream is none, the message has to come again. */
const orAgain = (error: unknown): never => {
  if (isRejection(error) && error.code === 'REVISION_CONFLICT')
    throw new Error('too many writers on one alert', { cause: error });
  throw error;
};

const raise = async (
  service: Service,
  { key, words, filters }: Percolated,
  { entry, cause }: { entry: IndexedEntry; cause: Cause },
): Promise<void> => {
  const search = service.standing.get(key);
  if (!search || !isFor(search, entry, cause)) return;
  const { searchId, organisationId, name } = search;
  const { kind, id: recordId, revision: recordRevision, title } = entry;
  const alert = { searchId, organisationId, name, kind, recordId, recordRevision, title, words, filters };
  const id = alertIdOf(key, entry);
  await service.alerts(id, { type: 'RaiseAlert', ...alert, now: cause.at }, contextOf(cause)).catch(orAgain);
};

const wasWithdrawnAfter = async ({ documents }: Service, { kind, id, revision }: IndexedEntry): Promise<boolean> =>
  ((await documents.collection(indexedCollection).get(indexedId(kind, id)))?.revision ?? -1) > revision;

/**
 * Raises an alert for every saved search that the record meets now and did not meet as it was known until now. To be called before the
 * record is taken over: when this or what follows is broken off, the same fact comes again and finds the same record before it.
 */
export const alertOn = async (service: Service, entry: IndexedEntry, cause: Cause): Promise<void> => {
  if (entry.classified || !isValidAt(entry, cause.at)) return;
  const known = await service.engine.get(entry.kind, entry.id);
  if (known ? known.revision >= entry.revision : await wasWithdrawnAfter(service, entry)) return;
  const met = await service.engine.percolate(entry, known && isValidAt(known, cause.at) ? known : undefined);
  await Promise.all(met.map((one) => service.bounded(() => raise(service, one, { entry, cause }))));
};
