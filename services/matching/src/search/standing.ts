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
  /** All that the record meets, whether it is in the index or not; by key. */
  percolate(entry: IndexedEntry): Percolated[];
  readonly size: number;
}

/** A standing query is whole: its last word is no prefix, and letters are read as pinyin of glossary words alone. */
export const understandStanding = ({ words, weightOf }: Pick<Searching, 'words' | 'weightOf'>, query: string): Understood =>
  understand(`${query.trim()} `, { words, weightOf });

/** Whether it asks for nothing: then every record would meet it, or none. */
export const isEmptyQuery = (searching: Pick<Searching, 'words' | 'weightOf'>, { query, filter }: StandingQuery): boolean =>
  filtersSet(filter).length === 0 && understandStanding(searching, query).meaning !== 'WORDS';

export const createStandingSearches = (searching: Searching, percolation: Percolation): StandingSearches => {
  const held = new Map<string, StandingQuery>();
  const reasonsOf = (key: string, entry: IndexedEntry, text: () => string): Percolated[] => {
    const query = held.get(key);
    if (!query) return [];
    const { accepts, sought } = understandStanding(searching, query.query);
    if (accepts?.(text()) === false) return [];
    const words = wordsMarked(markTexts([entry.title, entry.body], sought));
    return [{ key, words, filters: filtersMet(query.filter, entry) }];
  };
  const release = (key: string): void => {
    if (held.delete(key)) percolation.remove(key);
  };
  return {
    hold: (key, query) => {
      release(key);
      const { meaning, clauses } = understandStanding(searching, query.query);
      if (meaning === 'NOTHING') return;
      held.set(key, query);
      percolation.put(key, sideOf(query.kind), { clauses, filters: indexFilters(query.filter) });
    },
    release,
    percolate: (entry) => {
      let text: string | undefined;
      const searched = (): string => (text ??= searchedText(entry));
      const keys = percolation.match(sideOf(entry.kind), entry);
      return [...keys].sort().flatMap((key) => reasonsOf(key, entry, searched));
    },
    get size() {
      return held.size;
    },
  };
};
