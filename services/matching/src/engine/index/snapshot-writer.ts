import { columnNames } from './columns.js';
import type { Columns } from './columns.js';
import { copiedLists } from './list-copies.js';
import type { ListReader } from './list-reader.js';
import { createReader, nextChunk, openList } from './list-reader.js';
import type { PostingLists } from './posting-lists.js';
import { postingsOf, SLAB } from './posting-lists.js';
import type { TextIndex } from './rank-door.js';
import type { RecordStore } from './record-store.js';
import { copiedRecords } from './record-store.js';
import type { Shelf } from './shelf.js';
import type { Numbers } from './snapshot-bytes.js';
import { bytesOf, sectionOf } from './snapshot-bytes.js';
import type { Order } from './snapshot-order.js';
import { orderOf, recoded, recodingsOf } from './snapshot-order.js';
import { numberOfTerm } from './term-numbers.js';
import type { Vocabulary } from './vocabulary.js';

export const FORMAT = 'lastmile-index-4';

export interface SnapshotHeader {
  format: string;
  model: string;
  dimensions: number;
  terms: number;
  sides: { texts: number; scripts: number[] }[];
  names: Record<'field' | 'kind' | 'mode' | 'organisation', string[]>;
}
interface Ordered {
  shelf: Shelf;
  order: Order;
}

interface Side extends Ordered {
  lists: PostingLists;
  records: RecordStore;
  codes: Partial<Columns>;
}

/** `width` numbers for each place, in the new order. */
const picked = <T extends Numbers>(from: T, { places, isAsPut }: Order, width: number): T => {
  if (isAsPut) return from.subarray(0, places.length * width) as T;
  const to = new (from.constructor as new (length: number) => T)(places.length * width);
  places.forEach((place, at) => to.set(from.subarray(place * width, (place + 1) * width), at * width));
  return to;
};

const numbersOf = ({ shelf, order, lists, codes }: Side, dimensions: number): Numbers[] => [
  lists.lists,
  picked(shelf.flags, order, 1),
  picked(shelf.lengths, order, 1),
  picked(shelf.titles, order, 2),
  ...shelf.norms.map((norms) => picked(norms, order, 2)),
  picked(shelf.dense, order, 2 * dimensions),
  ...columnNames.map((name) => codes[name] ?? picked(shelf.columns[name], order, 1)),
];

/** The used part of each slab. */
const slabsOf = ({ slabs, end }: PostingLists): Uint8Array[] => slabs.map((slab, at) => slab.subarray(0, end - at * SLAB));

const totalOf = (pieces: readonly Uint8Array[]): number => pieces.reduce((sum, { length }) => sum + length, 0);

function* sideSections(side: Side, dimensions: number): Generator<Uint8Array> {
  for (const numbers of numbersOf(side, dimensions)) yield* sectionOf(numbers.byteLength, [bytesOf(numbers)]);
  const postings = slabsOf(side.lists);
  yield* sectionOf(totalOf(postings), postings);
  const { slabs, used } = side.records;
  const lengths = Uint32Array.from(used);
  yield* sectionOf(lengths.byteLength, [bytesOf(lengths)]);
  const records = slabs.map((slab, at) => slab.subarray(0, used[at]));
  yield* sectionOf(totalOf(records), records);
}

const isHeld = ({ shelf, order }: Ordered, number: number, reader: ListReader): boolean => {
  if (shelf.dead === 0 || postingsOf(shelf.lists, number) === 0) return postingsOf(shelf.lists, number) > 0;
  openList(reader, shelf.lists, number);
  while (nextChunk(reader, shelf.lists))
    for (let at = 0; at < reader.length; at += 1) if (order.renumbered[reader.postings[at]! >>> 10]! >= 0) return true;
  return false;
};

/** Numbers of the terms that a living text holds, by term: the same order whatever came first. */
const heldTerms = (vocabulary: Vocabulary, sides: readonly Ordered[]): Uint32Array => {
  const reader = createReader();
  const keys = new Float64Array(vocabulary.size);
  let count = 0;
  for (let number = 0; number < vocabulary.size; number += 1)
    if (sides.some((side) => isHeld(side, number, reader))) keys[count++] = vocabulary.keys[number]!;
  const sorted = keys.subarray(0, count).sort();
  const numbers = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) numbers[at] = numberOfTerm(vocabulary, sorted[at]!);
  return numbers;
};

/**
 * The index as bytes, in pieces. It depends on the texts and the order of their puts alone, not on what was replaced or removed before; with
 * `order: 'id'` (slower) on the texts alone.
 */
export function* writeSnapshot(index: TextIndex, { order: by = 'put' }: { order?: 'put' | 'id' } = {}): Generator<Uint8Array> {
  const { vocabulary, model, dictionaries } = index;
  const { dimensions } = model;
  const ordered = index.shelves.map((shelf) => ({ shelf, order: orderOf(shelf, by === 'id') }));
  const terms = heldTerms(vocabulary, ordered);
  const to = recodingsOf(dictionaries, ordered);
  const sides = ordered.map(({ shelf, order }) => ({
    shelf,
    order,
    lists: copiedLists(shelf.lists, { terms, ...(!order.isAsPut && { renumbered: order.renumbered }) }),
    records: order.isAsPut
      ? shelf.records
      : copiedRecords(
          shelf.records,
          Array.from(order.places, (place) => shelf.addresses[place]!),
        ),
    codes: recoded({ shelf, order }, to),
  }));
  const header: SnapshotHeader = {
    format: FORMAT,
    model: model.version,
    dimensions,
    terms: terms.length,
    sides: sides.map(({ shelf, order }) => ({ texts: order.places.length, scripts: [...shelf.scripts] })),
    names: { field: to.field.names, kind: to.kind.names, mode: to.mode.names, organisation: to.organisation.names },
  };
  const head = Buffer.from(JSON.stringify(header));
  yield* sectionOf(head.length, [head]);
  const keys = Float64Array.from(terms, (number) => vocabulary.keys[number]!);
  yield* sectionOf(keys.byteLength, [bytesOf(keys)]);
  for (const side of sides) yield* sideSections(side, dimensions);
}
