import { defineCollection, deleteFrom, replaceIn } from '@lastmile/documents';
import type { Document, Documents } from '@lastmile/documents';
import type { Constraint, ConstraintName } from '@lastmile/protocol';
import type { Kind } from '../engine/subject.js';
import type { PairIds, RatedPair } from '../worker/engine-door.js';
import { matchIdOf } from './match-id.js';

/** A pair that would have been proposed but for a constraint. Its id is the one that the match would have. */
export interface BlockedPair extends Document, PairIds {
  score: number;
  level: number;
  constraints: Constraint[];
  /** Of the constraints, to find by. */
  names: ConstraintName[];
  /** When it was last found so. */
  at: string;
}

export const blockedPairsCollection = defineCollection<BlockedPair>({
  name: 'blocked_pairs',
  version: 1,
  indexes: [
    { name: 'by_listing', fields: ['listingId', 'score'] },
    { name: 'by_demand', fields: ['demandId', 'score'] },
    { name: 'by_constraint', fields: ['names'] },
  ],
});

const MOST = 1_000;

const pathOf = (kind: Kind): 'listingId' | 'demandId' => (kind === 'LISTING' ? 'listingId' : 'demandId');

export const blockedOf = async (documents: Documents, kind: Kind, id: string): Promise<BlockedPair[]> =>
  (await documents.collection(blockedPairsCollection).find({ where: { [pathOf(kind)]: id }, limit: MOST })).items;

const PAGE = 200;

/** All that a constraint of this name keeps apart, in the order of their ids, some at a time. */
export const blockedBy = (documents: Documents, name: ConstraintName): AsyncGenerator<BlockedPair[]> =>
  documents.collection(blockedPairsCollection).pages({ where: { names: { contains: name } }, limit: PAGE });

const toDocument = ({ listing, demand, score, level, constraints }: RatedPair, at: string): BlockedPair => ({
  id: matchIdOf(listing.id, demand.id),
  revision: 0,
  listingId: listing.id,
  demandId: demand.id,
  score,
  level,
  constraints,
  names: [...new Set(constraints.map(({ name }) => name))],
  at,
});

export interface BlockedChange {
  /** Found blocked; replaces what was noted of them. */
  found: readonly RatedPair[];
  /** Not blocked any more, or not worth a proposal. */
  over: readonly Pick<BlockedPair, 'id'>[];
  at: string;
}

/** The documents have no history of their own: what is found now is what holds. */
export const noteBlocked = async (documents: Documents, { found, over, at }: BlockedChange): Promise<void> => {
  const noted = found.map((pair) => toDocument(pair, at));
  const writes = [
    ...[...over, ...noted].map(({ id }) => deleteFrom(blockedPairsCollection, id)),
    ...noted.map((document) => replaceIn(blockedPairsCollection, document)),
  ];
  if (writes.length > 0) await documents.apply(writes);
};
