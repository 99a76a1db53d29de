import type { SavedSearch } from '@lastmile/protocol';
import type { Clause, Filters, Side } from '../engine/index/search-door.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { filtersMet, filtersSet, indexFilters } from './filters.js';
import { markTexts, wordsMarked } from './marks.js';
import type { Searching } from './searching.js';
import { sideOf } from './searching.js';
import { searchedText, understand } from './understanding.js';
import type { Understood } from './understanding.js';

/** Finds the standing queries that a record meets; what terms and columns cannot decide is left to whoever asks. */
export interface Percolation {
  put(key: string, side: Side, query: { clauses: readonly Clause[]; filters: Filters }): void;
  remove(key: string): void;
  match(side: Side, entry: IndexedEntry): string[];
}

/** A search that records to come are held against. */
export type StandingQuery = Pick<SavedSearch, 'kind' | 'query' | 'filter'>;

/** A standing search that a record meets, and why. */
export interface Percolated {
  key: string;
  /** Words of the record that meet those of the query, as written. */
  words: string[];
  /** Values of the record that meet the filters, as `field:NEW_ENERGY`. */
  filters: string[];
}

export interface StandingSearches {
  /** Adds it, or replaces the one with the key. */
  hold(key: string, query: StandingQuery): void;
  release(key: string): void;
  /** What the record meets, whether it is in the index or not, and did not meet as it was before; by key. */
  percolate(entry: IndexedEntry, before?: IndexedEntry): Percolated[];
  readonly size: number;
}

/** A standing query is whole: its last word is no prefix, and letters are read as pinyin of glossary words alone. */
export const understandStanding = ({ words, weightOf }: Pick<Searching, 'words' | 'weightOf'>, query: string): Understood =>
  understand(`${query.trim()} `, { words, weightOf });

/** Whether it asks for nothing: then every record would meet it, or none. */
export const isEmptyQuery = (searching: Pick<Searching, 'words' | 'weightOf'>, { query, filter }: StandingQuery): boolean => {
  const { meaning } = understandStanding(searching, query);
  return meaning === 'NOTHING' || (meaning === 'ALL' && filtersSet(filter).length === 0);
};

export const createStandingSearches = (searching: Searching, percolation: Percolation): StandingSearches => {
  const held = new Map<string, { query: StandingQuery; understood: Understood }>();
  /** Terms and columns are decided by the index, the rest on the text. */
  const metBy = (entry: IndexedEntry): string[] => {
    const keys = percolation.match(sideOf(entry.kind), entry);
    if (keys.length === 0) return [];
    const text = searchedText(entry);
    return keys.filter((key) => held.get(key)?.understood.accepts?.(text) !== false).sort();
  };
  const reasonOf = (key: string, entry: IndexedEntry): Percolated[] => {
    const one = held.get(key);
    if (!one) return [];
    const words = wordsMarked(markTexts([entry.title, entry.body], one.understood.sought));
    return [{ key, words, filters: filtersMet(one.query.filter, entry) }];
  };
  const release = (key: string): void => {
    if (held.delete(key)) percolation.remove(key);
  };
  return {
    hold: (key, query) => {
      release(key);
      const understood = understandStanding(searching, query.query);
      if (understood.meaning === 'NOTHING') return;
      held.set(key, { query, understood });
      // what only adds to a score decides nothing here
      const clauses = understood.clauses.filter(({ occur }) => occur !== 'should');
      percolation.put(key, sideOf(query.kind), { clauses, filters: indexFilters(query.filter) });
    },
    release,
    percolate: (entry, before) => {
      const known = new Set(before ? metBy(before) : []);
      return metBy(entry)
        .filter((key) => !known.has(key))
        .flatMap((key) => reasonOf(key, entry));
    },
    get size() {
      return held.size;
    },
  };
};
