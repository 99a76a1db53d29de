import { deriveId } from '@lastmile/eventsourcing';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import type { CommandResult, InputOf, matchingMessages } from '@lastmile/protocol';
import type { Service } from '../service.js';
import type { SavedSearchDetails } from './saved-search-details.projection.js';
import { savedSearchCollection } from './saved-search-details.projection.js';
import type { SearchContent } from './saved-search.decider.js';

type Messages = typeof matchingMessages;

/** A search belongs to the organisation that saved it: the same name of another organisation is another search. */
export const savedSearchIdOf = (organisationId: string, searchId: string): string => deriveId('saved-search', organisationId, searchId);

/** A standing search as the service knows it, beside what the index holds of it. */
export type Standing = Omit<SavedSearchDetails, 'id' | 'revision'>;

/**
 * All standing searches by their stream's id. It is filled from the documents at the start and kept by the commands themselves, because the
 * documents come a moment later: a record that is published right after the saving is held against the search.
 */
export interface StandingRegister {
  get(key: string): Standing | undefined;
  set(key: string, standing: Standing): void;
  delete(key: string): void;
  countOf(organisationId: string, except: string): number;
  /** Runs what changes an organisation's searches one after the other. */
  inTurn<T>(organisationId: string, run: () => Promise<T>): Promise<T>;
}

export const standingRegister = (): StandingRegister => {
  const byKey = new Map<string, Standing>();
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

const isSameContent = (a: SearchContent, b: SearchContent): boolean =>
  a.kind === b.kind && a.query === b.query && JSON.stringify(a.filter) === JSON.stringify(b.filter);

const hold = async ({ engine, standing }: Service, key: string, search: Standing): Promise<void> => {
  standing.set(key, search);
  await engine.holdSearch(key, { kind: search.kind, query: search.query, filter: search.filter });
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
    const now = service.clock();
    const isEmpty = await service.engine.isEmptyQuery(content);
    const others = service.standing.countOf(organisationId, key);
    const command = { type: 'SaveSearch' as const, searchId, organisationId, content, isEmpty, others, now };
    const { revision } = await service.savedSearches(key, command, { ...context, expectedRevision });
    const before = service.standing.get(key);
    const updatedAt = before && isSameContent(before, content) ? before.updatedAt : now;
    await hold(service, key, { searchId, organisationId, ...content, createdAt: before?.createdAt ?? now, updatedAt });
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
    service.standing.delete(key);
    await service.engine.releaseSearch(key);
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
