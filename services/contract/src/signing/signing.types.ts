import type { z } from 'zod';
import type { contractConcluded, contractSigned } from './signing.events.js';

/** Gathered before the decision: the key as its organisation registered it, and whether it made this signature over `termsHash`. */
export interface VerifiedSignature {
  keyId: string;
  signature: string;
  termsHash: string;
  key?: { publicKey: string; isRevoked: boolean };
  isValid: boolean;
}

export interface Signature {
  organisationId: string;
  keyId: string;
  signature: string;
  signedAt: string;
}

/** Who has signed the terms with this hash; signatures under other terms do not count. */
export interface Signing {
  signatures: Signature[];
  concludedAt?: string;
}

export interface SigningCommand {
  type: 'SignContract';
  organisationId: string;
  signed: VerifiedSignature;
  now: string;
}

export type SigningEvent =
  | ({ type: 'ContractSigned' } & z.infer<typeof contractSigned>)
  | ({ type: 'ContractConcluded' } & z.infer<typeof contractConcluded>);
