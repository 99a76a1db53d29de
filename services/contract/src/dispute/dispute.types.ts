import type { z } from 'zod';
import type { life } from '../lifecycle/life.decider.js';
import type { disputeOpened, disputeSettled } from './dispute.events.js';

export type DisputeStatus = keyof typeof life.dispute.transitions;

export interface Dispute {
  readonly status: DisputeStatus;
  readonly disputes: readonly {
    readonly number: number;
    readonly grounds: string;
    readonly openedBy: string;
    readonly openedAt: string;
    readonly settled?: Omit<z.infer<typeof disputeSettled>, 'number'>;
  }[];
}

export type DisputeCommand =
  | { type: 'OpenDispute'; organisationId: string; grounds: string; now: string }
  | {
      type: 'SettleDispute';
      organisationId: string;
      role: string;
      outcome: 'WITHDRAWN' | 'AGREEMENT' | 'AWARD';
      reasons: string;
      reference?: string;
      now: string;
    };

export type DisputeEvent =
  ({ type: 'DisputeOpened' } & z.infer<typeof disputeOpened>) | ({ type: 'DisputeSettled' } & z.infer<typeof disputeSettled>);
