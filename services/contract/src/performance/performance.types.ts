import type { IsoDate } from '../rules/rule.decider.js';
import type { MilestoneCommand, Milestones } from './milestone.decider.js';
import type { ExpectedPayment } from './payment-schedule.decider.js';
import type { RoyaltyAccount } from './royalty.decider.js';

export type { PerformanceEvent } from './performance.events.js';

/** Recorded by the buyer; it counts as received once the seller confirms it. */
export interface Payment {
  readonly id: string;
  readonly what: ExpectedPayment['what'];
  readonly number: number;
  readonly amountMinor: number;
  readonly paidOn: IsoDate;
  readonly reference: string;
  readonly status: 'RECORDED' | 'CONFIRMED' | 'DENIED';
  readonly recordedAt: string;
  readonly confirmedAt?: string;
}

export interface StatedRoyalty {
  readonly number: number;
  readonly periodFrom: IsoDate;
  readonly periodTo: IsoDate;
  readonly baseMinor: number;
  readonly rate: number;
  readonly dueMinor: number;
  readonly isCapped: boolean;
  readonly statedAt: string;
}

export interface Performance {
  readonly tookEffectOn?: IsoDate;
  readonly startedAt?: string;
  readonly milestones: Milestones;
  readonly payments: readonly Payment[];
  readonly statements: readonly StatedRoyalty[];
  /** As the last statement left it; none before the first. */
  readonly account?: RoyaltyAccount;
  readonly acceptedAt?: string;
  readonly completedAt?: string;
}

type By = { organisationId: string; now: string };

export type PerformanceCommand =
  | MilestoneCommand
  | { type: 'TakeEffect'; now: string }
  | ({ type: 'StartPerformance' | 'AcceptResult' | 'Complete' } & By)
  | ({
      type: 'RecordPayment';
      what: ExpectedPayment['what'];
      number: number;
      amountMinor: number;
      paidOn: IsoDate;
      reference: string;
    } & By)
  | ({ type: 'ConfirmPayment'; paymentId: string } & By)
  | ({ type: 'DenyPayment'; paymentId: string; reasons: string } & By)
  | ({ type: 'StateRoyalty'; number: number; baseMinor: number } & By);
