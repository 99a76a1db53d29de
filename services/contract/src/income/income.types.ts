import type { z } from 'zod';
import type { IsoDate } from '../rules/rule.decider.js';
import type { Recipient } from './distribution.decider.js';
import type { Standard } from './floor.decider.js';
import type {
  distributionProposed,
  distributionWithdrawn,
  incomeDistributed,
  payoutPaid,
  rewardNoticeOpened,
  rewardObjectionDecided,
  rewardObjectionRaised,
  sharedIncome,
} from './income.events.js';

export type SharedIncome = z.infer<typeof sharedIncome>;
type Proposed = z.infer<typeof distributionProposed>;

export interface RewardObjection {
  readonly id: string;
  readonly reasons: string;
  readonly raisedBy: string;
  readonly decision?: { readonly outcome: 'UPHELD' | 'DISMISSED'; readonly reasons: string };
}

export interface DistributionState extends Omit<Proposed, 'payouts' | 'notice' | 'distributionId'> {
  readonly id: string;
  readonly status: 'PROPOSED' | 'WITHDRAWN' | 'EXECUTED' | 'PAID';
  readonly payouts: readonly (Proposed['payouts'][number] & { readonly paidOn?: IsoDate; readonly reference?: string })[];
  /** What the rule asks for; none when nothing has to be made known first. */
  readonly noticeAsked?: Proposed['notice'];
  readonly notice?: {
    readonly openedOn: IsoDate;
    readonly endsOn: IsoDate;
    readonly days: number;
    readonly places: readonly string[];
  };
  readonly objections: readonly RewardObjection[];
  readonly executedAt?: string;
}

export interface Income {
  readonly distributions: readonly DistributionState[];
}

type By = { organisationId: string; now: string };

export type IncomeCommand =
  | ({
      type: 'ProposeDistribution';
      region: string;
      isStateUnit: boolean;
      shared: SharedIncome;
      standard?: Standard;
      teamShare?: number;
      recipients: readonly (Recipient & { readonly sealed?: string })[];
    } & By)
  | ({ type: 'OpenRewardNotice'; distributionId: string; places: readonly string[]; days?: number } & By)
  | ({ type: 'RaiseRewardObjection'; distributionId: string; role: string; reasons: string } & By)
  | ({
      type: 'DecideRewardObjection';
      distributionId: string;
      objectionId: string;
      outcome: 'UPHELD' | 'DISMISSED';
      reasons: string;
    } & By)
  | ({ type: 'WithdrawDistribution'; distributionId: string; reasons: string } & By)
  | ({ type: 'ExecuteDistribution'; distributionId: string } & By)
  | ({ type: 'MarkPayoutPaid'; distributionId: string; subjectId: string; paidOn: IsoDate; reference: string } & By);

export type IncomeEvent =
  | ({ type: 'DistributionProposed' } & Proposed)
  | ({ type: 'RewardNoticeOpened' } & z.infer<typeof rewardNoticeOpened>)
  | ({ type: 'RewardObjectionRaised' } & z.infer<typeof rewardObjectionRaised>)
  | ({ type: 'RewardObjectionDecided' } & z.infer<typeof rewardObjectionDecided>)
  | ({ type: 'DistributionWithdrawn' } & z.infer<typeof distributionWithdrawn>)
  | ({ type: 'IncomeDistributed' } & z.infer<typeof incomeDistributed>)
  | ({ type: 'PayoutPaid' } & z.infer<typeof payoutPaid>);
