import type { TextIndex } from '../engine/index/rank-door.js';
import { entryAt, frequencyOf, search } from '../engine/index/text-index.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';
import type { SearchIndex } from './searching.js';

/** The engine's index as searching sees it. */
export const searchIndexOf = (index: TextIndex<IndexedEntry>): SearchIndex => ({
  search: (side, request) => search(index, side, request),
  frequency: (side, term) => frequencyOf(index, side, term),
  entryAt: (side, place) => entryAt(index, side, place),
});
