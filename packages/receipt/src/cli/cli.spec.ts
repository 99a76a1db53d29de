import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  concludedLeaf,
  ed25519Signer,
  ledger,
  origin,
  parties,
  receiptOf,
  recorded,
  signing,
  terms,
} from '../../test/ledger-fixture.js';
import { fromBase64, utf8 } from '../bytes.js';
import { isSignatureBy, registrationPayload, rotationPayload } from '../key-registration.js';
import type { KeyRegistration, KeyRotation } from '../key-registration.js';
import { refusalCodes } from '../refusal.js';
import { signingPayload } from '../receipt/party-signature.js';
import { createReceipt, formatReceipt } from '../receipt/receipt.js';
import { portableChecks } from '../signature/signature-checks.js';
import { readLanguage } from './config.js';
import type { Language } from './config.js';
import { refusalSentences } from './refusal-sentences.js';
import { run } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'lastmile-receipt-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const receipt = receiptOf();
const path = write('receipt.json', formatReceipt(receipt));
const key = ledger.log[0]!.verifierKey;

const call = async (args: readonly string[], input = '', language: Language = 'zh') => {
  const said: { out: string[]; err: string[] } = { out: [], err: [] };
  const code = await run(args, {
    language,
    read: async (from) => (from === '-' ? utf8(input) : readFile(from)),
    out: (text) => said.out.push(text),
    err: (text) => said.err.push(text),
  });
  return { code, out: said.out.join('\n'), err: said.err.join('\n') };
};

describe('lastmile-receipt verify', () => {
  it('says in Chinese that a receipt by a pinned key is valid, and what it proves', async () => {
    const { code, out, err } = await call([
      'verify',
      path,
      '--key',
      key,
      '--terms',
      write('terms.json', JSON.stringify(terms, undefined, 2)),
    ]);
    expect([code, err]).toEqual([0, '']);
    expect(out.split('\n')[0]).toBe('✓ 凭证有效，由您指定的日志密钥签发。');
    for (const part of [
      '合同签订 c-2f6e',
      `日志 ${origin} 共 11 条中的第 6 条`,
      '与给出的条款文本一致',
      'org-university',
      '密钥已指定',
    ])
      expect(out).toContain(part);
  });

  it('says plainly when no key was pinned, with an exit code of its own', async () => {
    const chinese = await call(['verify', path]);
    expect(chinese.code).toBe(3);
    expect(chinese.out).toContain('凭证与它自带的密钥一致；该密钥属于谁，未经核对');
    const english = await call(['verify', '--lang', 'en', path]);
    expect(english.code).toBe(3);
    expect(english.out).toContain(
      'The receipt is consistent with the key that it carries; whose key that is, nobody has checked.',
    );
    expect(english.out).toContain('the terms were not compared');
  });

  it('reads standard input, and gives the verdict as JSON', async () => {
    const { code, out } = await call(['verify', '-', '--json', '--key', key], JSON.stringify(receipt, undefined, 2));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, trusted: true, size: 11 });
  });

  it('refuses with a sentence, the code and the place', async () => {
    const broken = write('broken.json', formatReceipt({ ...receipt, index: 4 }));
    expect(await call(['verify', broken])).toMatchObject({
      code: 1,
      out: '✗ 凭证不成立：包含证明不成立：检查点中的日志没有这一条目（INCLUSION_INVALID，位置 proof）。',
    });
    const english = await call(['verify', broken, '--lang', 'en', '--json']);
    expect([english.code, JSON.parse(english.out)]).toEqual([1, { ok: false, code: 'INCLUSION_INVALID', where: 'proof' }]);
    const stranger = await call(['verify', path, '--key', ed25519Signer(origin, 9).verifierKey]);
    expect(stranger.code).toBe(1);
    expect(stranger.out).toContain('LOG_KEY_NOT_TRUSTED');
    const wrongTerms = await call(['verify', path, '--terms', write('other.json', '{}')]);
    expect([wrongTerms.code, wrongTerms.out.includes('TERMS_HASH_MISMATCH')]).toEqual([1, true]);
  });

  it.each([
    ['a file that is not there', ['verify', join(folder, 'none.json')], '无法读取'],
    ['bytes that are no text', ['verify', write('bytes', Uint8Array.of(0xff, 0xfe))], '不是 UTF-8'],
    ['a key that is none', ['verify', path, '--key', 'x'], '--key 不是验证密钥'],
    ['terms that are no JSON', ['verify', path, '--terms', write('no-terms', '{')], '不是 JSON 条款文本'],
    ['no file', ['verify'], '用法'],
    ['two files', ['verify', path, path], '用法'],
    ['an unknown option', ['verify', path, '--force'], '用法'],
    ['an unknown language', ['verify', path, '--lang', 'fr'], '用法'],
    ['an unknown command', ['toString'], '用法'],
    ['nothing', [], '用法'],
  ])('answers 2 for %s', async (_, args, sentence) => {
    const { code, out, err } = await call(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });

  it('answers 2 for what is no JSON, and with help when asked', async () => {
    expect(await call(['verify', '-'], 'hello')).toMatchObject({ code: 2, out: expect.stringContaining('JSON_INVALID') });
    expect(await call(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('退出码') });
    expect(await call(['--help', '--lang', 'en'])).toMatchObject({ out: expect.stringContaining('Exit codes') });
    expect(await call(['nonsense', '--lang', 'en'])).toMatchObject({ code: 2, err: expect.stringContaining('Usage') });
  });

  it('shows names so that they cannot disguise themselves', async () => {
    const by = { log: ledger.log, witnesses: [ed25519Signer('north.example/\u202etset', 2, 'cosignature')] };
    const given = { ...recorded({ leaf: concludedLeaf(parties), index: 1, size: 2, by }), signing, signatures: parties };
    const { code, out } = await call(['verify', '-'], formatReceipt(createReceipt(given)));
    expect(code).toBe(3);
    expect(out).toContain('north.example/\\u{202e}tset');
    expect(out).not.toContain('\u202e');
  });
});

