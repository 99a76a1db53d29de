import { generateKeyFile, openKeyFile } from '@lastmile/receipt';
import { openBackup, parseBackup, sealKeyFile } from './key-backup.js';

const few = 1_000;
const passphrase = '长江 后浪 推前浪 2026';

describe('a backup of a signing key', () => {
  it.each(['Ed25519', 'SM2'] as const)(
    'gives the %s key back to who knows the passphrase, and it signs as before',
    async (algorithm) => {
      const file = generateKeyFile(algorithm);
      const backup = parseBackup(JSON.stringify(await sealKeyFile(file, passphrase, few)));
      expect(backup).toMatchObject({ algorithm, keyId: file.keyId, publicKey: file.publicKey });
      const opened = backup && (await openBackup(backup, passphrase));
      expect(opened).toEqual(file);
      expect((await openKeyFile(opened)).keyId).toBe(file.keyId);
    },
  );

  it('opens by the same words from another keyboard', async () => {
    const backup = await sealKeyFile(generateKeyFile('Ed25519'), 'ＡＢＣ café', few);
    expect(await openBackup(backup, 'ABC cafe\u0301')).toBeDefined();
  });

  it('stays closed for another passphrase, and when anything of it was changed', async () => {
    const backup = await sealKeyFile(generateKeyFile('Ed25519'), passphrase, few);
    const other = await sealKeyFile(generateKeyFile('Ed25519'), passphrase, few);
    expect(await openBackup(backup, `${passphrase}!`)).toBeUndefined();
    for (const change of [
      { keyId: other.keyId },
      { publicKey: other.publicKey },
      { algorithm: 'SM2' as const },
      { cipher: other.cipher },
      { kdf: { ...backup.kdf, iterations: few + 1 } },
    ])
      expect(await openBackup({ ...backup, ...change }, passphrase)).toBeUndefined();
  });

  it('holds the private part in no readable form', async () => {
    const file = generateKeyFile('Ed25519');
    expect(JSON.stringify(await sealKeyFile(file, passphrase, few))).not.toContain(file.secretKey);
  });

  it('is told from every other text', async () => {
    const backup = await sealKeyFile(generateKeyFile('Ed25519'), passphrase, few);
    for (const value of [null, 1, {}, { ...backup, format: 'other' }, { ...backup, kdf: { ...backup.kdf, iterations: 1e12 } }])
      expect(parseBackup(JSON.stringify(value))).toBeUndefined();
    expect(parseBackup('{')).toBeUndefined();
  });
});
