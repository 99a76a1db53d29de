import { createPercolator } from '../engine/index/percolator.js';
import type { TextIndex } from '../engine/index/rank-door.js';
import { entryAt, frequencyOf, search } from '../engine/index/text-index.js';
import { vectorFor } from '../engine/known-texts.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import { createSearcher } from './searcher.js';
import type { Searcher } from './searcher.js';
import type { SearchIndex } from './searching.js';
import type { Percolation } from './standing.js';

/** The engine's index as searching sees it. */
export const searchIndexOf = (index: TextIndex<IndexedEntry>): SearchIndex => ({
  search: (side, request) => search(index, side, request),
  frequency: (side, term) => frequencyOf(index, side, term),
  entryAt: (side, place) => entryAt(index, side, place),
});

/** Standing queries beside the engine's index. */
export const percolationOf = (index: TextIndex<IndexedEntry>): Percolation => {
  const percolator = createPercolator((side, term) => frequencyOf(index, side, term));
  return {
    put: percolator.put,
    remove: percolator.remove,
    match: (side, entry) => percolator.match(side, { vector: vectorFor(entry), values: entry }),
  };
};

/** A searcher over the engine's index, to be told of what is put and removed. */
export const searcherOver = (index: TextIndex<IndexedEntry>): Searcher =>
  createSearcher({ index: searchIndexOf(index), percolation: percolationOf(index), model: index.model });
