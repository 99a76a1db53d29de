import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import type { Terms } from '@lastmile/protocol';
import { terms } from '../../test/evidence.fixture.js';
import { clausesOf, moneyText } from './contract-clauses.js';
import { ordinal, printContract } from './contract-print.js';
import type { PrintedContract } from './contract-print.js';
import { threadPrinter } from './printer.js';
import { pdfDate } from './pdf-file.js';
import { typeface } from './typeface.js';

const faces = { text: typeface('NotoSerifSC-Regular', 400), bold: typeface('NotoSerifSC-Bold', 700) };
const hash = 'ab'.repeat(32);
const draft: PrintedContract = {
  id: 'c-1',
  title: '生物活性填料',
  parties: [
    { organisationId: 'u-1', side: 'SUPPLY', name: '示范大学' },
    { organisationId: 'e-1', side: 'DEMAND' },
  ],
  terms: { version: 2, hash, content: terms },
  signatures: [],
  draftedAt: '2026-03-01T08:00:00.000Z',
};
const concluded: PrintedContract = {
  ...draft,
  signatures: [
    {
      organisationId: 'u-1',
      algorithm: 'Ed25519',
      keyId: '0123456789abcdef',
      signature: 'q8rX'.repeat(22),
      signedAt: '2026-03-02T08:00:00.000Z',
    },
  ],
  concludedAt: '2026-03-02T08:00:01.000Z',
  registrationNumber: '26110108000123',
  leafIndex: 17,
  verifyUrl: `https://example.org/verify?index=17&termsHash=${hash}`,
};
const withScope = (scope: string): PrintedContract => ({
  ...concluded,
  terms: { version: 2, hash, content: { ...terms, scope } },
});

const streamsOf = (pdf: Buffer): string[] => {
  const text = pdf.toString('latin1');
  return Array.from(text.matchAll(/\/Length (\d+) \/Length1 \d+ >>\nstream\n/g), ({ 0: head, 1: length, index }) => {
    const start = index + head.length;
    return inflateSync(pdf.subarray(start, start + Number(length))).toString('latin1');
  });
};

/** What a reader of the file finds: glyphs back to characters by each font's own map. */
const textOf = (pdf: Buffer): string => {
  const streams = streamsOf(pdf);
  const maps = streams
    .filter((stream) => stream.includes('beginbfchar'))
    .map(
      (stream) =>
        new Map(
          Array.from(stream.matchAll(/<(\w{4})> <(\w+)>/g), ([, glyph = '', code = '']) => [
            glyph,
            Buffer.from(code, 'hex').swap16().toString('utf16le'),
          ]),
        ),
    );
  return streams
    .filter((stream) => stream.includes(' TJ ET'))
    .flatMap((stream) => Array.from(stream.matchAll(/\/F(\d) [^[]*\[([^\]]*)\] TJ/g)))
    .map(([, font, shown = '']) =>
      (shown.match(/[0-9A-F]{4}(?=[0-9A-F]*>)/g) ?? []).map((glyph) => maps[Number(font) - 1]?.get(glyph) ?? '').join(''),
    )
    .join('\n');
};

