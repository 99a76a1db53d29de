import type { TextVector } from '../text/text-vector.js';
import { countWeight } from '../text/text-vector.js';
import type { TextModel } from '../model/text-model.js';
import { columnNames } from './columns.js';
import { addId, placeWith, rebuildIds, removeId } from './id-table.js';
import { copiedLists } from './list-copies.js';
import { addPosting, MAX_PLACES, packPosting, postingsOf, reserveLists, WORDS_PER_LIST } from './posting-lists.js';
import { compactRecords } from './record-store.js';
import { DEAD, HAN, idOf, reservePlaces } from './shelf.js';
import type { Shelf } from './shelf.js';
import { acrossBit, internAll, keepTerms, NO_GROUP } from './vocabulary.js';
import type { Vocabulary } from './vocabulary.js';

const ACROSS = 2;

/** A dead share of this size is compacted away, unless there is little of it. */
const MOST_DEAD = 0.2;
const LEAST_DEAD = 1_000;

export const placeOf = (shelf: Shelf, id: string): number | undefined => placeWith(shelf.ids, id, (place) => idOf(shelf, place));

/** Norms of the text being put: title and whole by group. */
const sums = new Float64Array(6);
let titleOwn = 0;
let titleAcross = 0;
let length = 0;
let numbers = new Uint32Array(1 << 12);

const addUp = (vocabulary: Vocabulary, { terms, title, whole, isHan }: TextVector): void => {
  const { squares, groups, across } = vocabulary;
  const bit = acrossBit(isHan);
  sums.fill(0);
  titleOwn = titleAcross = length = 0;
  for (let at = 0; at < terms.length; at += 1) {
    const number = numbers[at]!;
    const square = squares[number]!;
    const group = groups[number]!;
    const titleSquare = square * countWeight[title[at]!]! ** 2;
    const wholeSquare = square * countWeight[whole[at]!]! ** 2;
    if (group !== NO_GROUP) {
      sums[2 * group]! += titleSquare;
      sums[2 * group + 1]! += wholeSquare;
      length += whole[at]!;
      if (title[at]! > 0) titleOwn += square;
    }
    if ((across[number]! & bit) === 0) continue;
    sums[2 * ACROSS]! += titleSquare;
    sums[2 * ACROSS + 1]! += wholeSquare;
    if (title[at]! > 0) titleAcross += square;
  }
};

const setText = (shelf: Shelf, place: number, isHan: boolean): void => {
  for (let group = 0; group <= ACROSS; group += 1) {
    shelf.norms[group]![2 * place] = Math.sqrt(sums[2 * group]!);
    shelf.norms[group]![2 * place + 1] = Math.sqrt(sums[2 * group + 1]!);
  }
  shelf.titles[2 * place] = titleOwn;
  shelf.titles[2 * place + 1] = titleAcross;
  shelf.lengths[place] = Math.min(length, 0xffff);
  shelf.flags[place] = isHan ? HAN : 0;
};

/** Terms that meet nobody are left out. */
const addPostings = (
  vocabulary: Vocabulary,
  { lists }: Shelf,
  { place, vector }: { place: number; vector: TextVector },
): void => {
  const { terms, title, whole, isHan } = vector;
  const { groups, across } = vocabulary;
  const bit = acrossBit(isHan);
  for (let at = 0; at < terms.length; at += 1) {
    const number = numbers[at]!;
    if (groups[number] === NO_GROUP && (across[number]! & bit) === 0) continue;
    addPosting(lists, number, packPosting(place, title[at]!, whole[at]!));
  }
};

const setDense = (model: TextModel, shelf: Shelf, { place, vector }: { place: number; vector: TextVector }): void => {
  const { dimensions } = model;
  if (dimensions === 0) return;
  shelf.dense.set(model.embed(vector, 'title'), 2 * place * dimensions);
  shelf.dense.set(model.embed(vector, 'whole'), (2 * place + 1) * dimensions);
};

