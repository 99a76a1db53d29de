import type { TextModel } from '../model/text-model.js';
import type { Entry } from '../subject.js';
import type { TextVector } from '../text/text-vector.js';
import { createDictionaries, setColumns } from './columns.js';
import { createWorkspace } from './first-stage.js';
import { postingsOf } from './posting-lists.js';
import { createMatchSpace } from './matching-texts.js';
import type { RankRequest, TextIndex, VisitPair } from './rank-door.js';
import { rankTexts } from './ranking.js';
import { addRecord, jsonAt } from './record-store.js';
import type { Term } from '../text/term.js';
import type { SearchRequest, SearchResult, Side } from './search-door.js';
import { searchTexts } from './search.js';
import { createShelf, idOf } from './shelf.js';
import { addText, compactShelf, compactTerms, isDue, nameText, placeOf, removeText } from './shelving.js';
import { createVocabulary } from './vocabulary.js';
import { numberOfTerm } from './term-numbers.js';

/** An empty index over the model. All its functions are below; places are good until the next change. */
export const createTextIndex = <E extends Entry = Entry>(model: TextModel): TextIndex<E> => ({
  model,
  vocabulary: createVocabulary(model),
  shelves: [createShelf(model.dimensions), createShelf(model.dimensions)],
  dictionaries: createDictionaries(),
  space: createWorkspace(),
  matches: createMatchSpace(),
});

export const sideOf = ({ kind }: Pick<Entry, 'kind'>): Side => (kind === 'LISTING' ? 0 : 1);

/** Drops what is dead: places change. */
export const compact = (index: TextIndex): void => {
  for (const shelf of index.shelves) if (shelf.dead > 0) compactShelf(index.vocabulary, shelf);
  compactTerms(index.vocabulary, index.shelves);
};

export const removeEntry = (index: TextIndex, side: Side, id: string): boolean => {
  const shelf = index.shelves[side];
  const isHere = removeText(shelf, id);
  if (isHere && isDue(shelf)) compact(index);
  return isHere;
};

/** Adds the entry with the vector of its text, or replaces the one of its kind and id. */
export const putEntry = <E extends Entry>(index: TextIndex<E>, entry: E, vector: TextVector): void => {
  const side = sideOf(entry);
  const shelf = index.shelves[side];
  removeEntry(index, side, entry.id);
  const place = addText(index.vocabulary, shelf, vector);
  setColumns(shelf.columns, index.dictionaries, { place, values: entry });
  shelf.addresses[place] = addRecord(shelf.records, entry.id, JSON.stringify(entry));
  nameText(shelf, place);
};

export const placeWithId = ({ shelves }: TextIndex, side: Side, id: string): number | undefined => placeOf(shelves[side], id);
export const idAtPlace = ({ shelves }: TextIndex, side: Side, place: number): string => idOf(shelves[side], place);
export const entryAt = <E extends Entry>({ shelves }: TextIndex<E>, side: Side, place: number): E =>
  JSON.parse(jsonAt(shelves[side].records, shelves[side].addresses[place]!)) as E;
export const sizeOf = ({ shelves }: TextIndex, side: Side): number => shelves[side].size - shelves[side].dead;

/** How many texts of the side hold the term; those that went a moment ago may still be counted. */
export const frequencyOf = ({ vocabulary, shelves }: TextIndex, side: Side, term: Term): number => {
  const number = numberOfTerm(vocabulary, term);
  const { lists } = shelves[side];
  return number < 0 ? 0 : postingsOf(lists, number);
};

/** Visits the best texts of the side by the first-stage score, best first, equal scores by id: exactly those that rating every text would give. */
export const rank = (index: TextIndex, side: Side, asking: { request: RankRequest; visit: VisitPair }): void =>
  rankTexts(index, side, asking);

/** See `SearchRequest`. */
export const search = (index: TextIndex, side: Side, request: SearchRequest): SearchResult => searchTexts(index, side, request);
