import { concat, fromBase64, isEqual, toBase64, toHex, utf8 } from '../bytes.js';
import { refuse } from '../refusal.js';
import { sha256 } from '../sha256.js';
import { isEd25519Key } from '../signature/ed25519.js';
import { isSm2Key } from '../signature/sm2.js';
import { isKeyName } from './signed-note.js';

/** What a note's key signs with: a plain note signature, a witness' timestamped cosignature, or SM2. */
export type NoteKeyKind = 'Ed25519' | 'cosignature' | 'SM2';

/** A public key that signs notes, under a name. */
export interface NoteKey {
  readonly kind: NoteKeyKind;
  readonly name: string;
  /** 32 bytes for Ed25519 and cosignatures, 65 (4 ‖ x ‖ y) for SM2. */
  readonly publicKey: Uint8Array;
  /** SM2 only, and there always: the distinguishing id that went into each signature. May be empty. */
  readonly userId?: string;
}

/**
 * SM2 has no type byte of its own in the note format, which keeps 0xff for such cases and asks for a longer identifier behind it.
 * Ours is this line; then one byte with the user id's length, the user id in UTF-8, and the 65 bytes of the key.
 */
export const sm2Identifier = 'lastmile-receipt/sm2-sm3/v1\n';

const sm2Type = concat(Uint8Array.of(0xff), utf8(sm2Identifier));

/** Signature type and public key as both the key id and the verifier key hold them. */
const encodingOf = ({ kind, publicKey, userId }: NoteKey): Uint8Array => {
  if (kind !== 'SM2') return concat(Uint8Array.of(kind === 'Ed25519' ? 0x01 : 0x04), publicKey);
  const id = utf8(userId ?? refuse('KEY_MALFORMED', 'user id'));
  if (id.length > 255 || !userId?.isWellFormed()) return refuse('KEY_MALFORMED', 'user id');
  return concat(sm2Type, Uint8Array.of(id.length), id, publicKey);
};

/** The key's short id, 8 hexadecimal digits: the first 4 bytes of SHA-256(name ‖ newline ‖ type ‖ public key). */
export const noteKeyId = (key: NoteKey): string => toHex(sha256(concat(utf8(`${key.name}\n`), encodingOf(key))).subarray(0, 4));

const isUsable = ({ kind, name, publicKey, userId }: NoteKey): boolean =>
  isKeyName(name) && (kind === 'SM2' ? isSm2Key(publicKey) && userId !== undefined : isEd25519Key(publicKey));

/** The verifier key `name+id+base64`. Throws Refusal KEY_MALFORMED for bytes that are no usable key. */
export const formatVerifierKey = (key: NoteKey): string =>
  isUsable(key) ? `${key.name}+${noteKeyId(key)}+${toBase64(encodingOf(key))}` : refuse('KEY_MALFORMED', 'key');

const decodeSm2 = (name: string, encoded: Uint8Array): NoteKey | undefined => {
  const start = sm2Type.length + 1;
  const end = start + (encoded[sm2Type.length] ?? 0);
  if (!isEqual(encoded.subarray(0, sm2Type.length), sm2Type) || encoded.length !== end + 65) return undefined;
  try {
    const userId = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(encoded.subarray(start, end));
    return { kind: 'SM2', name, publicKey: encoded.slice(end), userId };
  } catch {
    return undefined;
  }
};

const decode = (name: string, encoded: Uint8Array): NoteKey | undefined => {
  const [type] = encoded;
  if (type === 0x01) return { kind: 'Ed25519', name, publicKey: encoded.slice(1) };
  if (type === 0x04) return { kind: 'cosignature', name, publicKey: encoded.slice(1) };
  return decodeSm2(name, encoded);
};

/** Reads a verifier key, its id checked against name and key. Throws Refusal KEY_MALFORMED, also for an unusable key. */
export const parseVerifierKey = (text: string, where = 'key'): NoteKey => {
  // Only the first two pluses part the fields: base64 has pluses of its own.
  const [, name = '', keyId, encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  const key = bytes && decode(name, bytes);
  if (key === undefined || !isUsable(key) || noteKeyId(key) !== keyId) return refuse('KEY_MALFORMED', where);
  return key;
};
