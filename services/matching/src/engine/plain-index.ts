import { pairFeatures } from './model/pair-features.js';
import type { PairFeatures, TextModel } from './model/text-model.js';
import type { Entry, Kind } from './subject.js';
import type { TextVector } from './text/text-vector.js';
import { vectorOf } from './text/text-vector.js';

/** Every text of the kind, one by one: what an index must be equal to. */
export interface PlainIndex<E extends Entry> {
  put(entry: E): void;
  remove(kind: Kind, id: string): void;
  get(kind: Kind, id: string): E | undefined;
  size(kind: Kind): number;
  listed(kind: Kind, from: number, limit: number): { items: E[]; next?: number };
  rank(kind: Kind, vector: TextVector, visit: (id: string, features: PairFeatures) => void): void;
}

export const createPlainIndex = <E extends Entry>(model: TextModel): PlainIndex<E> => {
  const shelves: Record<Kind, Map<string, { entry: E; vector: TextVector }>> = { LISTING: new Map(), DEMAND: new Map() };
  return {
    put: (entry) => shelves[entry.kind].set(entry.id, { entry, vector: vectorOf(entry) }),
    remove: (kind, id) => shelves[kind].delete(id),
    get: (kind, id) => shelves[kind].get(id)?.entry,
    size: (kind) => shelves[kind].size,
    listed: (kind, from, limit) => {
      const items = [...shelves[kind].values()].slice(from, from + limit).map(({ entry }) => entry);
      return items.length < limit ? { items } : { items, next: from + limit };
    },
    rank: (kind, asked, visit) => {
      for (const [id, { vector }] of shelves[kind])
        visit(id, kind === 'LISTING' ? pairFeatures(model, vector, asked) : pairFeatures(model, asked, vector));
    },
  };
};
