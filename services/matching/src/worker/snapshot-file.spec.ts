import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSnapshotFile, SnapshotUnreadable, writeSnapshotFile } from './snapshot-file.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
  path = join(folder, 'deep', 'index.snapshot');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const write = (): number =>
  writeSnapshotFile(path, { version: 'v1', sequence: 42 }, { index: [bytes(1, 2), bytes(3)], words: [], texts: [bytes(9)] });

describe('a snapshot file', () => {
  it('gives back what was written, part by part', () => {
    const size = write();
    expect(readFileSync(path).length).toBe(size);
    const read = readSnapshotFile(path, 'v1');
    expect(read?.sequence).toBe(42);
    expect([...(read?.parts ?? [])].map(([name, part]) => [name, [...part]])).toEqual([
      ['index', [1, 2, 3]],
      ['words', []],
      ['texts', [9]],
    ]);
  });
  it('is the same bytes for the same parts', () => {
    write();
    const first = readFileSync(path);
    write();
    expect(readFileSync(path).equals(first)).toBe(true);
  });
  it('is absent when it was never written', () => expect(readSnapshotFile(path, 'v1')).toBeUndefined());
  it('refuses another version', () => {
    write();
    expect(() => readSnapshotFile(path, 'v2')).toThrow(/of version v1, wanted v2/);
  });
  it('refuses every flipped byte and every cut', () => {
    write();
    const whole = readFileSync(path);
    for (let at = 8; at < whole.length; at += 1) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      writeFileSync(path, flipped);
      expect(() => readSnapshotFile(path, 'v1')).toThrow(SnapshotUnreadable);
      writeFileSync(path, whole.subarray(0, at));
      expect(() => readSnapshotFile(path, 'v1')).toThrow(SnapshotUnreadable);
    }
  });
  it('leaves the old one when writing fails', () => {
    write();
    const failing = function* (): Iterable<Uint8Array> {
      yield bytes(7);
      throw new Error('out of memory');
    };
    expect(() => writeSnapshotFile(path, { version: 'v1', sequence: 43 }, { index: failing() })).toThrow('out of memory');
    expect(readSnapshotFile(path, 'v1')?.sequence).toBe(42);
    expect(existsSync(`${path}.part`)).toBe(false);
  });
});
