import { z } from 'zod';
import { contractFact } from './contract.messages.js';
import { defineEvent, defineRequest } from './message.js';
import { dateSchema, pageOf, pageQuery } from './values.js';

/** What somebody waits for, by the day on which it has to be done. */
export const deadlineKinds = [
  'NOTICE_ENDS',
  'OBJECTION_DECISION',
  'FIRST_REFUSAL_ANSWER',
  'REGISTRATION_DECISION',
  'MILESTONE_DUE',
  'PAYMENT_DUE',
  'ROYALTY_STATEMENT',
  'REWARD_NOTICE_ENDS',
  'PATENT_FEE',
  'PATENT_ENDS',
  'CONTRACT_ENDS',
] as const;
export type DeadlineKind = (typeof deadlineKinds)[number];

/** A week ahead, the day before, the day after. */
export const deadlineStages = ['WEEK', 'DAY', 'OVERDUE'] as const;
export type DeadlineStage = (typeof deadlineStages)[number];

const deadline = {
  kind: z.enum(deadlineKinds),
  /** The last day, in China. */
  dueOn: dateSchema,
  /** Which side; OFFICE: who registers; NOBODY: it comes by itself. */
  owedBy: z.enum(['SUPPLY', 'DEMAND', 'BOTH', 'OFFICE', 'NOBODY']),
  /** Which milestone, patent or payment. */
  about: z.string().optional(),
  ruleVersion: z.string().optional(),
};

export const deadlineViewSchema = z.object({ contractId: z.string(), title: z.string(), ...deadline });

export const deadlineMessages = {
  /** Of the own contracts, or of all for those who oversee; the nearest contract first. */
  list: defineRequest('contract.request.list-deadlines.v1', z.object(pageQuery), pageOf(deadlineViewSchema)),
};

export const deadlineEvents = {
  deadlineNear: defineEvent(
    'contract.event.deadline-near.v1',
    z.object({ ...contractFact, ...deadline, stage: z.enum(deadlineStages) }),
  ),
};
