import type { TextModel } from '../model/text-model.js';
import type { Entry } from '../subject.js';
import type { Names } from './columns.js';
import { columnNames } from './columns.js';
import { rebuildIds } from './id-table.js';
import { fillList, reserveLists, WORDS_PER_LIST } from './posting-lists.js';
import type { TextIndex } from './rank-door.js';
import { addBytes } from './record-store.js';
import { idOf, reservePlaces } from './shelf.js';
import type { Shelf } from './shelf.js';
import { inverseOf } from './shelving.js';
import type { Numbers, SectionReader } from './snapshot-bytes.js';
import { sectionReader, SnapshotRefused } from './snapshot-bytes.js';
import type { SnapshotHeader } from './snapshot-writer.js';
import { FORMAT } from './snapshot-writer.js';
import { createTextIndex } from './text-index.js';
import { fillTerms } from './vocabulary.js';

const LONGEST_HEADER = 1 << 28;

const headerOf = (reader: SectionReader, model: TextModel): SnapshotHeader => {
  const length = reader.open();
  if (length > LONGEST_HEADER) throw new SnapshotRefused('this is no snapshot');
  const bytes = reader.fill(new Uint8Array(length));
  reader.close();
  const header = JSON.parse(Buffer.from(bytes).toString()) as SnapshotHeader;
  if (header.format !== FORMAT) throw new SnapshotRefused(`the snapshot has the format ${header.format}, not ${FORMAT}`);
  if (header.model !== model.version)
    throw new SnapshotRefused(`the snapshot was made with the model ${header.model}, not ${model.version}`);
  return header;
};

const readNumbers = <T extends Numbers>(reader: SectionReader, target: T): T => {
  if (reader.open() !== target.byteLength) throw new SnapshotRefused('the snapshot is damaged: a section has another length');
  reader.fill(target);
  reader.close();
  return target;
};

/** So many words are read at once. */
const PIECE = 1 << 18;

const readPostings = (
  reader: SectionReader,
  { lists }: Shelf,
  { counts, shares }: { counts: Uint32Array; shares: Uint32Array },
): void => {
  let left = reader.open() / 4;
  reserveLists(lists, counts.length);
  let words = new Uint32Array(Math.min(PIECE, left));
  let from = words.length;
  counts.forEach((count, term) => {
    if (count === 0) return;
    const unread = words.length - from;
    if (unread < count) {
      const next = new Uint32Array(Math.min(left + unread, Math.max(PIECE, count)));
      next.set(words.subarray(from));
      reader.fill(next.subarray(unread));
      left -= next.length - unread;
      words = next;
      from = 0;
    }
    if (words.length < from + count) throw new SnapshotRefused('the snapshot is damaged: postings are missing');
    fillList(lists, term, { words, from, count });
    lists.lists[term * WORDS_PER_LIST + 3] = shares[term]!;
    from += count;
  });
  reader.close();
};

const HEAD = 8;

const readRecords = (reader: SectionReader, shelf: Shelf): void => {
  reader.open();
  const head = new Uint32Array(2);
  for (let place = 0; place < shelf.size; place += 1) {
    const [id, json] = reader.fill(head);
    const length = HEAD + id! + json!;
    const bytes = new Uint8Array((length + 3) & ~3);
    bytes.set(new Uint8Array(head.buffer));
    reader.fill(bytes.subarray(HEAD));
    shelf.addresses[place] = addBytes(shelf.records, bytes.subarray(0, length));
  }
  reader.close();
  shelf.ids = rebuildIds(shelf.size, (place) => idOf(shelf, place));
};

const readSide = (reader: SectionReader, shelf: Shelf, { header, side }: { header: SnapshotHeader; side: number }): void => {
  const { texts = 0, scripts = [] } = header.sides[side] ?? {};
  reservePlaces(shelf, texts);
  shelf.size = texts;
  shelf.scripts = [scripts[0] ?? 0, scripts[1] ?? 0];
  const counts = readNumbers(reader, new Uint32Array(header.terms));
  const shares = readNumbers(reader, new Uint32Array(header.terms));
  readNumbers(reader, shelf.flags.subarray(0, texts));
  readNumbers(reader, shelf.lengths.subarray(0, texts));
  readNumbers(reader, shelf.titles.subarray(0, 2 * texts));
  shelf.norms.forEach((norms, group) => {
    readNumbers(reader, norms.subarray(0, 2 * texts));
    for (let at = 0; at < 2 * texts; at += 1) shelf.inverse[group]![at] = inverseOf(norms[at]!);
  });
  readNumbers(reader, shelf.dense.subarray(0, 2 * texts * header.dimensions));
  for (const name of columnNames) readNumbers(reader, shelf.columns[name].subarray(0, texts));
  readPostings(reader, shelf, { counts, shares });
  readRecords(reader, shelf);
};

const namesOf = (names: readonly string[]): Names => ({
  names: [...names],
  codes: new Map(names.slice(1).map((name, at) => [name, at + 1])),
});

/** The index that `writeSnapshot` wrote, ready for use; throws `SnapshotRefused` when the bytes are not such, or of another model. */
export const readSnapshot = <E extends Entry = Entry>(model: TextModel, pieces: Iterable<Uint8Array>): TextIndex<E> => {
  const reader = sectionReader(pieces);
  const index = createTextIndex<E>(model);
  const header = headerOf(reader, model);
  fillTerms(index.vocabulary, readNumbers(reader, new Float64Array(header.terms)));
  const { field, kind, mode, organisation } = header.names;
  index.dictionaries = { field: namesOf(field), kind: namesOf(kind), mode: namesOf(mode), organisation: namesOf(organisation) };
  index.shelves.forEach((shelf, side) => readSide(reader, shelf, { header, side }));
  reader.end();
  return index;
};
