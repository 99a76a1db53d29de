import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { StoredTerms } from '../negotiation/negotiation.events.js';
import { toStoredTerms, toTerms } from '../negotiation/terms-money.js';

export { toStoredTerms, toTerms };

/** SHA-256 (hex) of the canonical JSON (RFC 8785) of the terms. @example hashOfTerms(toStoredTerms(terms)) */
export const hashOfTerms = (terms: StoredTerms): string =>
  createHash('sha256')
    .update(canonicalize(toTerms(terms)) ?? '', 'utf8')
    .digest('hex');

/** What each party's key signs: contract, version and hash, so that a signature fits one text of one contract only. */
export const signingPayload = (contractId: string, version: number, hash: string): string =>
  `lastmile-contract-terms/v1\n${contractId}\n${version}\n${hash}`;
