import type { RevocationReason, Signatory, SignatureAlgorithm, SigningPolicy } from '@lastmile/protocol';

/** A public key as its holder registers it. */
export interface NewKey {
  keyId: string;
  algorithm: SignatureAlgorithm;
  /** SM2 only, and there always. */
  userId?: string;
  publicKey: string;
  signatory: Signatory;
  validUntil?: string;
  /** The key's own signature over the registration text. */
  proof: string;
}

/** Gathered before the decision: whether the bytes are a safe key, and whether it signed its registration. */
export interface CheckedKey extends NewKey {
  isUsable: boolean;
  isProven: boolean;
}

export interface SigningKey extends Omit<NewKey, 'signatory' | 'proof'> {
  /** Absent for keys from the time before keys had holders, as is the proof. */
  signatory?: Signatory;
  proof?: string;
  registeredAt: string;
  replaces?: string;
  rotationProof?: string;
  replacedBy?: string;
  retiredFrom?: string;
  revokedAt?: string;
  revokedFor?: RevocationReason;
}

/** One organisation's public signing keys, revoked ones included (old signatures stay verifiable), and who of it signs. */
export interface Keyring {
  keys: SigningKey[];
  policy?: { policy: SigningPolicy; setAt: string };
}

export type KeyringCommand =
  | { type: 'RegisterKey'; key: CheckedKey; now: string }
  | {
      type: 'RotateKey';
      /** The old one. */
      keyId: string;
      key: CheckedKey;
      rotationProof: string;
      /** Whether the old key signed for the new one. */
      isRotationProven: boolean;
      retiredFrom?: string;
      now: string;
    }
  | { type: 'RevokeKey'; keyId: string; reason: RevocationReason; now: string }
  | { type: 'SetSigningPolicy'; policy: SigningPolicy; now: string };
