import type { StandingSearch } from './saved-search.events.js';

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
