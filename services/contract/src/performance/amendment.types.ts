import type { z } from 'zod';
import type { ProposedTerms } from '../negotiation/negotiation.types.js';
import type { StoredTerms } from '../negotiation/stored-terms.events.js';
import type { VerifiedSignature } from '../signing/signing.types.js';
import type {
  amendmentAccepted,
  amendmentDeclined,
  amendmentProposed,
  amendmentSigned,
  contractAmended,
} from './amendment.events.js';

export interface AmendmentSignature {
  readonly organisationId: string;
  readonly keyId: string;
  readonly signatoryId?: string;
  readonly signature: string;
  readonly signedAt: string;
}

/** New terms on the table: accepted by both, then signed by both. */
export interface OpenAmendment extends ProposedTerms {
  readonly reasons: string;
  readonly acceptedBy: readonly string[];
  readonly signatures: readonly AmendmentSignature[];
}

export interface Amendment {
  readonly open?: OpenAmendment;
  /** The terms of the last amendment; none while those of the conclusion hold. */
  readonly inForce?: { readonly version: number; readonly hash: string; readonly content: StoredTerms; readonly since: string };
  /** The highest version that was ever proposed. */
  readonly lastVersion: number;
}

type By = { organisationId: string; now: string };

export type AmendmentCommand =
  | ({ type: 'ProposeAmendment'; terms: StoredTerms; hash: string; reasons: string } & By)
  | ({ type: 'AcceptAmendment'; version: number; hash: string } & By)
  | ({ type: 'DeclineAmendment'; version: number; reasons: string } & By)
  | ({ type: 'SignAmendment'; signed: VerifiedSignature } & By);

export type AmendmentEvent =
  | ({ type: 'AmendmentProposed' } & z.infer<typeof amendmentProposed>)
  | ({ type: 'AmendmentAccepted' } & z.infer<typeof amendmentAccepted>)
  | ({ type: 'AmendmentDeclined' } & z.infer<typeof amendmentDeclined>)
  | ({ type: 'AmendmentSigned' } & z.infer<typeof amendmentSigned>)
  | ({ type: 'ContractAmended' } & z.infer<typeof contractAmended>);
