import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { fromHex, toHex, utf8 } from '../bytes.js';
import { createNativeChecks, generateSm2Pem, readSm2Key, sm2KeyOf } from '../node.js';
import { isEd25519Key, signEd25519, verifyEd25519 } from './ed25519.js';
import type { SignatureCheck } from './ed25519.js';
import { fromDerSignature, toDerSignature } from './sm2-der.js';
import { isSm2Key, signSm2, verifySm2 } from './sm2.js';

const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array(0);
const message = utf8('一份合同');
const native = createNativeChecks();

const littleEndian = (value: bigint): Uint8Array => hex(value.toString(16).padStart(64, '0')).reverse();
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${toHex(bytes.slice().reverse())}`);
const order = 2n ** 252n + 27742317777372353535851937790883648493n;

describe.each<[string, SignatureCheck]>([
  ['plain JavaScript', verifyEd25519],
  ['Node', native.Ed25519],
])('Ed25519 by %s', (_, check) => {
  const seed = hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
  const publicKey = hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');

  it('gives the known answer of RFC 8032', () => {
    const signature = hex(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
        '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
    expect(signEd25519(hex('72'), seed)).toEqual(signature);
    expect(check({ message: hex('72'), signature, publicKey })).toBe(true);
    expect(check({ message: hex('73'), signature, publicKey })).toBe(false);
  });

  it('refuses every change of one bit', () => {
    const signature = signEd25519(message, seed);
    expect(check({ message, signature, publicKey })).toBe(true);
    for (let bit = 0; bit < 512; bit += 1) {
      const changed = signature.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(check({ message, signature: changed, publicKey })).toBe(false);
    }
  });

  it('refuses a scalar that is larger by the order of the group: the same signature written otherwise', () => {
    const signature = signEd25519(message, seed);
    const scalar = littleEndian(numberOf(signature.subarray(32)) + order);
    expect(check({ message, signature: Uint8Array.from([...signature.subarray(0, 32), ...scalar]), publicKey })).toBe(false);
  });

  const prime = 2n ** 255n - 19n;
  const smallOrder = [
    littleEndian(0n),
    littleEndian(1n),
    littleEndian(prime - 1n),
    littleEndian(prime),
    littleEndian(prime + 1n),
    littleEndian(2n ** 255n),
    littleEndian(2n ** 255n + 1n),
    hex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
    hex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85'),
    hex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'),
    hex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa'),
  ];
  it('refuses keys of small order, which would verify anything, and second encodings', () => {
    for (const key of smallOrder) {
      expect(isEd25519Key(key)).toBe(false);
      for (const point of smallOrder) {
        const signature = Uint8Array.from([...point, ...new Uint8Array(32)]);
        expect(check({ message, signature, publicKey: key })).toBe(false);
      }
    }
  });

  it.each([0, 31, 33, 64])('refuses a key of %i bytes and a signature of as many', (length) => {
    const bytes = new Uint8Array(length).fill(7);
    expect(check({ message, signature: signEd25519(message, seed), publicKey: bytes })).toBe(false);
    expect(check({ message, signature: bytes, publicKey })).toBe(false);
  });
});

describe('SM2 between two implementations', () => {
  const key = readSm2Key(generateSm2Pem());
  const userId = '';

  it('Node signs, both verify', () => {
    for (let round = 0; round < 8; round += 1) {
      const claim = { message, signature: key.sign(message), publicKey: key.publicKey, userId };
      expect([verifySm2(claim), native.SM2(claim)]).toEqual([true, true]);
    }
  });

  it('plain JavaScript signs, both verify', () => {
    const pair = sm2.generateKeyPairHex();
    const publicKey = hex(pair.publicKey);
    for (let round = 0; round < 8; round += 1) {
      const signature = signSm2({ message, secretKey: hex(pair.privateKey), userId });
      expect(verifySm2({ message, signature, publicKey, userId })).toBe(true);
      expect(native.SM2({ message, signature, publicKey, userId })).toBe(true);
    }
  });

  it('the user id is part of what is signed', () => {
    const claim = { message, signature: key.sign(message), publicKey: key.publicKey };
    for (const check of [verifySm2, native.SM2]) {
      expect(check({ ...claim, userId: '1234567812345678' })).toBe(false);
      expect(check({ ...claim, userId: undefined })).toBe(false);
    }
  });

  it('no user id is not the customary one: it is refused', () => {
    const pair = sm2.generateKeyPairHex();
    const signature = signSm2({ message, secretKey: hex(pair.privateKey), userId: '1234567812345678' });
    for (const check of [verifySm2, native.SM2])
      expect(check({ message, signature, publicKey: hex(pair.publicKey) })).toBe(false);
  });

  it('another user id, also in Chinese, works where it is named', () => {
    const pair = sm2.generateKeyPairHex();
    for (const id of ['1234567812345678', '北京某大学', '𠮷']) {
      const signature = signSm2({ message, secretKey: hex(pair.privateKey), userId: id });
      const claim = { message, signature, publicKey: hex(pair.publicKey) };
      expect(native.SM2({ ...claim, userId: id })).toBe(true);
      expect(native.SM2({ ...claim, userId: '' })).toBe(false);
    }
  });

  it('a key as Node generates it is refused: it signs ECDSA on the same curve', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'SM2' });
    expect(() => sm2KeyOf(privateKey)).toThrow(TypeError);
    const raw = Uint8Array.from(publicKey.export({ format: 'der', type: 'spki' }).subarray(-65));
    const ecdsa = sign('sm3', message, privateKey);
    expect(verify('sm3', message, publicKey, ecdsa)).toBe(true);
    const claim = { message, signature: fromDerSignature(ecdsa), publicKey: raw, userId };
    expect([verifySm2(claim), native.SM2(claim)]).toEqual([false, false]);
    // The same key read back signs SM2.
    const again = readSm2Key(privateKey.export({ format: 'pem', type: 'pkcs8' }).toString());
    expect(again.publicKey).toEqual(raw);
    expect(verifySm2({ message, signature: again.sign(message), publicKey: raw, userId })).toBe(true);
  });

  it('keys of other kinds are refused', () => {
    expect(() => sm2KeyOf(generateKeyPairSync('ed25519').privateKey)).toThrow();
    const other = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
    const pem = other.export({ format: 'pem', type: 'pkcs8' }).toString();
    expect(() => readSm2Key(pem)).toThrow(TypeError);
    expect(createPublicKey(createPrivateKey(pem)).asymmetricKeyType).toBe('ec');
  });

  it.each<[string, SignatureCheck]>([
    ['plain JavaScript', verifySm2],
    ['Node', native.SM2],
  ])('%s refuses every change of one bit, and numbers out of range', (_, check) => {
    const signature = key.sign(message);
    const claim = { message, publicKey: key.publicKey, userId };
    expect(check({ ...claim, signature })).toBe(true);
    for (let bit = 0; bit < 512; bit += 3) {
      const changed = signature.slice();
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(check({ ...claim, signature: changed })).toBe(false);
    }
    const n = hex('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');
    const zero = new Uint8Array(32);
    const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
    for (const pair of [
      [zero, s],
      [r, zero],
      [n, s],
      [r, n],
      [s, r],
    ])
      expect(check({ ...claim, signature: Uint8Array.from(pair.flatMap((part) => [...part])) })).toBe(false);
    for (const length of [0, 63, 65, 70]) expect(check({ ...claim, signature: new Uint8Array(length).fill(3) })).toBe(false);
  });

  it('refuses keys off the curve, compressed ones and the point at infinity', () => {
    const claim = { message, signature: key.sign(message), userId };
    const off = key.publicKey.slice();
    off[64]! ^= 1;
    const compressed = Uint8Array.from([2 + (key.publicKey[64]! & 1), ...key.publicKey.subarray(1, 33)]);
    for (const publicKey of [off, compressed, new Uint8Array(65), Uint8Array.of(0), key.publicKey.subarray(1)]) {
      expect(isSm2Key(publicKey)).toBe(false);
      expect(verifySm2({ ...claim, publicKey })).toBe(false);
      expect(native.SM2({ ...claim, publicKey })).toBe(false);
    }
    expect(isSm2Key(key.publicKey)).toBe(true);
  });

  it('a signature keeps its numbers through DER, also short ones', () => {
    for (const [r, s] of [
      ['01', '80'],
      ['ff'.repeat(32), '7f'.repeat(32)],
      ['00ff', '0100'],
    ]) {
      const raw = hex(r!.padStart(64, '0') + s!.padStart(64, '0'));
      expect(fromDerSignature(toDerSignature(raw))).toEqual(raw);
    }
    expect(toHex(toDerSignature(hex('01'.padStart(64, '0') + '80'.padStart(64, '0'))))).toBe('3007020101020200' + '80');
    for (const broken of ['', '30', '3006020101020101ff', '3106020101020101', '3006030101020101', '3006020101030101'])
      expect(() => fromDerSignature(hex(broken))).toThrow(RangeError);
  });
});
