import type { DeadlineKind, DeadlineStage } from '@lastmile/protocol';
import type { z } from 'zod';
import type { IsoDate } from '../rules/rule.decider.js';
import type { deadlineReminded } from './deadlines.events.js';

/** A day on which somebody has to have done something. */
export interface Deadline {
  kind: DeadlineKind;
  /** The last day, in China. */
  dueOn: IsoDate;
  owedBy: 'SUPPLY' | 'DEMAND' | 'BOTH' | 'OFFICE' | 'NOBODY';
  /** Which one of several: a milestone, a patent, a payment. */
  about?: string;
  /** The rule that set the day, where one did. */
  ruleVersion?: string;
}

/** The last stage that was told of each deadline, by `keyOf`. */
export interface Reminders {
  told: Record<string, DeadlineStage>;
}

export interface DeadlinesCommand {
  type: 'RemindOfDeadlines';
  now: string;
}

export type DeadlinesEvent = { type: 'DeadlineReminded' } & z.infer<typeof deadlineReminded>;
