import type { KeyFile } from '@lastmile/receipt';

/** A key file that only its passphrase opens: what is downloaded, and all that this browser keeps. Bytes are base64. */
export interface KeyBackup {
  format: 'lastmile-key-backup/v1';
  algorithm: KeyFile['algorithm'];
  keyId: string;
  publicKey: string;
  kdf: { name: 'PBKDF2-SHA-256'; iterations: number; salt: string };
  cipher: { name: 'AES-256-GCM'; iv: string; data: string };
}

/** What OWASP advises for PBKDF2 with SHA-256. */
const iterationsByDefault = 600_000;
const mostIterations = 10_000_000;
export const shortestPassphrase = 12;

type Bytes = Uint8Array<ArrayBuffer>;
const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

const keyFrom = async (passphrase: string, { iterations, salt }: KeyBackup['kdf']): Promise<CryptoKey> => {
  // The same words typed with another keyboard are the same passphrase.
  const raw = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', iterations, salt: fromBase64(salt) };
  return crypto.subtle.deriveKey(derivation, raw, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
};

/** What stands beside the sealed part is sealed with it: nobody can put another name on the key. */
const sealedWith = ({
  format,
  algorithm,
  keyId,
  publicKey,
}: Pick<KeyBackup, 'format' | 'algorithm' | 'keyId' | 'publicKey'>): Bytes =>
  utf8([format, algorithm, keyId, publicKey].join('\n'));

/** Seals a key file. `crypto.subtle` must be there: browsers have it on secure pages and on this machine's own. */
export const sealKeyFile = async (file: KeyFile, passphrase: string, iterations = iterationsByDefault): Promise<KeyBackup> => {
  const { algorithm, keyId, publicKey } = file;
  const head = { format: 'lastmile-key-backup/v1', algorithm, keyId, publicKey } as const;
  const salt = toBase64(crypto.getRandomValues(new Uint8Array(16)));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const kdf = { name: 'PBKDF2-SHA-256', iterations, salt } as const;
  const how = { name: 'AES-GCM', iv, additionalData: sealedWith(head) };
  const data = await crypto.subtle.encrypt(how, await keyFrom(passphrase, kdf), utf8(JSON.stringify(file)));
  return { ...head, kdf, cipher: { name: 'AES-256-GCM', iv: toBase64(iv), data: toBase64(new Uint8Array(data)) } };
};

/** The key file of a backup; undefined for a wrong passphrase or a backup that was changed, which cannot be told apart. */
export const openBackup = async (backup: KeyBackup, passphrase: string): Promise<KeyFile | undefined> => {
  const { kdf, cipher } = backup;
  const key = await keyFrom(passphrase, kdf);
  const how = { name: 'AES-GCM', iv: fromBase64(cipher.iv), additionalData: sealedWith(backup) };
  try {
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, fromBase64(cipher.data)))) as KeyFile;
  } catch {
    return undefined;
  }
};

const isBase64 = (value: unknown): value is string =>
  typeof value === 'string' && /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isBackup = (value: unknown): value is KeyBackup => {
  if (!isObject(value) || value.format !== 'lastmile-key-backup/v1') return false;
  const { algorithm, keyId, publicKey, kdf, cipher } = value;
  const isKey = (algorithm === 'Ed25519' || algorithm === 'SM2') && isBase64(publicKey) && /^[0-9a-f]{16}$/.test(String(keyId));
  if (!isKey || !isObject(kdf) || !isObject(cipher)) return false;
  const isDerived = kdf.name === 'PBKDF2-SHA-256' && isBase64(kdf.salt) && Number.isSafeInteger(kdf.iterations);
  const isBounded = Number(kdf.iterations) >= 1 && Number(kdf.iterations) <= mostIterations;
  return isDerived && isBounded && cipher.name === 'AES-256-GCM' && isBase64(cipher.iv) && isBase64(cipher.data);
};

/** The backup that a text holds; undefined for any other text. */
export const parseBackup = (text: string): KeyBackup | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isBackup(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
