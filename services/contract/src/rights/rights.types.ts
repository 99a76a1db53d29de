import type { z } from 'zod';
import type { Licence } from '../checks/licence-overlap.decider.js';
import type { rightsClaimed, rightsReleased } from './rights.events.js';

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

export type RightsEvent =
  ({ type: 'RightsClaimed' } & z.infer<typeof rightsClaimed>) | ({ type: 'RightsReleased' } & z.infer<typeof rightsReleased>);
