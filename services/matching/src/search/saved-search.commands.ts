import { deriveId } from '@lastmile/eventsourcing';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import type { CommandResult, InputOf, matchingMessages } from '@lastmile/protocol';
import type { Service } from '../service.js';
import { savedSearchCollection } from './saved-search-details.projection.js';
import type { StandingSearch } from './saved-search.events.js';

type Messages = typeof matchingMessages;

/** A search belongs to the organisation that saved it: the same name of another organisation is another search. */
export const savedSearchIdOf = (organisationId: string, searchId: string): string =>
  deriveId('saved-search', organisationId, searchId);

const hold = async ({ engine, standing }: Service, key: string, search: StandingSearch): Promise<void> => {
  standing.set(key, search);
  await engine.holdSearch(key, { kind: search.kind, query: search.query, filter: search.filter });
};

/** What the stream says, also when the command was a repeat and much has happened since. */
const holdAsStored = async (service: Service, key: string): Promise<void> => {
  const { state } = await service.savedSearches.load(key);
  if (state.status === 'STANDING') return hold(service, key, state.search);
  service.standing.delete(key);
  await service.engine.releaseSearch(key);
};

/** Saves it, or changes the own one with that id; from now on new records are held against it. */
export const saveSearch = (
  service: Service,
  { id: searchId, expectedRevision, name, kind, query, filter }: InputOf<Messages['saveSearch']>,
  context: CommandContext,
): Promise<CommandResult> => {
  const { organisationId } = context.actor;
  const key = savedSearchIdOf(organisationId, searchId);
  const content = { name, kind, query: query.trim(), filter };
  return service.standing.inTurn(organisationId, async () => {
    await service.caughtUp();
    const isEmpty = await service.engine.isEmptyQuery(content);
    const others = service.standing.countOf(organisationId, key);
    const command = { type: 'SaveSearch' as const, searchId, organisationId, content, isEmpty, others, now: service.clock() };
    const { revision } = await service.savedSearches(key, command, { ...context, expectedRevision });
    await holdAsStored(service, key);
    return { id: searchId, revision };
  });
};

export const dropSavedSearch = (
  service: Service,
  { id: searchId, expectedRevision }: InputOf<Messages['dropSavedSearch']>,
  context: CommandContext,
): Promise<CommandResult> => {
  const { organisationId } = context.actor;
  const key = savedSearchIdOf(organisationId, searchId);
  return service.standing.inTurn(organisationId, async () => {
    const command = { type: 'DropSearch' as const, now: service.clock() };
    const { revision } = await service.savedSearches(key, command, { ...context, expectedRevision });
    await holdAsStored(service, key);
    return { id: searchId, revision };
  });
};

const PAGE = 1_000;

/** Holds every standing search that the documents know; answers how many. Afterwards questions are answered without delay. */
export const holdStandingSearches = async (service: Service): Promise<number> => {
  // the dictionaries of search are read at the first question
  await service.engine.isEmptyQuery({ kind: 'LISTING', query: '', filter: {} });
  let held = 0;
  for await (const page of service.documents.collection(savedSearchCollection).pages({ limit: PAGE })) {
    for (const { id, revision: _, ...search } of page) await hold(service, id, search);
    held += page.length;
  }
  return held;
};
