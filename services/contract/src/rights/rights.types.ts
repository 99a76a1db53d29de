import type { Licence } from '../checks/licence-overlap.decider.js';

/** One contract's hold on a right: `id` of the licence is the contract's. */
export interface Claim {
  kind: 'LICENCE' | 'ASSIGNMENT';
  sellerId: string;
  licence: Licence;
}

/** Who holds what of one right (a patent, a registered work), so that two contracts cannot take the same at once. */
export interface Rights {
  claims: Claim[];
}

export type RightsCommand =
  { type: 'ClaimRights'; claim: Claim; now: string } | { type: 'ReleaseRights'; contractId: string; now: string };
