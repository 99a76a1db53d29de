import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { receiptOf } from '../test/ledger-fixture.js';
import { refusalSentences } from './cli/refusal-sentences.js';
import { exitCodes } from './cli/terminal.js';
import { formatReceipt, receiptFormat } from './receipt/receipt.js';
import { sm2Identifier } from './note/note-key.js';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const section = (title: string): string => readme.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const rows = (text: string): string[][] =>
  [...text.matchAll(/^\|(.+)\|$/gm)]
    .map(([, row = '']) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .slice(2);

describe('the README', () => {
  it('lists every code with its sentences', () =>
    expect(rows(section('Codes'))).toEqual(Object.entries(refusalSentences).map(([code, { zh, en }]) => [code, zh, en])));

  it('lists every exit code', () =>
    expect(rows(readme.split('\n## ')[0] ?? '').map(([code]) => Number(code))).toEqual(Object.values(exitCodes)));

  it('lists every field of the format, and its names', () => {
    const fields = rows(section('The format, v1')).map(([field]) => field);
    expect(fields.sort()).toEqual(Object.keys(receiptOf()).sort());
    expect(readme).toContain(receiptFormat);
    expect(readme).toContain(sm2Identifier.trim());
  });

  const byHand = /```js\n([^]*?)```/.exec(section('By hand'))?.[1] ?? '';
  const runByHand = (input: string): string[] =>
    spawnSync(process.execPath, ['--input-type=module', '-e', byHand], { input, encoding: 'utf8' }).stdout.trim().split('\n');

  it('verifies by hand', () => {
    const receipt = receiptOf();
    const answers = ['holds the entry', 'signed by the log', 'org-university signed', 'org-enterprise signed'];
    const said = runByHand(formatReceipt(receipt));
    expect(said.map((line) => line.replace(/^ledger\S+ /, ''))).toEqual(answers.map((answer) => `${answer}: true`));
    const moved = runByHand(formatReceipt({ ...receipt, index: 4 }));
    expect(moved[0]).toContain('holds the entry: false');
    const renamed = runByHand(formatReceipt({ ...receipt, checkpoint: receipt.checkpoint.replace('11', '12') }));
    expect(renamed[1]).toBe('signed by the log: false');
  });
});

describe('the package stands alone', () => {
  const imports = (file: string): string[] =>
    [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom |\bimport |\bimport\()'([^']+)'/g)].map(([, name = '']) => name);
  const sources = globSync(join(import.meta.dirname, '**/*.ts')).filter((file) => !file.endsWith('.spec.ts'));
  const isForNode = (file: string): boolean => /\/(cli\/.*|node|pack-(command|report))\.ts$/.test(file);

  it('knows nothing of the platform, and only its three libraries', () => {
    const others = sources.flatMap(imports).filter((name) => !name.startsWith('.') && !name.startsWith('node:'));
    const libraries = others.map((name) =>
      name
        .split('/')
        .slice(0, name.startsWith('@') ? 2 : 1)
        .join('/'),
    );
    expect([...new Set(libraries)].sort()).toEqual(['@noble/curves', '@noble/hashes', 'sm-crypto-v2']);
  });

  it('imports Node in the program and its own door alone, and nothing else imports those', () => {
    const portable = sources.filter((file) => !isForNode(file));
    expect(portable.length).toBeGreaterThan(15);
    expect(portable.flatMap(imports).filter((name) => /^node:|\/cli\/|\/node\.js$/.test(name))).toEqual([]);
  });
});
