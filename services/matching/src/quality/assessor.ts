import type { Quality } from '@lastmile/protocol';
import type { Kind } from '../engine/subject.js';
import { isValidAt } from '../indexing/indexed-entry.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import type { Draft, Duplicate } from './draft.js';
import { createDuplicates } from './duplicates.js';
import type { Duplicates, StoredDuplicates } from './duplicates.js';
import { assess } from './quality.js';

export interface AssessInput {
  draft: Draft;
  /** The draft as it would be indexed, for comparison; its id is the record's own, or empty for one that is nowhere yet. */
  entry: Pick<IndexedEntry, 'id' | 'organisationId' | 'title' | 'body'>;
  /** ISO, UTC. */
  now: string;
}

/** Knows which records say nearly the same, in step with the index; lives beside it. */
export interface Assessor {
  put(entry: IndexedEntry): void;
  remove(kind: Kind, id: string): void;
  assess(input: AssessInput): Quality;
  isNearDuplicate(kind: Kind, aId: string, bId: string): boolean;
  /** The near-equal records of an indexed record's own organisation. */
  twinsOf(entry: IndexedEntry): IndexedEntry[];
  /** Typed arrays and ids, for a snapshot. */
  dump(): Record<Kind, StoredDuplicates>;
}

type Get = (kind: Kind, id: string) => IndexedEntry | undefined;

const MOST_OWN = 5;
const MOST_OF_OTHERS = 5;
const MOST_TWINS = 10;

/** Records of others are named when anybody may see who offers them, and as long as they are offered. */
const isPublic = (entry: IndexedEntry, now: string): boolean =>
  !entry.isAnonymous && entry.classified !== true && isValidAt(entry, now);

const duplicatesOf = (duplicates: Duplicates, get: Get, { draft, entry, now }: AssessInput): Duplicate[] => {
  const find = (isOwn: boolean, limit: number): Duplicate[] => {
    const accepts = (id: string): boolean => {
      const other = get(draft.kind, id);
      if (!other || id === entry.id) return false;
      return isOwn
        ? other.organisationId === entry.organisationId
        : other.organisationId !== entry.organisationId && isPublic(other, now);
    };
    return duplicates.nearest(entry, { limit, accepts }).map(({ id, likeness }) => ({
      id,
      isOwn,
      title: get(draft.kind, id)?.title ?? '',
      likeness,
    }));
  };
  return [...find(true, MOST_OWN), ...find(false, MOST_OF_OTHERS)];
};

const twinsOf = (duplicates: Duplicates, get: Get, entry: IndexedEntry): IndexedEntry[] => {
  const isOwn = (id: string): boolean => id !== entry.id && get(entry.kind, id)?.organisationId === entry.organisationId;
  return duplicates
    .nearest(entry, { limit: MOST_TWINS, accepts: isOwn })
    .filter(({ id }) => duplicates.isNearDuplicate(entry.id, id))
    .flatMap(({ id }) => get(entry.kind, id) ?? []);
};

/** `get` is the index: texts are asked of it, not kept. */
export const createAssessor = (get: Get, stored?: Record<Kind, StoredDuplicates>): Assessor => {
  const duplicatesFor = (kind: Kind): Duplicates => createDuplicates((id) => get(kind, id), stored?.[kind]);
  const of: Record<Kind, Duplicates> = { LISTING: duplicatesFor('LISTING'), DEMAND: duplicatesFor('DEMAND') };
  return {
    put: (entry) => of[entry.kind].put(entry.id, entry),
    remove: (kind, id) => of[kind].remove(id),
    assess: (input) =>
      assess(input.draft, { duplicates: duplicatesOf(of[input.draft.kind], get, input), today: input.now.slice(0, 10) }),
    isNearDuplicate: (kind, aId, bId) => of[kind].isNearDuplicate(aId, bId),
    twinsOf: (entry) => twinsOf(of[entry.kind], get, entry),
    dump: () => ({ LISTING: of.LISTING.serialise(), DEMAND: of.DEMAND.serialise() }),
  };
};
