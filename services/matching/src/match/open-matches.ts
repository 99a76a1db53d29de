import type { Documents } from '@lastmile/documents';
import type { Kind } from '../engine/subject.js';
import { matchDetailsCollection } from '../projections/match-details.projection.js';

export interface OpenMatch {
  id: string;
  listingId: string;
  demandId: string;
  score: number;
}

/**
 * The open matches of a record: those of the read model, and those that were written a moment ago and have not reached it yet. Only what
 * this process wrote is known so early; after a restart the read model has caught up before anything is asked.
 */
export interface OpenMatches {
  /** Before it is written; the answer tells the revision that it got, -1 for nothing. */
  writing(match: OpenMatch): (revision: number) => void;
  /** It was closed. */
  closed(id: string): void;
  /** The best first. */
  of(kind: Kind, ids: readonly string[]): Promise<OpenMatch[]>;
}

/** Of one record more are never open at once: proposals have ceilings. */
const PAGE = 1_000;

/** From so many unseen ones on, those that the read model has are forgotten. */
const MANY = 2_000;

interface Fresh extends OpenMatch {
  /** Until it is known, the match is on its way. */
  revision?: number;
}

const pathOf = (kind: Kind): 'listingId' | 'demandId' => (kind === 'LISTING' ? 'listingId' : 'demandId');

export const createOpenMatches = (documents: Documents): OpenMatches => {
  const collection = documents.collection(matchDetailsCollection);
  const fresh = new Map<string, Fresh>();
  let pruneAt = MANY;

  const dropSeen = async (matches: readonly Fresh[]): Promise<void> => {
    for (let at = 0; at < matches.length; at += PAGE) {
      for (const { id, revision } of await collection.getMany(matches.slice(at, at + PAGE).map((one) => one.id))) {
        const known = fresh.get(id);
        if (known?.revision !== undefined && revision >= known.revision) fresh.delete(id);
      }
    }
  };
  const unseen = async (kind: Kind, ids: ReadonlySet<string>): Promise<OpenMatch[]> => {
    if (fresh.size > pruneAt) {
      await dropSeen([...fresh.values()]);
      pruneAt = Math.max(MANY, 2 * fresh.size);
    }
    const isAsked = (match: Fresh): boolean => ids.has(match[pathOf(kind)]);
    await dropSeen([...fresh.values()].filter(isAsked));
    return [...fresh.values()].filter(isAsked);
  };
  const stored = async (kind: Kind, ids: readonly string[]): Promise<OpenMatch[]> => {
    const where = { [pathOf(kind)]: { in: [...ids] }, status: 'PROPOSED' };
    const sort = [{ path: 'score', direction: 'desc' }] as const;
    return (await collection.find({ where, sort, limit: PAGE })).items;
  };
  return {
    writing: (match) => {
      fresh.set(match.id, { ...match });
      return (revision) => {
        const known = fresh.get(match.id);
        if (revision < 0) fresh.delete(match.id);
        else if (known) known.revision = revision;
      };
    },
    closed: (id) => void fresh.delete(id),
    of: async (kind, ids) => {
      // first those that the read model lacks: in the other order one could slip from here to there unseen
      const found = [...(await unseen(kind, new Set(ids))), ...(await stored(kind, ids))];
      const all = new Map(found.map(({ id, listingId, demandId, score }) => [id, { id, listingId, demandId, score }]));
      return [...all.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    },
  };
};