describe('lastmile-receipt keygen and sign', () => {
  const payload = signingPayload(signing);

  it.each([
    ['Ed25519', []],
    ['SM2', ['--sm2']],
    ['SM2', ['--sm2', '--user-id', '']],
  ] as const)('%s %j: a key of the owner alone, whose signatures verify', async (algorithm, options) => {
    const out = join(folder, `key-${algorithm}-${options.length}.json`);
    const made = await call(['keygen', '--out', out, ...options]);
    expect(made.code).toBe(0);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    const publicHalf = JSON.parse(made.out) as { publicKey: string; keyId: string; userId?: string };
    expect(publicHalf).toMatchObject({ algorithm, keyId: expect.stringMatching(/^[0-9a-f]{16}$/) });
    const { secretKey } = JSON.parse(readFileSync(out, 'utf8')) as { secretKey: string };
    expect(made.out + made.err).not.toContain(secretKey);

    const signed = await call(
      ['sign', '--key', out, '--terms', write('signed-terms.json', JSON.stringify(terms)), '-'],
      `${payload}\n`,
    );
    expect(signed.code).toBe(0);
    expect(signed.err).toContain('合同 c-2f6e 第 3 版');
    const answer = JSON.parse(signed.out) as { signature: string };
    expect(answer).toEqual({ ...publicHalf, signature: answer.signature });
    const [signature, publicKey] = [answer.signature, publicHalf.publicKey].map((text) => fromBase64(text) ?? new Uint8Array(0));
    const claim = { message: utf8(payload), signature: signature!, publicKey: publicKey!, userId: publicHalf.userId };
    expect(portableChecks[algorithm](claim)).toBe(true);
    expect(signed.out + signed.err).not.toContain(secretKey);
  });

  const holder = ['--organisation', 'org-university', '--signatory', 's-1', '--role', 'LEGAL_REPRESENTATIVE'];

  it.each([[[]], [['--sm2']]])('%j: prints what registers the key, and what puts it in the place of another', async (options) => {
    const [old, next] = [join(folder, `old-${options.length}.json`), join(folder, `next-${options.length}.json`)];
    const made = await call(['keygen', '--out', old, ...options, ...holder, '--valid-until', '2029-01-01T00:00:00.000Z']);
    const registration = JSON.parse(made.out) as KeyRegistration;
    const claim = { ...registration, organisationId: 'org-university' };
    expect(registration).toMatchObject({
      signatory: { id: 's-1', role: 'LEGAL_REPRESENTATIVE' },
      validUntil: expect.any(String),
    });
    expect(isSignatureBy(claim, { text: registrationPayload(claim), signature: registration.proof })).toBe(true);
    expect(made.out).not.toContain((JSON.parse(readFileSync(old, 'utf8')) as { secretKey: string }).secretKey);

    await call(['keygen', '--out', next, '--sm2']);
    const rotated = await call(['register', '--key', next, '--replaces', old, ...holder]);
    const rotation = JSON.parse(rotated.out) as KeyRotation & { replaces: string };
    const text = rotationPayload(rotation.replaces, { ...rotation, organisationId: 'org-university' });
    expect(isSignatureBy(registration, { text, signature: rotation.rotationProof })).toBe(true);
    expect((await call(['register', '--key', next, ...holder])).code).toBe(0);
  });

  it('takes no holder that the platform would not', async () => {
    for (const wrong of [
      ['--organisation', 'org-university'],
      ['--signatory', 's-1'],
      ['--organisation', 'org-university', '--signatory', '张三'],
      [...holder, '--role', 'FRIEND'],
      [...holder, '--valid-until', 'tomorrow'],
    ])
      expect(await call(['keygen', '--out', join(folder, 'no-holder.json'), ...wrong])).toMatchObject({ code: 2, out: '' });
    expect(existsSync(join(folder, 'no-holder.json'))).toBe(false);
    expect(await call(['register', '--key', 'x'])).toMatchObject({ code: 2, out: '' });
  });

  it.each(['', '--sm2'])('check %s: tells a signature over this payload from every other', async (option) => {
    const out = join(folder, `checked${option}.json`);
    await call(['keygen', '--out', out, ...[option].filter(Boolean)]);
    const { out: signed } = await call(['sign', '--key', out, '-'], payload);
    const check = (answer: string, text = payload) =>
      call(['check', '--signed', write(`signed${option}.json`, answer), '--lang', 'en', '-'], text);
    expect(await check(signed)).toMatchObject({ code: 0, out: expect.stringContaining('signed contract c-2f6e, version 3') });
    expect(await check(signed, signingPayload({ ...signing, version: 4 }))).toMatchObject({ code: 1 });
    const answer = JSON.parse(signed) as Record<string, string>;
    const other = await call(['keygen', '--out', join(folder, `stranger${option}.json`), ...[option].filter(Boolean)]);
    const { publicKey, keyId } = JSON.parse(other.out) as Record<string, string>;
    for (const change of [{ publicKey, keyId }, { keyId }, ...(option ? [{ userId: 'other' }] : [])])
      expect(await check(JSON.stringify({ ...answer, ...change }))).toMatchObject({ code: 1 });
    for (const broken of ['{', '{}', JSON.stringify({ ...answer, algorithm: 'RSA' })])
      expect(await check(broken)).toMatchObject({ code: 2, out: '' });
    expect(await check(signed, 'another text')).toMatchObject({ code: 2, out: '' });
  });

  it('never writes over a file', async () => {
    const there = write('there.json', 'mine');
    expect(await call(['keygen', '--out', there])).toMatchObject({ code: 2, out: '' });
    expect(readFileSync(there, 'utf8')).toBe('mine');
  });

  it.each([
    ['another text', 'transfer everything', '不是合同条款的待签文本'],
    ['two payloads', `${payload}\n${payload}`, '不是合同条款的待签文本'],
  ])('does not sign %s', async (_, text, sentence) => {
    const out = join(folder, `key-${text.length}.json`);
    await call(['keygen', '--out', out]);
    const { code, out: said, err } = await call(['sign', '--key', out, '-'], text);
    expect([code, said]).toEqual([2, '']);
    expect(err).toContain(sentence);
  });

  it('does not sign when the terms are others, or the key is none', async () => {
    const out = join(folder, 'key-terms.json');
    await call(['keygen', '--out', out]);
    const others = write('other-terms.json', JSON.stringify({ ...terms, title: '另一份' }));
    expect(await call(['sign', '--key', out, '--terms', others, '-'], payload)).toMatchObject({
      code: 2,
      out: '',
      err: '待签文本不是这份条款的，拒绝签署',
    });
    expect(await call(['sign', '--key', others, '-'], payload)).toMatchObject({ code: 2, out: '' });
    expect(await call(['sign', '-'], payload)).toMatchObject({ code: 2, err: expect.stringContaining('用法') });
    expect(await call(['keygen', '--out', join(folder, 'x'), '--user-id', 'a'])).toMatchObject({ code: 2 });
    expect(await call(['keygen'])).toMatchObject({ code: 2 });
  });
});

describe('language', () => {
  it.each([
    [{}, 'zh'],
    [{ LANG: 'C.UTF-8' }, 'zh'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'en_GB.UTF-8' }, 'en'],
    [{ LANG: 'en' }, 'en'],
    [{ LANG: 'en_US', LC_ALL: 'zh_CN' }, 'zh'],
    [{ LC_MESSAGES: 'en_US', LANG: 'zh_CN' }, 'en'],
    [{ LC_ALL: '', LANG: 'en_US' }, 'en'],
  ])('of %j is %s', (environment, language) => expect(readLanguage(environment)).toBe(language));

  it('knows a sentence in both for every code', () => {
    expect(Object.keys(refusalSentences)).toEqual([...refusalCodes]);
    for (const { zh, en } of Object.values(refusalSentences))
      expect([/\p{Script=Han}/u.test(zh), en.length > 10]).toEqual([true, true]);
  });
});
