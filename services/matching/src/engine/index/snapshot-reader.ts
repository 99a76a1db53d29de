import type { TextModel } from '../model/text-model.js';
import type { Entry } from '../subject.js';
import type { Names } from './columns.js';
import { columnNames } from './columns.js';
import { rebuildIds } from './id-table.js';
import { addSlab, reserveLists, SLAB, WORDS_PER_LIST } from './posting-lists.js';
import type { TextIndex } from './rank-door.js';
import { findRecords, openSlab } from './record-store.js';
import { idOf, reservePlaces } from './shelf.js';
import type { Shelf } from './shelf.js';
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

const DAMAGED = 'the snapshot is damaged: postings or records are missing';

const readPostings = (reader: SectionReader, { lists }: Shelf): void => {
  const length = reader.open();
  for (let read = 0; read < length; read += SLAB) reader.fill(addSlab(lists).subarray(0, Math.min(SLAB, length - read)));
  reader.close();
  lists.end = Math.max(lists.end, length);
};

const readRecords = (reader: SectionReader, shelf: Shelf): void => {
  const lengths = new Uint32Array(reader.open() / 4);
  reader.fill(lengths);
  reader.close();
  if (reader.open() !== lengths.reduce((sum, length) => sum + length, 0)) throw new SnapshotRefused(DAMAGED);
  for (const length of lengths) reader.fill(openSlab(shelf.records, length));
  reader.close();
  if (findRecords(shelf.records, shelf.addresses.subarray(0, shelf.size)) !== shelf.size) throw new SnapshotRefused(DAMAGED);
  shelf.ids = rebuildIds(shelf.size, (place) => idOf(shelf, place));
};

const readSide = (reader: SectionReader, shelf: Shelf, { header, side }: { header: SnapshotHeader; side: number }): void => {
  const { texts = 0, scripts = [] } = header.sides[side] ?? {};
  reservePlaces(shelf, texts);
  shelf.size = texts;
  shelf.scripts = [scripts[0] ?? 0, scripts[1] ?? 0];
  reserveLists(shelf.lists, header.terms);
  readNumbers(reader, shelf.lists.lists.subarray(0, WORDS_PER_LIST * header.terms));
  readNumbers(reader, shelf.flags.subarray(0, texts));
  readNumbers(reader, shelf.lengths.subarray(0, texts));
  readNumbers(reader, shelf.titles.subarray(0, 2 * texts));
  for (const norms of shelf.norms) readNumbers(reader, norms.subarray(0, 2 * texts));
  readNumbers(reader, shelf.dense.subarray(0, 2 * texts * header.dimensions));
  for (const name of columnNames) readNumbers(reader, shelf.columns[name].subarray(0, texts));
  readPostings(reader, shelf);
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
