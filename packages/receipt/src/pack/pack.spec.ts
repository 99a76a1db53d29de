import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { concludedPack, contractId, draftPack, sealedPack } from '../../test/pack-fixture.js';
import { ledger, ed25519Signer } from '../../test/ledger-fixture.js';
import { run } from '../cli/run.js';
import { canonicalJson } from '../jcs.js';
import { nativeSha256 } from '../node.js';
import { entriesOf, textFile } from './pack.js';
import { packRefusalCodes } from './pack-refusal.js';
import { packSentences } from './pack-report.js';
import { verifyPack } from './verify-pack.js';
import { readZip, writeZip } from './zip.js';
import type { PackFile } from './zip.js';

const trustedKeys = ledger.log.map(({ verifierKey }) => verifierKey);
const quick = { sha256: nativeSha256 };
const filesOf = (pack: Uint8Array): PackFile[] => readZip(pack) ?? [];

/** As somebody would who changes files and then lists them anew. */
const relisted = (files: readonly PackFile[]): Uint8Array => {
  const rest = files.filter(({ path }) => path !== 'manifest.json');
  const manifest = { format: 'lastmile-pack/v1', contractId, files: entriesOf(rest) };
  return writeZip([...rest, textFile('manifest.json', canonicalJson(manifest))]);
};
const changed = (pack: Uint8Array, path: string, change: (text: string) => string): PackFile[] =>
  filesOf(pack).map((file) => (file.path === path ? textFile(path, change(Buffer.from(file.bytes).toString())) : file));

describe('a pack', () => {
  it('holds from end to end under a pinned key', () => {
    const verdict = verifyPack(sealedPack(), { trustedKeys, ...quick });
    expect(verdict).toMatchObject({ ok: true, trusted: true, contractId, revision: 2, events: 7 });
    expect(verdict.ok && [verdict.seal?.leaf.type, verdict.conclusion?.leaf.type]).toEqual([
      'DILIGENCE_SEALED',
      'CONTRACT_CONCLUDED',
    ]);
    expect(verifyPack(concludedPack(), { trustedKeys })).toMatchObject({ ok: true, trusted: true, revision: 6 });
  });

  it('is consistent and no more without a pinned key or a receipt', () => {
    expect(verifyPack(sealedPack())).toMatchObject({ ok: true, trusted: false });
    expect(verifyPack(draftPack(), { trustedKeys })).toMatchObject({ ok: true, trusted: false });
  });

  it('is made of the same bytes each time', () => expect(Buffer.compare(sealedPack(), sealedPack())).toBe(0));

  it('is refused when any byte of it is changed', () => {
    const pack = sealedPack();
    for (let at = 0; at < pack.length; at += 1) {
      const other = Uint8Array.from(pack);
      other[at] = (other[at] ?? 0) ^ (1 << (at % 8));
      expect(verifyPack(other, quick)).toMatchObject({ ok: false, where: expect.any(String) as string });
    }
  });

  it('is refused when it is cut or extended', () => {
    const pack = draftPack();
    for (const length of [0, 1, 21, 22, pack.length - 1]) expect(verifyPack(pack.slice(0, length)).ok).toBe(false);
    expect(verifyPack(Uint8Array.from([...pack, 0]))).toMatchObject({ code: 'PACK_UNREADABLE' });
  });

  it('names the file that was changed, taken out or put in', () => {
    const files = filesOf(sealedPack());
    for (const { path, bytes } of files.filter((file) => file.path !== 'manifest.json')) {
      const other = writeZip(files.map((file) => (file.path === path ? { path, bytes: Uint8Array.from([...bytes, 32]) } : file)));
      expect(verifyPack(other, quick)).toEqual({ ok: false, code: 'PACK_FILE_CHANGED', where: path });
      expect(verifyPack(writeZip(files.filter((file) => file.path !== path)), quick)).toEqual({
        ok: false,
        code: 'PACK_FILE_MISSING',
        where: path,
      });
    }
    expect(verifyPack(writeZip([...files, textFile('x.txt', 'x')]))).toEqual({
      ok: false,
      code: 'PACK_FILE_UNEXPECTED',
      where: 'x.txt',
    });
  });

  it.each([
    ['record/history.json', (text: string) => text.replace('UNIT', 'NONE'), 'PACK_HISTORY_INVALID'],
    ['since.json', (text: string) => text.replace('org-university', 'org-other-one'), 'PACK_HISTORY_INVALID'],
    ['record/terms/3.json', (text: string) => text.replace('1200000', '1100000'), 'PACK_FILE_CHANGED'],
    ['record/notices.json', (text: string) => text.replace('UNIT', 'NONE'), 'PACK_FILE_CHANGED'],
    ['README.txt', (text: string) => text.replace('SHA-256', 'SHA-257'), 'PACK_FILE_CHANGED'],
    ['receipt.json', (text: string) => text.replace('"index":5', '"index":4'), 'INCLUSION_INVALID'],
    ['seal/receipt.json', (text: string) => `${text}\n`, 'PACK_NOT_CANONICAL'],
  ])('is refused when %s is changed and listed anew', (path, change, code) =>
    expect(verifyPack(relisted(changed(sealedPack(), path, change)), quick)).toMatchObject({ ok: false, code }),
  );

  it('is refused when a receipt is left out or belongs to something else, or the seal to another record', () => {
    const files = filesOf(sealedPack());
    for (const path of ['receipt.json', 'seal/receipt.json']) {
      const without = relisted(files.filter((file) => file.path !== path));
      expect(verifyPack(without, quick)).toMatchObject({ ok: false, code: 'PACK_FILE_MISSING', where: path });
    }
    const text = Buffer.from(files.find(({ path }) => path === 'seal/receipt.json')?.bytes ?? []).toString();
    expect(verifyPack(relisted(changed(sealedPack(), 'receipt.json', () => text)), quick)).toMatchObject({
      code: 'PACK_RECEIPT_MISMATCH',
    });
    expect(verifyPack(sealedPack({ packHash: 'ab'.repeat(32) }), quick)).toMatchObject({ code: 'PACK_SEAL_MISMATCH' });
    expect(verifyPack(sealedPack(), { trustedKeys: [ed25519Signer('other', 9).verifierKey] })).toMatchObject({
      code: 'LOG_KEY_NOT_TRUSTED',
    });
  });
});

