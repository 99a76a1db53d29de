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

/**
 * All standing searches by their stream's id. It is filled from the documents at the start and kept by the commands themselves, because the
 * documents come a moment later: a record that is published right after the saving is held against the search.
 */
export interface StandingRegister {
  get(key: string): StandingSearch | undefined;
  set(key: string, standing: StandingSearch): void;
  delete(key: string): void;
  countOf(organisationId: string, except: string): number;
  /** Runs what changes an organisation's searches one after the other. */
  inTurn<T>(organisationId: string, run: () => Promise<T>): Promise<T>;
}

export const standingRegister = (): StandingRegister => {
  const byKey = new Map<string, StandingSearch>();
  const byOwner = new Map<string, Set<string>>();
  const turns = new Map<string, Promise<unknown>>();
  const inTurn = async <T>(organisationId: string, run: () => Promise<T>): Promise<T> => {
    const before = turns.get(organisationId) ?? Promise.resolve();
    const turn = before.then(run, run);
    turns.set(organisationId, turn);
    try {
      return await turn;
    } finally {
      if (turns.get(organisationId) === turn) turns.delete(organisationId);
    }
  };
  return {
    get: (key) => byKey.get(key),
    set: (key, standing) => {
      byKey.set(key, standing);
      const own = byOwner.get(standing.organisationId) ?? new Set();
      byOwner.set(standing.organisationId, own.add(key));
    },
    delete: (key) => {
      const standing = byKey.get(key);
      if (standing) byOwner.get(standing.organisationId)?.delete(key);
      byKey.delete(key);
    },
    countOf: (organisationId, except) => {
      const own = byOwner.get(organisationId);
      return (own?.size ?? 0) - (own?.has(except) ? 1 : 0);
    },
    inTurn,
  };
};

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

/** Holds every standing search that the documents know; answers how many. */
export const holdStandingSearches = async (service: Service): Promise<number> => {
  let held = 0;
  let cursor: string | undefined;
  do {
    const page = await service.documents
      .collection(savedSearchCollection)
      .find({ sort: [{ path: 'id', direction: 'asc' }], limit: PAGE, cursor });
    for (const { id, revision: _, ...search } of page.items) await hold(service, id, search);
    held += page.items.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return held;
};
