import type { Started } from '../contract/contract.types.js';
import { nameOf, obligationsOf } from '../performance/obligations.decider.js';
import { termsInForce } from '../performance/terms-in-force.decider.js';
import type { Deadline } from './deadlines.types.js';

type Source = (contract: Started) => Deadline[];

/** Until when the office decides about a filing. */
export const registrationDue: Source = ({ registration: { status, dueOn, ruleVersion } }) =>
  status === 'FILED' && dueOn !== undefined
    ? [{ kind: 'REGISTRATION_DECISION', dueOn, owedBy: 'OFFICE', ...(ruleVersion !== undefined && { ruleVersion }) }]
    : [];

const paying: readonly string[] = ['CONCLUDED', 'EFFECTIVE', 'PERFORMING', 'ACCEPTED'];

/** Payments of the plan, and the statements that royalties wait for. */
export const paymentsDue: Source = (contract) => {
  if (!paying.includes(contract.status)) return [];
  return obligationsOf(contract).flatMap((one): Deadline[] => {
    const { what, dueOn, amountMinor, isMet } = one;
    if (isMet || dueOn === undefined) return [];
    const kind = what === 'ROYALTY' && amountMinor === undefined ? 'ROYALTY_STATEMENT' : 'PAYMENT_DUE';
    return [{ kind, dueOn, owedBy: 'DEMAND', about: nameOf(one) }];
  });
};

export const milestonesDue: Source = (contract) => {
  if (contract.status !== 'EFFECTIVE' && contract.status !== 'PERFORMING') return [];
  const { milestones } = contract.performance;
  return (termsInForce(contract).content.milestones ?? [])
    .filter(({ id }) => milestones[id]?.status !== 'ACCEPTED')
    .map(({ id, dueOn }) => ({
      kind: 'MILESTONE_DUE',
      dueOn,
      owedBy: milestones[id]?.status === 'SUBMITTED' ? 'DEMAND' : 'SUPPLY',
      about: id,
    }));
};

export const rewardNoticeEnds: Source = ({ income }) =>
  income.distributions.flatMap(({ id, status, notice, noticeAsked }): Deadline[] =>
    status === 'PROPOSED' && notice
      ? [
          {
            kind: 'REWARD_NOTICE_ENDS',
            dueOn: notice.endsOn,
            owedBy: 'NOBODY',
            about: id,
            ...(noticeAsked && { ruleVersion: noticeAsked.ruleVersion }),
          },
        ]
      : [],
  );