/** Gives the text the next place; its id must be free. The caller fills columns and record. */
export const addText = (vocabulary: Vocabulary, shelf: Shelf, vector: TextVector): number => {
  const place = shelf.size;
  const { terms } = vector;
  if (place >= MAX_PLACES) throw new RangeError(`an index holds at most ${MAX_PLACES} texts of a kind`);
  reservePlaces(shelf, place + 1);
  if (numbers.length < terms.length) numbers = new Uint32Array(terms.length * 2);
  internAll(vocabulary, terms, numbers);
  reserveLists(shelf.lists, vocabulary.size);
  addUp(vocabulary, vector);
  setText(shelf, place, vector.isHan);
  addPostings(vocabulary, shelf, { place, vector });
  setDense(vocabulary.model, shelf, { place, vector });
  shelf.size = place + 1;
  shelf.scripts[vector.isHan ? 1 : 0] += 1;
  return place;
};

/** Makes the place known by the id of its record. */
export const nameText = (shelf: Shelf, place: number): void => addId(shelf.ids, place, (one) => idOf(shelf, one));

export const removeText = (shelf: Shelf, id: string): boolean => {
  const place = placeOf(shelf, id);
  if (place === undefined) return false;
  removeId(shelf.ids, id, (one) => idOf(shelf, one));
  shelf.scripts[(shelf.flags[place]! & HAN) === 0 ? 0 : 1] -= 1;
  shelf.flags[place]! |= DEAD;
  shelf.dead += 1;
  return true;
};

export const isDue = ({ size, dead }: Shelf): boolean => dead > LEAST_DEAD && dead > size * MOST_DEAD;

/** New place by old place for the living in their order; -1 for the dead. */
export const livingPlaces = ({ size, flags }: Shelf): Int32Array => {
  let next = 0;
  return Int32Array.from({ length: size }, (_, place) => ((flags[place]! & DEAD) === 0 ? next++ : -1));
};

const movePlaces = (shelf: Shelf, renumbered: Int32Array): void => {
  const { addresses, flags, norms, titles, lengths, dense, columns } = shelf;
  const width = dense.length / shelf.capacity;
  const pairs = [...norms, titles];
  const singles = [addresses, flags, lengths, ...columnNames.map((name) => columns[name])];
  for (let old = 0; old < shelf.size; old += 1) {
    const place = renumbered[old]!;
    if (place < 0 || place === old) continue;
    for (const numbers of singles) numbers[place] = numbers[old]!;
    for (const numbers of pairs) {
      numbers[2 * place] = numbers[2 * old]!;
      numbers[2 * place + 1] = numbers[2 * old + 1]!;
    }
    dense.copyWithin(place * width, old * width, (old + 1) * width);
  }
};

/** Drops the dead: places and postings close up, in their order; places change. */
export const compactShelf = (vocabulary: Vocabulary, shelf: Shelf): void => {
  const renumbered = livingPlaces(shelf);
  const terms = Uint32Array.from({ length: vocabulary.size }, (_, term) => term);
  shelf.lists = copiedLists(shelf.lists, { terms, renumbered });
  movePlaces(shelf, renumbered);
  shelf.size -= shelf.dead;
  shelf.dead = 0;
  shelf.records = compactRecords(shelf.records, shelf.addresses, shelf.size);
  shelf.ids = rebuildIds(shelf.size, (place) => idOf(shelf, place));
};

/** Drops the terms that no text of either shelf holds, when they are many. */
export const compactTerms = (vocabulary: Vocabulary, shelves: readonly Shelf[]): void => {
  let next = 0;
  for (const { lists } of shelves) reserveLists(lists, vocabulary.size);
  const isHeld = (term: number): boolean => shelves.some(({ lists }) => postingsOf(lists, term) > 0);
  const renumbered = Int32Array.from({ length: vocabulary.size }, (_, term) => (isHeld(term) ? next++ : -1));
  if (next > vocabulary.size * (1 - MOST_DEAD)) return;
  for (const { lists } of shelves) {
    for (let term = 0; term < vocabulary.size; term += 1)
      if (renumbered[term]! >= 0)
        lists.lists.copyWithin(WORDS_PER_LIST * renumbered[term]!, WORDS_PER_LIST * term, WORDS_PER_LIST * (term + 1));
    lists.lists.fill(0, WORDS_PER_LIST * next, WORDS_PER_LIST * vocabulary.size);
  }
  keepTerms(vocabulary, renumbered, next);
};
