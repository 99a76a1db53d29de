import { reject } from '@lastmile/protocol';
import type { At } from '../checks/check.decider.js';
import { ruleAt } from '../rules/rule-at.decider.js';
import type { BasisPoints } from '../rules/rule.decider.js';
import { floorsOf, judgeShare, lowestBound } from './floor.decider.js';
import type { Floor, FloorOutcome, Shared, Standard } from './floor.decider.js';
import { assertFen, partAtLeast, splitExactly } from './money.decider.js';

export interface Recipient {
  readonly id: string;
  /** Whole parts of the team's amount: 30 and 70, or 1 and 1. */
  readonly parts: number;
  /** Holds a leading post: the reward is made known before it is paid (Beijing regulation, Art. 13). */
  readonly isLeader: boolean;
}

export interface DistributionRequest {
  readonly shared: Shared;
  readonly isStateUnit: boolean;
  readonly standard?: Standard;
  /** More than the standard asks for; the standard's share when left out, the place's floor without one. */
  readonly teamShare?: BasisPoints;
  readonly recipients: readonly Recipient[];
}

export interface Payout {
  readonly id: string;
  readonly amountMinor: number;
  readonly isLeader: boolean;
}

/** How income is shared, to the fen (or share): `teamMinor + unitMinor` is the whole, the payouts add up to `teamMinor`. */
export interface Distribution {
  readonly wholeMinor: number;
  readonly teamShare: BasisPoints;
  readonly teamMinor: number;
  readonly unitMinor: number;
  readonly payouts: readonly Payout[];
  readonly outcome: FloorOutcome;
  readonly floors: { readonly local: Floor; readonly national: Floor; readonly lowest?: Floor };
  readonly isBelowLowestBound: boolean;
  /** Before anything is paid, when a leader receives or the place asks for it. */
  readonly notice?: {
    readonly daysAtLeast: number;
    readonly ruleVersion: string;
    readonly because: 'LEADER' | 'LAW';
    readonly leaders: readonly string[];
  };
  /** Every rule version that this rests on, to be recorded with the decision. */
  readonly ruleVersions: readonly string[];
}

const noticeOf = (recipients: readonly Recipient[], at: At): Distribution['notice'] => {
  const rule = ruleAt('reward-notice', at.region, at.date);
  const leaders = recipients.filter(({ isLeader }) => isLeader).map(({ id }) => id);
  if (leaders.length === 0 && !rule.value.isStatutory) return undefined;
  const { daysAtLeast } = rule.value;
  return { daysAtLeast, ruleVersion: rule.version, because: leaders.length > 0 ? 'LEADER' : 'LAW', leaders };
};

const shareOf = ({ teamShare, standard }: DistributionRequest, local: Floor): BasisPoints => {
  const share = teamShare ?? standard?.share ?? local.share;
  if (!Number.isInteger(share) || share < 0 || share > 10_000) throw reject('INCOME_FIGURES_INVALID', { field: 'teamShare' });
  return share;
};

const assertRecipients = (recipients: readonly Recipient[]): void => {
  const isOnce = new Set(recipients.map(({ id }) => id)).size === recipients.length;
  if (recipients.length === 0 || !isOnce) throw reject('INCOME_FIGURES_INVALID', { field: 'recipients' });
};

/**
 * Shares income by the unit's rule or agreement first, else by the place's standard. The team's amount is rounded up to the fen, so it is
 * never below its share; it is divided by the recipients' parts with the largest remainders. Refuses with INCOME_FLOOR_NOT_KEPT or
 * INCOME_FIGURES_INVALID. Sources: Transfer law, Art. 45; Beijing regulation, Art. 12, 13.
 */
export const distribute = (request: DistributionRequest, at: At): Distribution => {
  const { shared, standard, isStateUnit, recipients } = request;
  const { amountMinor: wholeMinor } = shared;
  assertFen({ amountMinor: wholeMinor });
  assertRecipients(recipients);
  const floors = floorsOf(shared, at);
  const lowest = lowestBound(shared, at);
  const teamShare = shareOf(request, floors.local);
  const outcome = judgeShare(teamShare, { shared, standard, isStateUnit }, at);
  const teamMinor = partAtLeast(wholeMinor, teamShare);
  const amounts = splitExactly(
    teamMinor,
    recipients.map(({ parts }) => parts),
  );
  const notice = noticeOf(recipients, at);
  const versions = [floors.local, floors.national, lowest, notice].flatMap((part) => (part ? [part.ruleVersion] : []));
  return {
    wholeMinor,
    teamShare,
    teamMinor,
    unitMinor: wholeMinor - teamMinor,
    payouts: recipients.map(({ id, isLeader }, index) => ({ id, isLeader, amountMinor: amounts[index] ?? 0 })),
    outcome,
    floors: { ...floors, ...(lowest && { lowest }) },
    isBelowLowestBound: lowest !== undefined && teamShare < lowest.share,
    ...(notice && { notice }),
    ruleVersions: [...new Set(versions)],
  };
};
