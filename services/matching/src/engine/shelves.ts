import type { Side } from './corpus.js';
import type { Entry, Kind, Subject } from './subject.js';
import type { TextIndex } from './text-index.js';
import type { Vector } from './vector.js';

/** The entries of one kind: each has a place, the same as in the text index. */
interface Shelf<E> {
  places: Map<string, number>;
  entries: (E | undefined)[];
  vectors: (Vector | undefined)[];
  free: number[];
}

export interface Shelves<E> {
  put(entry: E): void;
  remove(kind: Kind, id: string): void;
  get(kind: Kind, id: string): E | undefined;
  at(kind: Kind, place: number): E | undefined;
  size(kind: Kind): number;
  /** Uses the vector of an entry that is here, or one made for this use only. */
  withVector<T>(subject: Subject, use: (vector: Vector) => T): T;
}

export const sideOf = (kind: Kind): Side => (kind === 'LISTING' ? 0 : 1);

const newShelf = <E>(): Shelf<E> => ({ places: new Map(), entries: [], vectors: [], free: [] });

const isEntry = (subject: Subject): subject is Entry => 'kind' in subject && 'id' in subject;

/** Keeps entries and the text index in step. */
export const createShelves = <E extends Entry>(index: TextIndex): Shelves<E> => {
  const shelves: Record<Kind, Shelf<E>> = { LISTING: newShelf(), DEMAND: newShelf() };

  const remove = (kind: Kind, id: string): void => {
    const shelf = shelves[kind];
    const place = shelf.places.get(id);
    if (place === undefined) return;
    const vector = shelf.vectors[place];
    if (vector) index.remove(sideOf(kind), place, vector);
    shelf.places.delete(id);
    shelf.entries[place] = shelf.vectors[place] = undefined;
    shelf.free.push(place);
  };
  const put = (entry: E): void => {
    remove(entry.kind, entry.id);
    const shelf = shelves[entry.kind];
    const place = shelf.free.pop() ?? shelf.entries.length;
    const vector = index.vectorOf(entry);
    index.put(sideOf(entry.kind), place, vector);
    shelf.places.set(entry.id, place);
    shelf.entries[place] = entry;
    shelf.vectors[place] = vector;
  };
  const vectorHere = (subject: Subject): Vector | undefined => {
    if (!isEntry(subject)) return undefined;
    const { places, entries, vectors } = shelves[subject.kind];
    const place = places.get(subject.id) ?? -1;
    return Object.is(entries[place], subject) ? vectors[place] : undefined;
  };
  return {
    put,
    remove,
    get: (kind, id) => shelves[kind].entries[shelves[kind].places.get(id) ?? -1],
    at: (kind, place) => shelves[kind].entries[place],
    size: (kind) => shelves[kind].places.size,
    withVector: (subject, use) => {
      const known = vectorHere(subject);
      if (known) return use(known);
      const vector = index.vectorOf(subject);
      try {
        return use(vector);
      } finally {
        index.release(vector);
      }
    },
  };
};
