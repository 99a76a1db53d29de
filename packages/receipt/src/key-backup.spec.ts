import { openKeyBackup, parseKeyBackup, sealKeyFile } from './key-backup.js';
import { generateKeyFile, openKeyFile } from './keys.js';

const few = 1_000;
const passphrase = '长江 后浪 推前浪 2026';

describe('a backup of a key', () => {
  it.each(['Ed25519', 'SM2'] as const)('gives the %s key back to who knows the passphrase, and it signs', async (algorithm) => {
    const file = generateKeyFile(algorithm);
    const backup = parseKeyBackup(JSON.stringify(await sealKeyFile(file, passphrase, few)));
    expect(backup).toMatchObject({ algorithm, keyId: file.keyId, publicKey: file.publicKey });
    const restored = backup && (await openKeyBackup(backup, passphrase));
    expect(restored).toEqual(file);
    expect((await openKeyFile(restored)).keyId).toBe(file.keyId);
  });

  it('opens by the same words from another keyboard', async () => {
    const backup = await sealKeyFile(generateKeyFile('Ed25519'), 'ＡＢＣ café', few);
    expect(await openKeyBackup(backup, 'ABC cafe\u0301')).toBeDefined();
  });

  it('stays closed for another passphrase, and when anything of it was changed', async () => {
    const backup = await sealKeyFile(generateKeyFile('Ed25519'), passphrase, few);
    const other = await sealKeyFile(generateKeyFile('Ed25519'), passphrase, few);
    expect(await openKeyBackup(backup, `${passphrase}!`)).toBeUndefined();
    for (const change of [
      { keyId: other.keyId },
      { publicKey: other.publicKey },
      { algorithm: 'SM2' as const },
      { cipher: other.cipher },
      { cipher: { ...backup.cipher, iv: other.cipher.iv } },
      { kdf: { ...backup.kdf, iterations: few + 1 } },
      { kdf: { ...backup.kdf, salt: other.kdf.salt } },
    ])
      expect(await openKeyBackup({ ...backup, ...change }, passphrase)).toBeUndefined();
  });

  it('holds the private part in no readable form, and is another each time', async () => {
    const file = generateKeyFile('SM2');
    const [one, other] = [await sealKeyFile(file, passphrase, few), await sealKeyFile(file, passphrase, few)];
    expect(JSON.stringify(one)).not.toContain(file.secretKey);
    expect(one.cipher.data).not.toBe(other.cipher.data);
  });

  it('is told from every other text', async () => {
    const backup = await sealKeyFile(generateKeyFile('Ed25519'), passphrase, few);
    const { kdf, cipher } = backup;
    for (const value of [
      null,
      1,
      {},
      { ...backup, format: 'other' },
      { ...backup, algorithm: 'RSA' },
      { ...backup, publicKey: '?' },
      { ...backup, kdf: null },
      { ...backup, kdf: { ...kdf, iterations: 1e12 } },
      { ...backup, kdf: { ...kdf, iterations: 0.5 } },
      { ...backup, cipher: { ...cipher, name: 'none' } },
    ])
      expect(parseKeyBackup(JSON.stringify(value))).toBeUndefined();
    expect(parseKeyBackup('{')).toBeUndefined();
  });
});
