import { columnNames } from './columns.js';
import type { Columns } from './columns.js';
import type { ListReader } from './posting-lists.js';
import { createReader, postingsOf, visitPostings, WORDS_PER_LIST } from './posting-lists.js';
import type { TextIndex } from './rank-door.js';
import { bytesAt } from './record-store.js';
import type { Shelf } from './shelf.js';
import { sharesOf } from './shelving.js';
import type { Numbers } from './snapshot-bytes.js';
import { bytesOf, sectionOf } from './snapshot-bytes.js';
import type { Order } from './snapshot-order.js';
import { orderOf, recoded, recodingsOf } from './snapshot-order.js';
import { numberOfTerm } from './term-numbers.js';
import type { Vocabulary } from './vocabulary.js';

export const FORMAT = 'lastmile-index-1';

export interface SnapshotHeader {
  format: string;
  model: string;
  dimensions: number;
  terms: number;
  sides: { texts: number; scripts: number[] }[];
  names: Record<'field' | 'kind' | 'mode' | 'organisation', string[]>;
}

/** What is written of a term: how many living postings, and its largest shares. */
interface Lists {
  counts: Uint32Array;
  shares: Uint32Array;
}

const listsOf = (vocabulary: Vocabulary, shelf: Shelf, { terms, order }: { terms: Uint32Array; order: Order }): Lists => {
  const { lists } = shelf;
  const reader = createReader();
  const counts = new Uint32Array(terms.length);
  const shares = new Uint32Array(terms.length);
  terms.forEach((number, at) => {
    if (number * WORDS_PER_LIST >= lists.lists.length) return;
    if (!shelf.isLoose) {
      counts[at] = postingsOf(lists, number);
      shares[at] = lists.lists[number * WORDS_PER_LIST + 3]!;
      return;
    }
    let [title, whole] = [0, 0];
    const visit = (posting: number): void => {
      const place = posting >>> 10;
      if (order.renumbered[place]! < 0) return;
      counts[at]! += 1;
      const own = sharesOf(vocabulary, shelf, { number, place, title: (posting >>> 5) & 31, whole: posting & 31 });
      title = Math.max(title, own >>> 16);
      whole = Math.max(whole, own & 0xffff);
    };
    visitPostings(lists, number, { reader, visit });
    shares[at] = ((title << 16) | whole) >>> 0;
  });
  return { counts, shares };
};

const PIECE = 1 << 18;

interface Side {
  shelf: Shelf;
  order: Order;
  lists: Lists;
  codes: Partial<Columns>;
}

/** All lists one behind the other in pieces, each with the new places in ascending order. */
function* postingPieces({ shelf, order, lists }: Side, terms: Uint32Array): Generator<Uint8Array> {
  const reader: ListReader = createReader();
  const total = lists.counts.reduce((sum, count) => sum + count, 0);
  let piece = new Uint32Array(Math.min(PIECE, total));
  let length = 0;
  for (const number of terms) {
    if (number * WORDS_PER_LIST >= shelf.lists.lists.length) continue;
    if (length + postingsOf(shelf.lists, number) > piece.length) {
      yield bytesOf(piece.subarray(0, length));
      piece = new Uint32Array(Math.max(PIECE, postingsOf(shelf.lists, number)));
      length = 0;
    }
    const start = length;
    let isSorted = true;
    const visit = (posting: number): void => {
      const place = order.renumbered[posting >>> 10]!;
      if (place < 0) return;
      if (length > start && piece[length - 1]! >>> 10 > place) isSorted = false;
      piece[length++] = ((place << 10) | (posting & 1023)) >>> 0;
    };
    visitPostings(shelf.lists, number, { reader, visit });
    if (!isSorted) piece.subarray(start, length).sort();
  }
  yield bytesOf(piece.subarray(0, length));
}

/** `width` numbers for each place, in the new order. */
const picked = <T extends Numbers>(from: T, places: Uint32Array, width: number): T => {
  const to = new (from.constructor as new (length: number) => T)(places.length * width);
  places.forEach((place, at) => to.set(from.subarray(place * width, (place + 1) * width), at * width));
  return to;
};

const aligned = (bytes: number): number => (bytes + 3) & ~3;
const PADDING = new Uint8Array(4);

function* recordPieces(shelf: Shelf, { places }: Order): Generator<Uint8Array> {
  for (const place of places) {
    const bytes = bytesAt(shelf.records, shelf.addresses[place]!);
    yield bytes;
    yield PADDING.subarray(0, aligned(bytes.length) - bytes.length);
  }
}

/** Small pieces together in large ones. */
function* gathered(pieces: Iterable<Uint8Array>, total: number): Generator<Uint8Array> {
  let large = new Uint8Array(Math.min(PIECE * 4, total));
  let length = 0;
  for (const piece of pieces) {
    if (length + piece.length > large.length) {
      yield large.subarray(0, length);
      large = new Uint8Array(Math.max(PIECE * 4, piece.length));
      length = 0;
    }
    large.set(piece, length);
    length += piece.length;
  }
  yield large.subarray(0, length);
}

const numbersOf = ({ shelf, order: { places }, lists, codes }: Side, dimensions: number): Numbers[] => [
  lists.counts,
  lists.shares,
  picked(shelf.flags, places, 1),
  picked(shelf.lengths, places, 1),
  picked(shelf.titles, places, 2),
  ...shelf.norms.map((norms) => picked(norms, places, 2)),
  picked(shelf.dense, places, 2 * dimensions),
  ...columnNames.map((name) => codes[name] ?? picked(shelf.columns[name], places, 1)),
];

function* sideSections(side: Side, terms: Uint32Array, dimensions: number): Generator<Uint8Array> {
  const { shelf, order, lists } = side;
  for (const numbers of numbersOf(side, dimensions)) yield* sectionOf(numbers.byteLength, [bytesOf(numbers)]);
  const postings = lists.counts.reduce((sum, count) => sum + count, 0);
  yield* sectionOf(postings * 4, postingPieces(side, terms));
  const bytes = order.places.reduce((sum, place) => sum + aligned(bytesAt(shelf.records, shelf.addresses[place]!).length), 0);
  yield* sectionOf(bytes, gathered(recordPieces(shelf, order), bytes));
}

/** Numbers of the terms that a living text holds, by term: the same order whatever came first. */
const heldTerms = (vocabulary: Vocabulary, sides: readonly { shelf: Shelf; order: Order }[]): Uint32Array => {
  const all = Uint32Array.from({ length: vocabulary.size }, (_, number) => number);
  const held = new Uint8Array(vocabulary.size);
  for (const { shelf, order } of sides) {
    const { counts } = listsOf(vocabulary, shelf, { terms: all, order });
    counts.forEach((count, number) => (held[number]! |= count > 0 ? 1 : 0));
  }
  const keys = vocabulary.keys
    .slice(0, vocabulary.size)
    .filter((_, number) => held[number] === 1)
    .sort();
  return Uint32Array.from(keys, (key) => numberOfTerm(vocabulary, key));
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
    lists: listsOf(vocabulary, shelf, { terms, order }),
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
  for (const side of sides) yield* sideSections(side, terms, dimensions);
}
