import { concat, utf8 } from '../bytes.js';
import { refuse } from '../refusal.js';
import { portableChecks } from '../signature/signature-checks.js';
import type { SignatureChecks } from '../signature/signature-checks.js';
import { formatVerifierKey, noteKeyId, parseVerifierKey } from './note-key.js';
import type { NoteKey, NoteKeyKind } from './note-key.js';
import { formatNote, parseNote } from './signed-note.js';
import type { NoteSignature } from './signed-note.js';

/** Signs note texts under one name. */
export interface NoteSigner {
  readonly key: NoteKey;
  readonly verifierKey: string;
  readonly sign: (text: string) => NoteSignature;
}

/** A key together with the raw signing function of whoever holds its private part. */
export interface NoteSignerOptions extends NoteKey {
  /** Raw signature over the message: 64 bytes, for SM2 r ‖ s. */
  readonly sign: (message: Uint8Array) => Uint8Array;
  /** Seconds since 1970; cosignatures carry it. Needed for them only. */
  readonly now?: () => number;
}

/** A signature that verified; `time` (seconds since 1970) says when a witness cosigned. */
export interface VerifiedSignature {
  readonly kind: NoteKeyKind;
  readonly name: string;
  readonly keyId: string;
  readonly time?: number;
}

/** Checks signatures of one key. */
export interface NoteVerifier {
  readonly key: NoteKey;
  readonly keyId: string;
  readonly verifierKey: string;
  /** Undefined when the signature is not by this key over this text. */
  readonly verify: (text: string, signature: Uint8Array) => VerifiedSignature | undefined;
}

/** What a witness signs (C2SP tlog-cosignature): two lines of its own before the checkpoint. */
const cosignedMessage = (text: string, time: bigint): Uint8Array => utf8(`cosignature/v1\ntime ${time}\n${text}`);

const timestamped = (time: bigint, signature: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, time);
  return concat(bytes, signature);
};

/**
 * A signer for notes. The private part stays with the `sign` that is handed in, so that it may be native or in hardware.
 * @example createNoteSigner({ kind: 'Ed25519', name: 'log.example/1', publicKey, sign: (message) => signEd25519(message, secretKey) })
 */
export const createNoteSigner = ({ sign, now, ...key }: NoteSignerOptions): NoteSigner => {
  const verifierKey = formatVerifierKey(key);
  const keyId = noteKeyId(key);
  const cosign = (text: string): Uint8Array => {
    const seconds = now?.() ?? Number.NaN;
    if (!Number.isSafeInteger(seconds) || seconds < 0) throw new RangeError('a cosignature needs the time in whole seconds');
    return timestamped(BigInt(seconds), sign(cosignedMessage(text, BigInt(seconds))));
  };
  const signed = (text: string): Uint8Array => (key.kind === 'cosignature' ? cosign(text) : sign(utf8(text)));
  return { key, verifierKey, sign: (text) => ({ name: key.name, keyId, signature: signed(text) }) };
};

const verifyCosignature = (text: string, signature: Uint8Array, check: (message: Uint8Array, raw: Uint8Array) => boolean) => {
  if (signature.length !== 72) return undefined;
  const time = new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0);
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  return check(cosignedMessage(text, time), signature.subarray(8)) ? Number(time) : undefined;
};

/** A verifier from a verifier key. Throws Refusal KEY_MALFORMED. @example createNoteVerifier('log.example/1+0a1b2c3d+AQ…') */
export const createNoteVerifier = (verifierKey: string, checks: SignatureChecks = portableChecks): NoteVerifier => {
  const key = parseVerifierKey(verifierKey);
  const { kind, name, publicKey, userId } = key;
  const keyId = noteKeyId(key);
  const check = (message: Uint8Array, signature: Uint8Array): boolean =>
    checks[kind === 'SM2' ? 'SM2' : 'Ed25519']({ message, signature, publicKey, userId });
  return {
    key,
    keyId,
    verifierKey,
    verify(text, signature) {
      if (kind !== 'cosignature') return check(utf8(text), signature) ? { kind, name, keyId } : undefined;
      const time = verifyCosignature(text, signature, check);
      return time === undefined ? undefined : { kind, name, keyId, time };
    },
  };
};

/** Signs a text that ends in a newline. @example signNote(formatCheckpoint(checkpoint), [ed25519, sm2]) */
export const signNote = (text: string, signers: readonly NoteSigner[]): string =>
  formatNote({ text, signatures: signers.map((signer) => signer.sign(text)) });

/** Adds signatures to a note, such as a witness' cosignature. Those that are there stay, and are not checked. */
export const addSignatures = (note: string, signers: readonly NoteSigner[]): string => {
  const { text, signatures } = parseNote(note);
  return formatNote({ text, signatures: [...signatures, ...signers.map((signer) => signer.sign(text))] });
};

export interface OpenedNote {
  readonly text: string;
  /** At least one, in the order of the note. */
  readonly verified: readonly VerifiedSignature[];
  /** Signatures by keys that are not known here: the format has them ignored. */
  readonly unknown: readonly NoteSignature[];
}

/**
 * A note's text, once a known key has signed it. Throws Refusal: NOTE_MALFORMED, NOTE_SIGNATURE_INVALID when a known key's
 * signature is wrong or there twice, NOTE_SIGNATURE_MISSING when no known key signed.
 */
export const openNote = (note: string, verifiers: readonly NoteVerifier[]): OpenedNote => {
  const { text, signatures } = parseNote(note);
  const verified: VerifiedSignature[] = [];
  const unknown: NoteSignature[] = [];
  for (const [at, line] of signatures.entries()) {
    const known = verifiers.find(({ key, keyId }) => key.name === line.name && keyId === line.keyId);
    if (known === undefined) {
      unknown.push(line);
      continue;
    }
    const isRepeated = verified.some(({ name, keyId }) => name === line.name && keyId === line.keyId);
    const found = isRepeated ? undefined : known.verify(text, line.signature);
    verified.push(found ?? refuse('NOTE_SIGNATURE_INVALID', `note signature ${at + 1}`));
  }
  if (verified.length === 0) return refuse('NOTE_SIGNATURE_MISSING', 'note');
  return { text, verified, unknown };
};