describe('the print of a contract', () => {
  it('says what was agreed, amounts in full, who signed by which key, and where to verify', () => {
    const text = textOf(printContract(concluded, faces));
    for (const part of [
      '技术许可合同',
      '生物活性填料产业化项目',
      '示范大学（u-1）',
      '甲方（供方）',
      '¥980,000.00（大写：人民币玖拾捌万元整）',
      '独占许可',
      '2027年1月1日',
      '0123456789abcdef',
      'Ed25519',
      '26110108000123',
      '第1页　共',
      hash,
      '公开存证日志条目：第17号',
      'https://example.org/verify?index=17',
    ])
      expect(text.replaceAll(/[ \n]/g, '')).toContain(part.replaceAll(/[ \n]/g, ''));
    expect(text).not.toContain('草稿');
  });

  it('says on each page of a draft that it is one', () => {
    const text = textOf(printContract(draft, faces));
    const pages = text.match(/第 ?\d+ ?页/g)?.length;
    expect(text.match(/^草稿$/gm)).toHaveLength(pages ?? 0);
    expect(text).toContain('尚未成立');
  });

  it('is a file that begins, ends and refers to itself as it should', () => {
    const pdf = printContract(concluded, faces).toString('latin1');
    expect(pdf.startsWith('%PDF-1.7\n')).toBe(true);
    const [, start = ''] = /startxref\n(\d+)\n%%EOF\n$/.exec(pdf) ?? [];
    const table = pdf.slice(Number(start));
    expect(table.startsWith('xref\n')).toBe(true);
    const offsets = Array.from(table.matchAll(/^(\d{10}) 00000 n/gm), ([, offset]) => Number(offset));
    offsets.forEach((offset, at) => expect(pdf.slice(offset).startsWith(`${at + 1} 0 obj\n`)).toBe(true));
    expect(pdf).toContain(`/CreationDate ${pdfDate('2026-03-02T08:00:01.000Z')}`);
    expect(pdfDate('2026-03-02T08:00:01.000Z')).toBe('(D:20260302080001Z)');
  });

  it('names every character that the fonts lack, and has the rare ones of chemistry', () => {
    const text = textOf(printContract(withScope('氘代溶剂、镱、α-氧化铝、25 μm、≥ 0.1、𬭊与𠮷\u0007'), faces));
    expect(text).toContain('氘代溶剂、镱、α-氧化铝');
    expect(text).toContain('〔U+2CB4A〕与〔U+20BB7〕');
    expect(text.replaceAll('\n', '')).toMatch(/字体缺少下列字符.*U\+20BB7、U\+2CB4A/);
    expect(textOf(printContract(concluded, faces))).not.toContain('缺少下列字符');
  });

  it('breaks no line before a closing mark or behind an opening one, and loses nothing', () => {
    const scope = '甲乙丙丁，“戊己庚辛”（壬癸子丑）、寅卯辰巳。'.repeat(20);
    const text = textOf(printContract(withScope(scope), faces));
    const lines = text.split('\n').filter((line) => /[甲戊壬寅]/.test(line));
    for (const line of lines) {
      expect(line).not.toMatch(/^[，。、”）]/);
      expect(line).not.toMatch(/[“（]$/);
    }
    expect(text.replaceAll('\n', '')).toContain(scope);
  });

  it('cuts a word that no line holds', () => {
    const word = 'x'.repeat(400);
    expect(textOf(printContract(withScope(word), faces)).replaceAll('\n', '')).toContain(word);
  });

  it('prints what has no terms yet', () => {
    const { terms: _, ...bare } = draft;
    expect(textOf(printContract(bare, faces))).toContain('双方尚未提出合同条款。');
  });

  it('does not depend on what was printed before', () => {
    const fresh = { text: typeface('NotoSerifSC-Regular', 400), bold: typeface('NotoSerifSC-Bold', 700) };
    expect(Buffer.compare(printContract(concluded, fresh), printContract(concluded, faces))).toBe(0);
  });
});

describe('the printer', () => {
  const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const program = `
    const { threadPrinter } = await import(process.argv[1]);
    const { createHash } = await import('node:crypto');
    const bytes = await threadPrinter().print(JSON.parse(process.argv[2]));
    process.stdout.write(createHash('sha256').update(bytes).digest('hex'));
    process.exit(0);`;

  const printer = threadPrinter();
  afterAll(() => printer.stop());

  it('prints the same bytes in another process, and in its thread', async () => {
    const module = new URL('../../dist/document/printer.js', import.meta.url).href;
    const other = spawnSync(process.execPath, ['--input-type=module', '-e', program, module, JSON.stringify(concluded)], {
      encoding: 'utf8',
    });
    const own = digest(await printer.print(concluded));
    expect([own, other.stdout]).toEqual([digest(printContract(concluded, faces)), own]);
  });

  it('fails alone what cannot be printed', async () => {
    await expect(printer.print({ ...draft, terms: { version: 1, hash, content: {} as Terms } })).rejects.toThrow();
    expect((await printer.print(draft)).length).toBeGreaterThan(10_000);
  });
});

describe('clauses', () => {
  it('leave out what was not agreed', () =>
    expect(clausesOf(terms).map(({ en }) => en)).toEqual([
      'Project and kind',
      'Object, content, scope',
      'Scope of use',
      'Price and payment',
      'Term, plan, milestones',
    ]));
  it('count as the Chinese do', () => expect([1, 10, 11, 20, 21].map(ordinal)).toEqual(['一', '十', '十一', '二十', '二十一']));
  it('write money in both ways', () =>
    expect(moneyText({ amount: '1200000.05', currency: 'CNY' })).toBe('¥1,200,000.05（大写：人民币壹佰贰拾万元零伍分）'));
});
