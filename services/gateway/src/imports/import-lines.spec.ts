import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { temporaryDirectory } from '@lastmile/testing';
import { importLines, longestLine } from './import-lines.js';
import type { ImportLine, LineStart } from './import-lines.js';
import { openSpool } from './spool.js';

const folder = temporaryDirectory('lastmile-lines');
afterAll(() => folder.remove());

const all = async (lines: AsyncIterable<ImportLine>): Promise<ImportLine[]> => {
  const list: ImportLine[] = [];
  for await (const line of lines) list.push(line);
  return list;
};

const read = async (content: string | Buffer, from: LineStart = { offset: 0, row: 0 }): Promise<ImportLine[]> => {
  const file = join(folder.path, 'lines.jsonl');
  writeFileSync(file, content);
  return all(importLines(file, from));
};

describe('the lines of an import', () => {
  it('are what stands between line ends, without the empty ones', async () => {
    const lines = await read('一\r\n\n  \ntwo\n三');
    expect(lines.map(({ row, text }) => [row, text])).toEqual([
      [1, '一'],
      [2, 'two'],
      [3, '三'],
    ]);
  });
  it('can be read on from behind any of them', async () => {
    const parts = fc.array(
      fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\n\r]/g, '')),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(parts, fc.nat(), async (texts, choice) => {
        const content = texts.join('\n');
        const lines = await read(content);
        const expected = texts.map((text) => text.trim()).filter((text) => text !== '');
        expect(lines.map(({ text }) => text)).toEqual(expected);
        const from = lines[choice % Math.max(1, lines.length)];
        if (from) expect(await read(content, { offset: from.end, row: from.row })).toEqual(lines.slice(from.row));
      }),
      { numRuns: 60 },
    );
  });
  it('are marked when they are too long or no UTF-8, and the next is read', async () => {
    const lines = await read(
      Buffer.concat([Buffer.from(`${'x'.repeat(longestLine + 1)}\n`), Buffer.from([0xff, 0xfe, 0x0a]), Buffer.from('ok')]),
    );
    expect(lines.map(({ text }) => text)).toEqual([undefined, undefined, 'ok']);
  });
});

describe('the spool', () => {
  it('counts the rows that will be read, however the body is cut', async () => {
    const spool = await openSpool(join(folder.path, 'spool'), 1_000_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('a', ' ', '\n', '\r', '中')),
        fc.integer({ min: 1, max: 7 }),
        async (characters, size) => {
          const bytes = Buffer.from(characters.join(''));
          const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
            bytes.subarray(index * size, (index + 1) * size),
          );
          const received = await spool.receive(Readable.from(chunks));
          expect(received.rows).toBe((await all(importLines(received.path, { offset: 0, row: 0 }))).length);
          await spool.discard(received);
        },
      ),
      { numRuns: 60 },
    );
  });
  it('leaves nothing of a body that is too large', async () => {
    const path = join(folder.path, 'small');
    const spool = await openSpool(path, 10);
    await expect(spool.receive(Readable.from([Buffer.alloc(6), Buffer.alloc(6)]))).rejects.toThrow('BODY_TOO_LARGE');
    expect(readdirSync(path)).toEqual([]);
  });
});