describe('the program', () => {
  const verified = async (pack: Uint8Array, ...args: string[]): Promise<{ code: number; said: string }> => {
    let said = '';
    const out = (text: string): void => void (said += text);
    const code = await run(['verify', 'pack.zip', ...args], { language: 'zh', read: () => Promise.resolve(pack), out, err: out });
    return { code, said };
  };
  const pinned = trustedKeys.flatMap((key) => ['--key', key]);

  it('verifies a pack, and answers by its exit code', async () => {
    expect(await verified(sealedPack(), ...pinned)).toMatchObject({
      code: 0,
      said: expect.stringContaining('证据包有效') as string,
    });
    expect((await verified(sealedPack(), '--lang', 'en')).code).toBe(3);
    expect(await verified(draftPack(), ...pinned)).toMatchObject({ code: 3, said: expect.stringContaining('未封存') as string });
    const broken = relisted(changed(sealedPack(), 'since.json', (text) => text.replace('org-university', 'org-other-one')));
    expect(await verified(broken, ...pinned, '--lang', 'en')).toMatchObject({
      code: 1,
      said: '✗ The pack is refused: the history has a gap, or a hash that is not its event’s (PACK_HISTORY_INVALID at since.json).',
    });
    expect(JSON.parse((await verified(draftPack(), '--json')).said)).toMatchObject({ ok: true, trusted: false });
  });

  it('has its codes in the README', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    for (const code of packRefusalCodes) expect(readme).toContain(`| \`${code}\``);
    expect(Object.keys(packSentences)).toEqual([...packRefusalCodes]);
  });
});
