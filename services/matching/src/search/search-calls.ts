import type { InputOf, OutputOf, matchingMessages } from '@lastmile/protocol';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import type { Searcher } from './searcher.js';
import type { Percolated, StandingQuery } from './standing.js';

type Messages = typeof matchingMessages;

/** Search as the service asks for it, wherever the index is. */
export interface SearchCalls {
  /** Rejects with INVALID_MESSAGE when the cursor is of another list. */
  search(input: InputOf<Messages['search']>, now: string): Promise<OutputOf<Messages['search']>>;
  suggest(input: InputOf<Messages['suggest']>, now: string): Promise<OutputOf<Messages['suggest']>>;
  /** Whether it asks for nothing: neither a word that counts nor a filter. */
  isEmptyQuery(query: StandingQuery): Promise<boolean>;
  /** Adds a standing search, or replaces the one with the key. */
  holdSearch(key: string, query: StandingQuery): Promise<void>;
  releaseSearch(key: string): Promise<void>;
  /** The standing searches that a record meets now and did not meet as it was before. */
  percolate(entry: IndexedEntry, before: IndexedEntry | undefined): Promise<Percolated[]>;
}

export const searchCalls = (searcher: Searcher): SearchCalls => ({
  search: async (input, now) => searcher.search(input, now),
  suggest: async (input, now) => searcher.suggest(input, now),
  isEmptyQuery: async (query) => searcher.isEmptyQuery(query),
  holdSearch: async (key, query) => searcher.hold(key, query),
  releaseSearch: async (key) => searcher.release(key),
  percolate: async (entry, before) => searcher.percolate(entry, before),
});
