import type { InputOf, OutputOf, matchingMessages } from '@lastmile/protocol';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import type { SearchInput } from './cursor.js';
import { search } from './searching.js';
import type { SearchIndex, Searching } from './searching.js';
import type { Percolated, Percolation, StandingQuery } from './standing.js';
import { createStandingSearches, isEmptyQuery } from './standing.js';
import { suggest } from './suggesting.js';
import { loadDictionaries } from './words/dictionaries.js';
import { indexedWords } from './words/indexed-words.js';
import { createLexicon } from './words/lexicon.js';
import type { LexiconDump } from './words/lexicon.js';
import { createWords } from './words/words.js';
import type { Words } from './words/words.js';
import type { TextModel } from '../engine/model/text-model.js';

type Messages = typeof matchingMessages;

/** Search over an index, in the index's thread; to be told of everything that is put and removed. */
export interface Searcher {
  put(entry: IndexedEntry, before: IndexedEntry | undefined): void;
  remove(entry: IndexedEntry): void;
  search(input: SearchInput, now: string): OutputOf<Messages['search']>;
  suggest(input: InputOf<Messages['suggest']>, now: string): OutputOf<Messages['suggest']>;
  isEmptyQuery(query: StandingQuery): boolean;
  hold(key: string, query: StandingQuery): void;
  release(key: string): void;
  percolate(entry: IndexedEntry, before?: IndexedEntry): Percolated[];
  standing(): number;
  /** The words of the indexed texts, for a snapshot; restored into a new searcher. */
  dump(): LexiconDump;
  restore(dump: LexiconDump): void;
}

export interface SearcherOptions {
  index: SearchIndex;
  percolation: Percolation;
  model: Pick<TextModel, 'weightOf'>;
}

export const createSearcher = ({ index, percolation, model }: SearcherOptions): Searcher => {
  const lexicon = createLexicon();
  let words: Words | undefined;
  const searching: Searching = {
    index,
    weightOf: model.weightOf,
    get words() {
      return (words ??= createWords({ ...loadDictionaries(), lexicon }));
    },
  };
  const standing = createStandingSearches(searching, percolation);
  return {
    put: (entry, before) => {
      if (before) lexicon.remove(indexedWords(before));
      lexicon.add(indexedWords(entry));
    },
    remove: (entry) => lexicon.remove(indexedWords(entry)),
    search: (input, now) => search(searching, input, now),
    suggest: (input, now) => suggest(searching, input, now),
    isEmptyQuery: (query) => isEmptyQuery(searching, query),
    hold: standing.hold,
    release: standing.release,
    percolate: standing.percolate,
    standing: () => standing.size,
    dump: lexicon.dump,
    restore: lexicon.restore,
  };
};
