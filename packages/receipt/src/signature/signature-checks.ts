import type { SignatureCheck } from './ed25519.js';
import { verifyEd25519 } from './ed25519.js';
import { verifySm2 } from './sm2.js';

export type SignatureAlgorithm = 'Ed25519' | 'SM2';

/** One check for each algorithm. Whoever has faster ones may hand them in; they must be as strict. */
export type SignatureChecks = Readonly<Record<SignatureAlgorithm, SignatureCheck>>;

/** In plain JavaScript, the same in browser and Node. */
export const portableChecks: SignatureChecks = { Ed25519: verifyEd25519, SM2: verifySm2 };
