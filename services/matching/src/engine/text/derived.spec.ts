import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chineseDerivation, chineseFrom } from './chinese.js';
import { keptBytes, keptStamp, readKept } from './derived.js';
import { LATIN, termOf, WORD } from './term.js';

describe('what is derived from dictionaries', () => {
  let folder: string;
  const file = (name: string): URL => pathToFileURL(join(folder, name));
  const heading = { about: 'of nobody', stamp: 's-1' };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'derived-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read as it was kept', () => {
    const data = chineseDerivation.derive();
    writeFileSync(file('chinese.bin'), keptBytes(heading, data));
    const kept = readKept(file('chinese.bin'));
    expect(kept?.stamp).toBe('s-1');
    const [made, read] = [chineseFrom(data), chineseFrom(kept?.data as typeof data)];
    expect([...read.simplified].join()).toBe([...made.simplified].join());
    expect([...read.meanings].join()).toBe([...made.meanings].join());
    expect(read.meanings.size).toBeGreaterThan(50_000);
    expect([read.simplified.get('電'), read.meanings.get('轴承')]).toEqual(['电', 'bear']);
    const walked = new Map<number, number[]>();
    for (const [word, stems] of read.meanings)
      for (const stem of stems.split(' ')) {
        const term = termOf(LATIN, stem);
        walked.set(term, [...(walked.get(term) ?? []), termOf(WORD, word)]);
      }
    const wrong = [...walked].filter(([stem, words]) => read.wordsMeaning(stem).join() !== words.join());
    expect(wrong).toEqual([]);
    expect([...read.wordsMeaning(termOf(LATIN, 'notaword'))]).toEqual([]);
  });

  it('is not taken from a file that is damaged, cut short or missing', () => {
    const bytes = keptBytes(heading, { words: Uint32Array.from([1, 2]) });
    writeFileSync(file('whole.bin'), bytes);
    expect(readKept(file('whole.bin'))?.data).toEqual({ words: Uint32Array.from([1, 2]) });
    expect(keptStamp(file('whole.bin'))).toBe('s-1');
    writeFileSync(file('short.bin'), bytes.subarray(0, -1));
    writeFileSync(file('headless.bin'), bytes.subarray(0, 10));
    expect(['short.bin', 'headless.bin', 'none.bin'].map((name) => readKept(file(name)))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(keptStamp(file('none.bin'))).toBeUndefined();
  });
});
