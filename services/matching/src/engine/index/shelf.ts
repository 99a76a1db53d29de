import type { Columns } from './columns.js';
import { createColumns, resizeColumns } from './columns.js';
import { resized, roomFor } from './growing.js';
import type { IdTable } from './id-table.js';
import { createIdTable } from './id-table.js';
import type { PostingLists } from './posting-lists.js';
import { createPostingLists } from './posting-lists.js';
import type { RecordStore } from './record-store.js';
import { createRecordStore, idAt } from './record-store.js';

export const DEAD = 1;
export const HAN = 2;

type ByGroup = readonly [Float32Array, Float32Array, Float32Array];

/**
 * The texts of one side by their places. Places are given in the order of the puts; a text that goes leaves its place and its postings
 * behind until the shelf is compacted.
 */
export interface Shelf {
  /** Places given so far, dead ones among them. */
  size: number;
  dead: number;
  capacity: number;
  lists: PostingLists;
  ids: IdTable;
  records: RecordStore;
  /** Address of the record by place. */
  addresses: Float64Array;
  /** Bits DEAD and HAN by place. */
  flags: Uint8Array;
  /** By group: norms of title and whole, two numbers a place. */
  norms: ByGroup;
  /** Σ w² over the terms of the title, within the script and across, two numbers a place. */
  titles: Float32Array;
  /** Occurrences of terms in the whole text. */
  lengths: Uint16Array;
  /** Two vectors a place, title and whole. */
  dense: Int8Array;
  columns: Columns;
  /** Living texts, Latin and Han. */
  scripts: [number, number];
}

const SMALLEST = 64;

const byGroup = (places: number): ByGroup => [
  new Float32Array(places * 2),
  new Float32Array(places * 2),
  new Float32Array(places * 2),
];
const resizedByGroup = ([a, b, c]: ByGroup, places: number): ByGroup => [
  resized(a, places * 2),
  resized(b, places * 2),
  resized(c, places * 2),
];

export const createShelf = (dimensions: number): Shelf => ({
  size: 0,
  dead: 0,
  capacity: SMALLEST,
  lists: createPostingLists(),
  ids: createIdTable(),
  records: createRecordStore(),
  addresses: new Float64Array(SMALLEST),
  flags: new Uint8Array(SMALLEST),
  norms: byGroup(SMALLEST),
  titles: new Float32Array(SMALLEST * 2),
  lengths: new Uint16Array(SMALLEST),
  dense: new Int8Array(SMALLEST * 2 * dimensions),
  columns: createColumns(SMALLEST),
  scripts: [0, 0],
});

/** Room for places up to `places`. */
export const reservePlaces = (shelf: Shelf, places: number): void => {
  if (places <= shelf.capacity) return;
  const room = roomFor(places, shelf.capacity);
  const dimensions = shelf.dense.length / shelf.capacity / 2;
  shelf.addresses = resized(shelf.addresses, room);
  shelf.flags = resized(shelf.flags, room);
  shelf.norms = resizedByGroup(shelf.norms, room);
  shelf.titles = resized(shelf.titles, room * 2);
  shelf.lengths = resized(shelf.lengths, room);
  shelf.dense = resized(shelf.dense, room * 2 * dimensions);
  shelf.columns = resizeColumns(shelf.columns, room);
  shelf.capacity = room;
};

export const idOf = ({ records, addresses }: Shelf, place: number): string => idAt(records, addresses[place]!);
