import fc from 'fast-check';
import { createHandModel } from '../model/hand-model.js';
import { plainSubject } from '../subject.js';
import type { Entry } from '../subject.js';
import { vectorOf } from '../text/text-vector.js';
import type { TextIndex } from './rank-door.js';
import { SnapshotRefused } from './snapshot-bytes.js';
import { readSnapshot } from './snapshot-reader.js';
import { writeSnapshot } from './snapshot-writer.js';
import { createTextIndex, entryAt, placeWithId, putEntry, rank, removeEntry, search, sizeOf } from './text-index.js';

const model = createHandModel();
const word = fc.constantFrom('电池', '锂电池', '轴承', '淬火', '陶瓷', '风电', ' battery ', ' coating ', ' 300 ', '𠀀é');
const text = fc.array(word, { maxLength: 6 }).map((words) => words.join(''));
const entry: fc.Arbitrary<Entry> = fc
  .record({
    kind: fc.constantFrom<Entry['kind']>('LISTING', 'DEMAND'),
    id: fc.constantFrom('1', '2', '3', '4', '5', '六'),
    title: text,
    body: text,
    field: fc.constantFrom('NEW_ENERGY', 'TRANSPORT'),
    modes: fc.subarray(['LICENCE', 'SERVICE', 'TRANSFER']),
    organisationId: fc.constantFrom('a', 'b'),
    price: fc.nat(),
  })
  .map((one) => ({ ...plainSubject(one.title, one.body), ...one }));
const history = fc.array(fc.tuple(entry, fc.boolean()), { maxLength: 25 });

const put = (index: TextIndex, one: Entry): void => putEntry(index, one, vectorOf(one));
const built = (steps: readonly (readonly [Entry, boolean])[]): { index: TextIndex; living: Entry[] } => {
  const index = createTextIndex(model);
  const living = new Map<string, Entry>();
  for (const [one, isKept] of steps) {
    living.delete(one.kind + one.id);
    if (isKept) living.set(one.kind + one.id, one);
    if (isKept) put(index, one);
    else removeEntry(index, one.kind === 'LISTING' ? 0 : 1, one.id);
  }
  return { index, living: [...living.values()] };
};
const bytesOf = (index: TextIndex, order?: 'put' | 'id'): Buffer => Buffer.concat([...writeSnapshot(index, { order })]);
const seen = (index: TextIndex, title: string): unknown[] => {
  const found: unknown[] = [];
  for (const side of [0, 1] as const)
    rank(index, side, {
      request: { vector: vectorOf({ title, body: '' }), limit: 20 },
      visit: (place, ...rated) => found.push([entryAt(index, side, place), ...rated]),
    });
  return found;
};
const inPieces = (bytes: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));

describe('a snapshot', () => {
  it('read in pieces of any size is the index that was written, and goes on like it', () => {
    fc.assert(
      fc.property(history, history, text, fc.integer({ min: 1, max: 5_000 }), (steps, later, title, size) => {
        const { index } = built(steps);
        const read = readSnapshot(model, inPieces(bytesOf(index), size));
        expect([sizeOf(read, 0), sizeOf(read, 1)]).toEqual([sizeOf(index, 0), sizeOf(index, 1)]);
        for (const [one, isKept] of later)
          for (const each of [index, read]) {
            if (isKept) put(each, one);
            else removeEntry(each, one.kind === 'LISTING' ? 0 : 1, one.id);
          }
        expect(seen(read, title)).toEqual(seen(index, title));
        expect(bytesOf(read).equals(bytesOf(index))).toBe(true);
        const request = { clauses: [], limit: 20, facets: ['field', 'mode', 'kind'] as const };
        const found = search(read, 0, request);
        expect({ ...found, hits: found.hits.map(({ id }) => id) }).toEqual({
          ...search(index, 0, request),
          hits: search(index, 0, request).hits.map(({ id }) => id),
        });
        for (const { id, place } of found.hits) expect(placeWithId(read, 0, id)).toBe(place);
      }),
      { numRuns: 50 },
    );
  });
  it('has the bytes of one built of what is left in the same order; by ids in any order', () => {
    fc.assert(
      fc.property(history, (steps) => {
        const { index, living } = built(steps);
        const fresh = createTextIndex(model);
        living.forEach((one) => put(fresh, one));
        expect(bytesOf(index).equals(bytesOf(fresh))).toBe(true);
        const reversed = createTextIndex(model);
        living.toReversed().forEach((one) => put(reversed, one));
        expect(bytesOf(index, 'id').equals(bytesOf(reversed, 'id'))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
  it('is refused when it is cut off, goes on, or any byte has changed', () => {
    const { index } = built(fc.sample(fc.tuple(entry, fc.constant(true)), { numRuns: 12, seed: 3 }));
    const bytes = bytesOf(index);
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const changed = Buffer.from(bytes);
        changed[at]! ^= change;
        expect(() => readSnapshot(model, [changed])).toThrow();
        expect(() => readSnapshot(model, [bytes.subarray(0, at)])).toThrow(SnapshotRefused);
      }),
      { numRuns: 150 },
    );
    expect(() => readSnapshot(model, [bytes, Uint8Array.of(0)])).toThrow('goes on');
    expect(() => readSnapshot(model, [])).toThrow('cut off');
  });
  it('is refused when it is of another model', () => {
    const bytes = bytesOf(createTextIndex(model));
    expect(() => readSnapshot({ ...model, version: 'other' }, [bytes])).toThrow('made with the model');
  });
  it('holds lists of many chunks and records larger than a slab', () => {
    const index = createTextIndex(model);
    for (let at = 0; at < 3_000; at += 1) put(index, { ...plainSubject('轴承', `${at}`), kind: 'LISTING', id: `${at}` });
    put(index, { ...plainSubject('轴承', '陶瓷 '.repeat(400_000)), kind: 'LISTING', id: 'large' });
    const read = readSnapshot(model, writeSnapshot(index));
    expect(search(read, 0, { clauses: [], limit: 1 }).total).toBe(3_001);
    expect(seen(read, '轴承')).toEqual(seen(index, '轴承'));
    expect(entryAt(read, 0, placeWithId(read, 0, 'large')!)).toEqual(entryAt(index, 0, 3_000));
  });
});
