import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { temporaryDirectory } from '@lastmile/testing';
import { masterKeysFrom, openBox, sealBox } from './master-keys.js';
import { openSubjectVault, SubjectErasedError, subjectOf } from './subject-vault.js';

const folder = temporaryDirectory('lastmile-vault');
afterAll(() => folder.remove());
const newKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const filesIn = (path: string): string =>
  readdirSync(path)
    .map((name) => readFileSync(join(path, name), 'latin1'))
    .join();

describe('a sealed box', () => {
  const key = randomBytes(32);
  it('gives back what went in, and nothing for another key or place', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string(), (bytes, aad) => {
        const box = sealBox(bytes, { key, aad });
        expect(openBox(box, { key, aad })).toEqual(Buffer.from(bytes));
        expect(() => openBox(box, { key, aad: `${aad}x` })).toThrow();
        expect(() => openBox(box, { key: randomBytes(32), aad })).toThrow();
      }),
    ));
  it('is refused with any byte flipped, and cut short', () => {
    const box = sealBox(Buffer.from('中文 text'), { key, aad: 'a' });
    box.forEach((_, at) => {
      const other = Buffer.from(box);
      other[at] = (other[at] ?? 0) ^ 1;
      expect(() => openBox(other, { key, aad: 'a' })).toThrow();
      expect(() => openBox(box.subarray(0, at), { key, aad: 'a' })).toThrow();
    });
  });
});

describe('master keys', () => {
  it('are rotated: the new one wraps, the old one still unwraps', () => {
    const [old, next] = [newKey('k1'), newKey('k2')];
    const wrapped = masterKeysFrom(old).wrap(Buffer.from('data key'), 'x');
    const both = masterKeysFrom(`${next},${old}`);
    expect(both.unwrap(wrapped, 'x').toString()).toBe('data key');
    expect(both.wrap(Buffer.from('d'), 'x').kid).toBe('k2');
    expect(() => masterKeysFrom(next).unwrap(wrapped, 'x')).toThrow('no master key k1');
    expect(() => both.unwrap(wrapped, 'y')).toThrow();
  });
  it('that are not keys are refused without being shown', () => {
    const spoiled = newKey('k1').slice(0, -4);
    for (const text of ['', spoiled, `${newKey('a')},${newKey('a')}`])
      expect(() => masterKeysFrom(text)).toThrow('master keys are written id:base64 of 32 bytes, each id once');
  });
});

describe('the vault of persons', () => {
  const masters = masterKeysFrom(newKey('k1'));
  const path = join(folder.path, 'subjects');
  const vault = openSubjectVault(path, masters);
  const input = { subjectId: 'p-1', scope: 'contract-1', plaintext: '王小明', organisationId: 'u' };

  it('opens a value where it belongs, alike after a restart', async () => {
    const sealed = await vault.seal(input);
    expect(sealed).not.toContain('王');
    expect(await vault.seal(input)).toBe(sealed);
    expect(subjectOf(sealed)).toBe('p-1');
    const reopened = openSubjectVault(path, masters);
    expect(await reopened.unseal(sealed, 'contract-1')).toBe('王小明');
    await expect(reopened.unseal(sealed, 'contract-2')).rejects.toThrow();
    expect(await vault.find('p-1')).toEqual({ state: 'HELD', organisationId: 'u' });
  });
  it('gives all who come at once the same key', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => vault.seal({ ...input, subjectId: 'p-2' })));
    expect(new Set(all).size).toBe(1);
  });
  it('has no byte of a destroyed key left, and takes nothing new of that person', async () => {
    const sealed = await vault.seal({ ...input, subjectId: 'p-3' });
    const keys = readdirSync(path).filter((name) => name.endsWith('.key'));
    const before = filesIn(path);
    await vault.erase('p-3');
    const [gone] = keys.filter((name) => !readdirSync(path).includes(name));
    expect(gone).toBeDefined();
    expect(before.length).toBeGreaterThan(filesIn(path).length);
    const keyId = sealed.split('.')[2] ?? '-';
    expect(before).toContain(keyId);
    expect(filesIn(path)).not.toContain(keyId);
    expect(await vault.unseal(sealed, 'contract-1')).toBeUndefined();
    await expect(vault.seal({ ...input, subjectId: 'p-3' })).rejects.toThrow(SubjectErasedError);
    await vault.erase('p-3');
    expect(await vault.find('p-3')).toEqual({ state: 'ERASED' });
    expect(await vault.find('p-9')).toEqual({ state: 'NONE' });
  });
});
