import { best } from './best.js';
import type { Explanation } from './explanation.js';
import { explain } from './explanation.js';
import { compareFacets, facetWeight } from './facets.js';
import { componentsOf, levelOf, levelThresholds, scoreOf, textScore } from './rating.js';
import type { Entry, Kind, Subject } from './subject.js';
import type { Side } from './text-index.js';
import { createTextIndex } from './text-index.js';
import type { Vector } from './vector.js';

export interface Rated {
  /** 0–1, four decimals. */
  score: number;
  /** 1–4 */
  level: number;
}

export interface Ranked<E extends Entry = Entry> extends Rated {
  entry: E;
}

export interface RankOptions<E extends Entry = Entry> {
  /** What is ranked; the subject is of the other kind. */
  kind: Kind;
  limit: number;
  /** Leaves out what is below this level; 1 when left out. */
  minLevel?: number;
  /** Leaves out the entries that it refuses; asked only for those that may be among the best. */
  accepts?(entry: E): boolean;
}

/**
 * An in-memory index of listings and demands that ranks each side for the other. A pair's score depends on the indexed texts alone:
 * not on their order, nor on what was removed, nor on which side asks.
 */
export interface Engine<E extends Entry = Entry> {
  /** Adds the entry, or replaces the one with its kind and id. */
  put(entry: E): void;
  remove(kind: Kind, id: string): void;
  get(kind: Kind, id: string): E | undefined;
  size(kind: Kind): number;
  /** Best first, equal scores by id; entries that share no term with the subject are left out. */
  rank(subject: Subject, options: RankOptions<E>): Ranked<E>[];
  rate(listing: Subject, demand: Subject): Rated;
  /** Why a pair is rated as it is. */
  explain(listing: Subject, demand: Subject): Explanation;
}

const sideOf = (kind: Kind): Side => (kind === 'LISTING' ? 0 : 1);

interface Shelf<E> {
  places: Map<string, number>;
  entries: (E | undefined)[];
  vectors: (Vector | undefined)[];
  free: number[];
}

const newShelf = <E>(): Shelf<E> => ({ places: new Map(), entries: [], vectors: [], free: [] });

export const createEngine = <E extends Entry = Entry>(): Engine<E> => {
  const index = createTextIndex();
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
  const indexed = (subject: Subject): Vector | undefined => {
    if (!('kind' in subject && 'id' in subject)) return undefined;
    const { kind, id } = subject as Entry;
    const shelf = shelves[kind];
    const place = shelf.places.get(id);
    return place !== undefined && Object.is(shelf.entries[place], subject) ? shelf.vectors[place] : undefined;
  };
  const withVector = <T>(subject: Subject, use: (vector: Vector) => T): T => {
    const known = indexed(subject);
    if (known) return use(known);
    const vector = index.vectorOf(subject);
    const result = use(vector);
    index.release(vector);
    return result;
  };
  const rank = (subject: Subject, { kind, limit, minLevel = 1, accepts }: RankOptions<E>): Ranked<E>[] => {
    const { entries } = shelves[kind];
    const kept = best(limit);
    const least = levelThresholds[minLevel - 2] ?? 0;
    const bonus = facetWeight(subject);
    const pair = (entry: E): [Subject, Subject] => (kind === 'LISTING' ? [entry, subject] : [subject, entry]);
    withVector(subject, (vector) =>
      index.visitSimilar(sideOf(kind), vector, (place, title, whole) => {
        const text = textScore(title, whole);
        const most = (text + bonus) / (1 + bonus) + 0.0001;
        const entry = most < least || most < kept.least ? undefined : entries[place];
        if (!entry || accepts?.(entry) === false) return;
        const score = scoreOf(text, ...pair(entry));
        if (score > 0 && score >= least) kept.offer(score, entry.id, place);
      }),
    );
    return kept.places().flatMap(({ place, score }) => {
      const entry = entries[place];
      return entry ? { entry, score, level: levelOf(score) } : [];
    });
  };
  const rate = (listing: Subject, demand: Subject): Rated =>
    withVector(listing, (a) =>
      withVector(demand, (b) => {
        const { title, whole } = index.similarity(a, b);
        const score = scoreOf(textScore(title, whole), listing, demand);
        return { score, level: levelOf(score) };
      }),
    );
  return {
    put,
    remove,
    get: (kind, id) => shelves[kind].entries[shelves[kind].places.get(id) ?? -1],
    size: (kind) => shelves[kind].places.size,
    rank,
    rate,
    explain: (listing, demand) =>
      withVector(listing, (a) =>
        withVector(demand, (b) => {
          const similarity = index.similarity(a, b);
          return explain({ listing, demand, similarity, components: componentsOf(similarity, compareFacets(listing, demand)) });
        }),
      ),
  };
};
