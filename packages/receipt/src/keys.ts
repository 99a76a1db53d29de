import { ed25519 } from '@noble/curves/ed25519.js';
import { sm2 } from 'sm-crypto-v2';
import { concat, fromBase64, fromHex, toBase64, utf8 } from './bytes.js';
import { partyKeyId } from './receipt/party-signature.js';
import { signEd25519, verifyEd25519 } from './signature/ed25519.js';
import type { SignatureAlgorithm } from './signature/signature-checks.js';
import { signSm2, verifySm2 } from './signature/sm2.js';

/** A party's key pair as a file. It never leaves the party; the public half is what it registers. Bytes are base64. */
export interface KeyFile {
  readonly format: 'lastmile-key/v1';
  readonly algorithm: SignatureAlgorithm;
  /** SM2 only, and there always. */
  readonly userId?: string;
  readonly keyId: string;
  readonly publicKey: string;
  /** 32 bytes: the seed for Ed25519, the scalar for SM2. */
  readonly secretKey: string;
}

/** Signs on behalf of a party. `sign` gives the base64 of the 64 bytes over the UTF-8 of the payload. */
export interface PartySigner {
  readonly algorithm: SignatureAlgorithm;
  readonly userId?: string;
  readonly keyId: string;
  readonly publicKey: string;
  readonly sign: (payload: string) => Promise<string>;
}

/** A key of WebCrypto, in browser and Node; the name that both give to the type differs. */
type WebKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;
export interface WebKeyPair {
  readonly privateKey: WebKey;
  readonly publicKey: WebKey;
}

/** PKCS #8 header of an Ed25519 private key (RFC 8410); the seed follows. */
const pkcs8Header = fromHex('302e020100300506032b657004220420') ?? new Uint8Array(0);

const bytesOf = (text: string): Uint8Array => fromBase64(text) ?? new Uint8Array(0);

const sm2PublicKey = (secretKey: Uint8Array): Uint8Array =>
  fromHex(sm2.getPublicKeyFromPrivateKey(Array.from(secretKey, (byte) => byte.toString(16).padStart(2, '0')).join(''))) ??
  new Uint8Array(0);

const fileOf = (algorithm: SignatureAlgorithm, secretKey: Uint8Array, userId: string): KeyFile => {
  const publicKey = algorithm === 'SM2' ? sm2PublicKey(secretKey) : ed25519.getPublicKey(secretKey);
  return {
    format: 'lastmile-key/v1',
    algorithm,
    ...(algorithm === 'SM2' && { userId }),
    keyId: partyKeyId(publicKey),
    publicKey: toBase64(publicKey),
    secretKey: toBase64(secretKey),
  };
};

/** SM2's distinguishing id where the parties agreed on no other (GM/T 0009-2012). It is recorded all the same, never assumed. */
export const customarySm2UserId = '1234567812345678';

/** A new key pair by the platform's random numbers. The user id is for SM2 alone; the customary one unless given. */
export const generateKeyFile = (algorithm: SignatureAlgorithm, userId = customarySm2UserId): KeyFile =>
  algorithm === 'SM2'
    ? fileOf('SM2', fromHex(sm2.generateKeyPairHex().privateKey) ?? new Uint8Array(0), userId)
    : fileOf('Ed25519', ed25519.utils.randomSecretKey(), userId);

/** Undefined where the platform has no Ed25519 in WebCrypto, or none at all, as on pages without TLS. */
const importSeed = async (seed: Uint8Array): Promise<WebKey | undefined> => {
  try {
    return await globalThis.crypto.subtle.importKey('pkcs8', Uint8Array.from(concat(pkcs8Header, seed)), 'Ed25519', false, [
      'sign',
    ]);
  } catch {
    return undefined;
  }
};

const webSign = async (key: WebKey, message: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await globalThis.crypto.subtle.sign('Ed25519', key, Uint8Array.from(message)));

const rawSigner = async (file: KeyFile): Promise<(message: Uint8Array) => Promise<Uint8Array>> => {
  const secretKey = bytesOf(file.secretKey);
  if (file.algorithm === 'SM2') return async (message) => signSm2({ message, secretKey, userId: file.userId ?? '' });
  const key = await importSeed(secretKey);
  return key ? (message) => webSign(key, message) : async (message) => signEd25519(message, secretKey);
};

const checked = async (signer: PartySigner, verify: typeof verifySm2): Promise<PartySigner> => {
  const probe = 'lastmile-key probe';
  const claim = { message: utf8(probe), signature: bytesOf(await signer.sign(probe)), publicKey: bytesOf(signer.publicKey) };
  if (!verify({ ...claim, userId: signer.userId })) throw new TypeError('private and public key do not belong together');
  return signer;
};

const isKeyFile = (file: unknown): file is KeyFile => {
  if (typeof file !== 'object' || file === null) return false;
  const { format, algorithm, secretKey, userId } = file as Partial<Record<keyof KeyFile, unknown>>;
  const isSm2 = algorithm === 'SM2' && typeof userId === 'string';
  return format === 'lastmile-key/v1' && (isSm2 || algorithm === 'Ed25519') && bytesOf(String(secretKey)).length === 32;
};

/** A signer from a key file: by WebCrypto where it knows the algorithm. Throws TypeError for a file whose parts do not fit. */
export const openKeyFile = async (file: unknown): Promise<PartySigner> => {
  if (!isKeyFile(file)) throw new TypeError('no key file of format lastmile-key/v1');
  const { algorithm, userId, publicKey } = file;
  const signRaw = await rawSigner(file);
  const sign = async (payload: string): Promise<string> => toBase64(await signRaw(utf8(payload)));
  const signer = { algorithm, ...(algorithm === 'SM2' && { userId }), keyId: partyKeyId(bytesOf(publicKey)), publicKey, sign };
  return checked(signer, algorithm === 'SM2' ? verifySm2 : verifyEd25519);
};

/**
 * An Ed25519 key pair of the device, whose private half no script can read; a browser may keep it in IndexedDB. Undefined
 * where WebCrypto has no Ed25519: there a key file is the way.
 */
export const generateDeviceKeys = async (): Promise<WebKeyPair | undefined> => {
  try {
    return (await globalThis.crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as WebKeyPair;
  } catch {
    return undefined;
  }
};

/** A signer from a device's key pair. Throws TypeError when its halves do not fit. */
export const signerOfDeviceKeys = async ({ privateKey, publicKey }: WebKeyPair): Promise<PartySigner> => {
  const raw = new Uint8Array(await globalThis.crypto.subtle.exportKey('raw', publicKey));
  const sign = async (payload: string): Promise<string> => toBase64(await webSign(privateKey, utf8(payload)));
  return checked({ algorithm: 'Ed25519', keyId: partyKeyId(raw), publicKey: toBase64(raw), sign }, verifyEd25519);
};
