import { readDense } from './dense-codes.js';
import { readCodes } from './posting-codes.js';
import type { PostingLists } from './posting-lists.js';
import {
  COUNT,
  END,
  FIRST,
  headOfKind,
  isDenseWord,
  kindOfStep,
  lastOfState,
  LARGEST,
  nextOfWord,
  nextStep,
  sizeOfKind,
  SLAB,
  SLAB_BITS,
  STATE,
  TELLING_KIND,
  wordAt,
  WORDS_PER_LIST,
} from './posting-lists.js';

/** Reads a list chunk by chunk: `postings[0]` to `postings[length - 1]`. */
export interface ListReader {
  readonly postings: Uint32Array;
  length: number;
  /** Postings of the list; 0 when the last chunk was read. */
  count: number;
  /** Chunk to be read next, or the only posting. */
  chunk: number;
  step: number;
  /** One more than the place before the chunk. */
  next: number;
  /** Where the list ends. */
  end: number;
  /** One more than the last place of the list. */
  last: number;
}

export const createReader = (): ListReader => ({
  postings: new Uint32Array(LARGEST),
  length: 0,
  count: 0,
  chunk: 0,
  step: 0,
  next: 0,
  end: 0,
  last: 0,
});

/** Begins before the list's first chunk. */
export const openList = (reader: ListReader, { lists }: PostingLists, term: number): void => {
  const at = term * WORDS_PER_LIST;
  reader.count = lists[at + COUNT]!;
  reader.chunk = lists[at + FIRST]!;
  reader.end = lists[at + END]!;
  reader.last = lastOfState(lists[at + STATE]!);
  reader.step = reader.next = 0;
};

const readOnly = (reader: ListReader): boolean => {
  reader.postings[0] = reader.chunk;
  reader.length = reader.count;
  reader.count = 0;
  return reader.length > 0;
};

/** Goes to the next chunk; false at the end. */
export const nextChunk = (reader: ListReader, { slabs, words }: PostingLists): boolean => {
  if (reader.count < 2) return readOnly(reader);
  const { chunk, step, postings } = reader;
  const slab = chunk >>> SLAB_BITS;
  const from = chunk & (SLAB - 1);
  const following = words[slab]![from >>> 2]!;
  const kind = kindOfStep(step);
  const end = following === 0 ? from + reader.end - chunk : from + sizeOfKind(kind);
  const isDense = kind >= TELLING_KIND && isDenseWord(words[slab]![(from >>> 2) + 1]!);
  const read = isDense ? readDense : readCodes;
  reader.length = read(postings, {
    bytes: slabs[slab]!,
    at: from + headOfKind(kind),
    end,
    next: reader.next,
  });
  reader.next = (postings[reader.length - 1]! >>> 10) + 1;
  reader.chunk = following;
  reader.step = nextStep(step);
  if (following === 0) reader.count = 0;
  return true;
};

/** Goes to the next chunk that may hold the place or a later one, past others unread; false when there is none. */
export const chunkWith = (reader: ListReader, lists: PostingLists, place: number): boolean => {
  while (reader.count > 1 && kindOfStep(reader.step) >= TELLING_KIND) {
    const following = wordAt(lists, reader.chunk);
    const next = following === 0 ? reader.last : nextOfWord(wordAt(lists, reader.chunk + 4));
    if (next > place) break;
    if (following === 0) return false;
    reader.next = next;
    reader.chunk = following;
    reader.step = nextStep(reader.step);
  }
  return nextChunk(reader, lists);
};

/** Visits the postings of a list in their order. */
export const visitPostings = (
  lists: PostingLists,
  term: number,
  { reader, visit }: { reader: ListReader; visit: (posting: number) => void },
): void => {
  openList(reader, lists, term);
  while (nextChunk(reader, lists)) for (let at = 0; at < reader.length; at += 1) visit(reader.postings[at]!);
};
