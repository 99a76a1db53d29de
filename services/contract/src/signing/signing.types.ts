import type { SignatureAlgorithm, SigningPolicy } from '@lastmile/protocol';
import type { z } from 'zod';
import type { contractConcluded, contractSigned, signingOpened } from './signing.events.js';

/** Gathered before the decision: the key as its organisation registered it, and whether it made this signature over `termsHash`. */
export interface VerifiedSignature {
  keyId: string;
  signature: string;
  termsHash: string;
  key?: {
    publicKey: string;
    /** Ed25519 when left out. */
    algorithm?: SignatureAlgorithm;
    /** SM2 only, and there always. */
    userId?: string;
    /** Whose key it is; keys from the time before keys had holders name nobody. */
    signatoryId?: string;
    isRevoked: boolean;
    /** Past its validity, or replaced. */
    isOver?: boolean;
  };
  isValid: boolean;
}

export interface Signature {
  organisationId: string;
  keyId: string;
  algorithm?: SignatureAlgorithm;
  userId?: string;
  signatoryId?: string;
  signature: string;
  signedAt: string;
}

export interface PartyPolicy {
  organisationId: string;
  policy: SigningPolicy;
}

/** Who has signed the terms with this hash; signatures under other terms do not count. */
export interface Signing {
  signatures: Signature[];
  /** As they were when the terms became ready to be signed; there from the first signature on. */
  policies?: PartyPolicy[];
  concludedAt?: string;
}

export interface SigningCommand {
  type: 'SignContract';
  organisationId: string;
  signed: VerifiedSignature;
  /** Gathered for the first signature; a party without one lets whoever of its signatories sign. */
  policies?: PartyPolicy[];
  now: string;
}

export type SigningEvent =
  | ({ type: 'SigningOpened' } & z.infer<typeof signingOpened>)
  | ({ type: 'ContractSigned' } & z.infer<typeof contractSigned>)
  | ({ type: 'ContractConcluded' } & z.infer<typeof contractConcluded>);
