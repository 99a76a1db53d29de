import { createECDH, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { createNoteSigner, createNoteVerifier, openNote, parseNote, signNote, signSm2 } from '@lastmile/receipt';
import type { NoteSigner } from '@lastmile/receipt';

/** Private keys as they stand in the environment: base64 of 32 bytes each, the Ed25519 seed and the SM2 scalar. */
export interface LedgerKeys {
  readonly origin: string;
  readonly ed25519: string;
  readonly sm2: string;
  /** SM2's distinguishing id; every verifier needs the same. */
  readonly sm2UserId: string;
}

/** The log's own signatures. */
export interface LedgerSigner {
  readonly origin: string;
  /** Public, as `name+id+base64`; Ed25519 first. */
  readonly verifierKeys: readonly string[];
  /** A note over the text, signed with both keys. */
  sign(text: string): string;
  /** Whether both present keys signed this note. */
  hasSigned(note: string): boolean;
}

/** DER header of an Ed25519 private key (RFC 8410); the 32 bytes of seed follow. */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

const ed25519Signer = ({ origin, ed25519 }: LedgerKeys): NoteSigner => {
  const key = createPrivateKey({
    key: Buffer.concat([pkcs8Prefix, Buffer.from(ed25519, 'base64')]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey = Uint8Array.from(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32));
  return createNoteSigner({ kind: 'Ed25519', name: origin, publicKey, sign: (message) => sign(null, message, key) });
};

const sm2Signer = ({ origin, sm2, sm2UserId: userId }: LedgerKeys): NoteSigner => {
  const secretKey = Uint8Array.from(Buffer.from(sm2, 'base64'));
  const pair = createECDH('SM2');
  pair.setPrivateKey(secretKey);
  const publicKey = Uint8Array.from(pair.getPublicKey());
  return createNoteSigner({
    kind: 'SM2',
    name: origin,
    publicKey,
    userId,
    sign: (message) => signSm2({ message, secretKey, userId }),
  });
};

/** Throws for bytes that are no keys. */
export const createLedgerSigner = (keys: LedgerKeys): LedgerSigner => {
  const signers = [ed25519Signer(keys), sm2Signer(keys)];
  const verifierKeys = signers.map(({ verifierKey }) => verifierKey);
  const verifiers = verifierKeys.map((key) => createNoteVerifier(key));
  return {
    origin: keys.origin,
    verifierKeys,
    sign: (text) => signNote(text, signers),
    hasSigned: (note) => {
      const present = new Set(parseNote(note).signatures.map(({ keyId }) => keyId));
      if (!verifiers.every(({ keyId }) => present.has(keyId))) return false;
      return openNote(note, verifiers).verified.length === verifiers.length;
    },
  };
};
