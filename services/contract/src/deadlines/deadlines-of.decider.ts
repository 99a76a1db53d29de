import type { DealStatus } from '../lifecycle/life.decider.js';
import type { Started } from '../contract/contract.types.js';
import { noticeEnds, objectionsToDecide, patentDays, refusalAnswers } from './before-signing-days.decider.js';
import type { Deadline } from './deadlines.types.js';
import { milestonesDue, paymentsDue, registrationDue, rewardNoticeEnds } from './after-signature-days.decider.js';

type Source = (contract: Started) => Deadline[];

const running = new Set<DealStatus>(['CONCLUDED', 'EFFECTIVE', 'PERFORMING', 'ACCEPTED']);

const contractEnds: Source = ({ status, negotiation: { terms } }) =>
  terms && running.has(status) ? [{ kind: 'CONTRACT_ENDS', dueOn: terms.content.validTo, owedBy: 'NOBODY' }] : [];

const sources: readonly Source[] = [
  noticeEnds,
  objectionsToDecide,
  refusalAnswers,
  patentDays,
  contractEnds,
  registrationDue,
  paymentsDue,
  milestonesDue,
  rewardNoticeEnds,
];

/** Every day that somebody waits for, as the contract stands; what was done or no longer matters is not among them. */
export const deadlinesOf = (contract: Started): Deadline[] =>
  sources.flatMap((source) => source(contract)).sort((one, other) => one.dueOn.localeCompare(other.dueOn));
