import { fromBase64, utf8 } from './bytes.js';
import { generateDeviceKeys, generateKeyFile, openKeyFile, signerOfDeviceKeys } from './keys.js';
import type { PartySigner } from './keys.js';
import { parseSigningPayload, partyKeyId, signingPayload } from './receipt/party-signature.js';
import { createNativeChecks } from './node.js';

const native = createNativeChecks();
const payload = signingPayload({ contractId: 'c-1', version: 2, termsHash: 'ab'.repeat(32) });
const bytes = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array(0);
const isRight = async ({ algorithm, userId, publicKey, sign }: PartySigner): Promise<boolean> =>
  native[algorithm]({ message: utf8(payload), signature: bytes(await sign(payload)), publicKey: bytes(publicKey), userId });

describe('keys of a party', () => {
  it.each([
    ['Ed25519', undefined, undefined],
    ['SM2', undefined, '1234567812345678'],
    ['SM2', '', ''],
  ] as const)(
    '%s with user id %p: generated, read back from JSON, its signatures verify elsewhere',
    async (algorithm, given, userId) => {
      const file = generateKeyFile(algorithm, given);
      const signer = await openKeyFile(JSON.parse(JSON.stringify(file)));
      expect(signer).toMatchObject({ algorithm, keyId: partyKeyId(bytes(file.publicKey)), publicKey: file.publicKey });
      expect(signer.userId).toBe(userId);
      expect('userId' in signer).toBe(algorithm === 'SM2');
      expect(await isRight(signer)).toBe(true);
    },
  );

  it('are new each time', () => {
    for (const algorithm of ['Ed25519', 'SM2'] as const) {
      expect(generateKeyFile(algorithm).secretKey).not.toBe(generateKeyFile(algorithm).secretKey);
    }
  });

  it('sign without WebCrypto as well, and the same', async () => {
    const file = generateKeyFile('Ed25519');
    const expected = await (await openKeyFile(file)).sign(payload);
    const kept = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
    // A page without TLS has random numbers and nothing else.
    const getRandomValues = crypto.getRandomValues.bind(crypto);
    Object.defineProperty(globalThis, 'crypto', { value: { getRandomValues }, configurable: true });
    try {
      expect(await (await openKeyFile(file)).sign(payload)).toBe(expected);
      expect(await generateDeviceKeys()).toBeUndefined();
    } finally {
      Object.defineProperty(globalThis, 'crypto', kept);
    }
  });

  it('of a device cannot be read, and sign', async () => {
    const pair = (await generateDeviceKeys())!;
    expect(pair.privateKey.extractable).toBe(false);
    expect(await isRight(await signerOfDeviceKeys(pair))).toBe(true);
    const other = (await generateDeviceKeys())!;
    await expect(signerOfDeviceKeys({ ...pair, publicKey: other.publicKey })).rejects.toThrow(TypeError);
  });

  const file = generateKeyFile('Ed25519');
  it.each([
    ['nothing', null],
    ['another format', { ...file, format: 'lastmile-key/v2' }],
    ['another algorithm', { ...file, algorithm: 'RSA' }],
    ['SM2 without a user id', { ...generateKeyFile('SM2'), userId: undefined }],
    ['a short secret', { ...file, secretKey: 'AAAA' }],
    ['the public key of another', { ...file, publicKey: generateKeyFile('Ed25519').publicKey }],
    ['an SM2 key under the name of Ed25519', { ...generateKeyFile('SM2'), algorithm: 'Ed25519' }],
  ])('of a file with %s are refused', async (_, broken) => expect(openKeyFile(broken)).rejects.toThrow(TypeError));
});

describe('a signing payload', () => {
  it('is read back', () =>
    expect(parseSigningPayload(payload)).toEqual({ contractId: 'c-1', version: 2, termsHash: 'ab'.repeat(32) }));

  it.each([
    '',
    `${payload}\n`,
    ` ${payload}`,
    payload.replace('/v1', '/v2'),
    payload.replace('\n2\n', '\n02\n'),
    payload.replace('c-1', 'c 1'),
    payload.replace('\n2\n', '\n9999999999999999\n'),
    payload.slice(0, -1),
    payload.toUpperCase(),
  ])('%j is none', (text) => expect(parseSigningPayload(text)).toBeUndefined());
});
