import { fromBase64, toBase64, utf8 } from './bytes.js';
import type { KeyFile } from './keys.js';

/** A key file that only its passphrase opens. Bytes are base64. */
export interface KeyBackup {
  readonly format: 'lastmile-key-backup/v1';
  readonly algorithm: KeyFile['algorithm'];
  readonly keyId: string;
  readonly publicKey: string;
  readonly kdf: { readonly name: 'PBKDF2-SHA-256'; readonly iterations: number; readonly salt: string };
  readonly cipher: { readonly name: 'AES-256-GCM'; readonly iv: string; readonly data: string };
}

/** For PBKDF2 with SHA-256, as OWASP's password storage advice has it. */
const iterationsByDefault = 600_000;
/** A backup that asks for more is no backup: it would only keep its reader busy. */
const mostIterations = 10_000_000;

/** WebCrypto takes bytes in a buffer of their own. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => own(fromBase64(text) ?? new Uint8Array(0));

const keyFrom = async (passphrase: string, { iterations, salt }: KeyBackup['kdf']) => {
  const { subtle } = globalThis.crypto;
  // The same words typed with another keyboard are the same passphrase.
  const raw = await subtle.importKey('raw', own(utf8(passphrase.normalize('NFKC'))), 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', iterations, salt: bytesOf(salt) };
  return subtle.deriveKey(derivation, raw, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
};

/** What stands beside the sealed part is sealed with it: nobody can put another name on the key. */
const beside = ({ format, algorithm, keyId, publicKey }: Pick<KeyBackup, 'format' | 'algorithm' | 'keyId' | 'publicKey'>) =>
  own(utf8([format, algorithm, keyId, publicKey].join('\n')));

/** Seals a key file under a passphrase. Throws where there is no WebCrypto, as on pages without TLS. */
export const sealKeyFile = async (file: KeyFile, passphrase: string, iterations = iterationsByDefault): Promise<KeyBackup> => {
  const { algorithm, keyId, publicKey } = file;
  const { crypto } = globalThis;
  const head = { format: 'lastmile-key-backup/v1', algorithm, keyId, publicKey } as const;
  const kdf = { name: 'PBKDF2-SHA-256', iterations, salt: toBase64(crypto.getRandomValues(new Uint8Array(16))) } as const;
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: 'AES-GCM', iv, additionalData: beside(head) };
  const data = await crypto.subtle.encrypt(how, await keyFrom(passphrase, kdf), own(utf8(JSON.stringify(file))));
  return { ...head, kdf, cipher: { name: 'AES-256-GCM', iv: toBase64(iv), data: toBase64(new Uint8Array(data)) } };
};

/** The key file of a backup; undefined for a wrong passphrase or a changed backup, which nobody can tell apart. */
export const openKeyBackup = async (backup: KeyBackup, passphrase: string): Promise<KeyFile | undefined> => {
  const key = await keyFrom(passphrase, backup.kdf);
  const how = { name: 'AES-GCM', iv: bytesOf(backup.cipher.iv), additionalData: beside(backup) };
  try {
    const text = new TextDecoder().decode(await globalThis.crypto.subtle.decrypt(how, key, bytesOf(backup.cipher.data)));
    return JSON.parse(text) as KeyFile;
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isBytes = (value: unknown): boolean => typeof value === 'string' && fromBase64(value) !== undefined;

const isBackup = (value: unknown): value is KeyBackup => {
  if (!isObject(value) || value.format !== 'lastmile-key-backup/v1') return false;
  const { algorithm, keyId, publicKey, kdf, cipher } = value;
  if (algorithm !== 'Ed25519' && algorithm !== 'SM2') return false;
  if (!isBytes(publicKey) || !/^[0-9a-f]{16}$/.test(String(keyId)) || !isObject(kdf) || !isObject(cipher)) return false;
  const isCount = Number.isSafeInteger(kdf.iterations) && Number(kdf.iterations) >= 1 && Number(kdf.iterations) <= mostIterations;
  const isDerived = kdf.name === 'PBKDF2-SHA-256' && isBytes(kdf.salt) && isCount;
  return isDerived && cipher.name === 'AES-256-GCM' && isBytes(cipher.iv) && isBytes(cipher.data);
};

/** The backup that a text holds; undefined for any other text. */
export const parseKeyBackup = (text: string): KeyBackup | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isBackup(value) ? value : undefined;
  } catch {
    return undefined;
  }
};
