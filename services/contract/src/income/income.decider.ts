import { reject } from '@lastmile/protocol';
import type { Part, Started } from '../contract/contract.types.js';
import { assertSide } from '../contract/contract-rules.decider.js';
import { isDisputed } from '../dispute/dispute.decider.js';
import { termsInForce } from '../performance/terms-in-force.decider.js';
import { addDays, chinaDayOf } from '../rules/days.decider.js';
import { assertAvailable } from './available.decider.js';
import { distribute } from './distribution.decider.js';
import type { Shared } from './floor.decider.js';
import { evolveIncome } from './income-fold.decider.js';
import type { DistributionState, Income, IncomeCommand, IncomeEvent, SharedIncome } from './income.types.js';
import { netIncome } from './net-income.decider.js';

type Of<Type extends IncomeCommand['type']> = Extract<IncomeCommand, { type: Type }>;

const sharedOf = (shared: SharedIncome): Shared => {
  switch (shared.kind) {
    case 'NET_INCOME':
      return { kind: 'NET_INCOME', amountMinor: netIncome(shared.grossMinor, shared.costs) };
    case 'EQUITY':
      return { kind: 'EQUITY', amountMinor: shared.shares };
    case 'OWN_EXPLOITATION':
      return { kind: 'OWN_EXPLOITATION', amountMinor: shared.profitMinor, year: shared.year };
  }
};

const propose = (command: Of<'ProposeDistribution'>, contract: Started): IncomeEvent[] => {
  const { organisationId, region, isStateUnit, shared, standard, teamShare, recipients, now } = command;
  const { floors, notice, ruleVersions, payouts, ...result } = distribute(
    { shared: sharedOf(shared), isStateUnit, standard, teamShare, recipients },
    { region, date: chinaDayOf(now) },
  );
  assertAvailable(contract, shared);
  return [
    {
      type: 'DistributionProposed',
      distributionId: String(contract.income.distributions.length + 1),
      region,
      isStateUnit,
      shared,
      ...(standard && { standard }),
      ...result,
      payouts: payouts.map(({ id, amountMinor, isLeader }, at) => {
        const { sealed, parts = 1 } = recipients[at] ?? {};
        return { subjectId: id, ...(sealed !== undefined && { sealed }), parts, amountMinor, isLeader };
      }),
      floors,
      ...(notice && { notice: { ...notice, leaders: [...notice.leaders] } }),
      ruleVersions: [...ruleVersions],
      proposedBy: organisationId,
      proposedAt: now,
    },
  ];
};

const stepNotPossible = (status: string) => reject('DISTRIBUTION_STEP_NOT_POSSIBLE', { status });

const openOne = (contract: Started, id: string): DistributionState => {
  const found = contract.income.distributions.find((one) => one.id === id);
  if (!found) throw reject('DISTRIBUTION_NOT_FOUND');
  return found;
};

const proposedOne = (contract: Started, id: string): DistributionState => {
  const found = openOne(contract, id);
  if (found.status !== 'PROPOSED') throw stepNotPossible(found.status);
  return found;
};

/** As long as the rule asks at least; nobody shortens it. */
const openNotice = (command: Of<'OpenRewardNotice'>, contract: Started): IncomeEvent[] => {
  const { distributionId, places, now } = command;
  const { noticeAsked, notice, ruleVersions } = proposedOne(contract, distributionId);
  if (notice) throw stepNotPossible('NOTICE_OPEN');
  const daysAtLeast = noticeAsked?.daysAtLeast ?? 1;
  const days = command.days ?? daysAtLeast;
  if (days < daysAtLeast) throw reject('NOTICE_TOO_SHORT', { daysAtLeast });
  if (places.length === 0) throw reject('NOTICE_INCOMPLETE', { missing: ['places'] });
  const openedOn = chinaDayOf(now);
  const ruleVersion = noticeAsked?.ruleVersion ?? ruleVersions[0] ?? '';
  const span = { days, openedOn, endsOn: addDays(openedOn, days), ruleVersion };
  return [{ type: 'RewardNoticeOpened', distributionId, places: [...places], ...span, openedAt: now }];
};

const object = (command: Of<'RaiseRewardObjection'>, contract: Started): IncomeEvent[] => {
  const { distributionId, organisationId, role, reasons, now } = command;
  const isOfOffice = role === 'regulator' || role === 'operator';
  if (!isOfOffice) assertSide(contract, organisationId, 'SUPPLY');
  const { notice, objections } = proposedOne(contract, distributionId);
  if (!notice || notice.endsOn < chinaDayOf(now)) throw stepNotPossible('NOTICE_NOT_OPEN');
  if (reasons.trim() === '') throw reject('REASONS_MISSING');
  const objectionId = String(objections.length + 1);
  return [{ type: 'RewardObjectionRaised', distributionId, objectionId, reasons, raisedBy: organisationId, raisedAt: now }];
};

/** An objection that is upheld takes the distribution back. */
const decideObjection = (command: Of<'DecideRewardObjection'>, contract: Started): IncomeEvent[] => {
  const { distributionId, objectionId, outcome, reasons, now } = command;
  const { objections } = proposedOne(contract, distributionId);
  const isOpen = objections.some(({ id, decision }) => id === objectionId && !decision);
  if (!isOpen) throw reject('OBJECTION_NOT_FOUND');
  if (reasons.trim() === '') throw reject('REASONS_MISSING');
  const decided: IncomeEvent = {
    type: 'RewardObjectionDecided',
    distributionId,
    objectionId,
    outcome,
    reasons,
    decidedAt: now,
  };
  return outcome === 'DISMISSED'
    ? [decided]
    : [decided, { type: 'DistributionWithdrawn', distributionId, reasons, withdrawnAt: now }];
};

const withdraw = ({ distributionId, reasons, now }: Of<'WithdrawDistribution'>, contract: Started): IncomeEvent[] => {
  const { status } = openOne(contract, distributionId);
  if (status === 'WITHDRAWN') return [];
  proposedOne(contract, distributionId);
  if (reasons.trim() === '') throw reject('REASONS_MISSING');
  return [{ type: 'DistributionWithdrawn', distributionId, reasons, withdrawnAt: now }];
};

const assertNoticed = ({ noticeAsked, notice, objections }: DistributionState, today: string): void => {
  if (objections.some(({ decision }) => !decision)) throw reject('OBJECTION_OPEN');
  if (noticeAsked && !notice) throw reject('REWARD_NOTICE_MISSING', { daysAtLeast: noticeAsked.daysAtLeast });
  if (notice && today <= notice.endsOn) throw reject('NOTICE_STILL_RUNNING', { endsOn: notice.endsOn });
};

const execute = ({ distributionId, now }: Of<'ExecuteDistribution'>, contract: Started): IncomeEvent[] => {
  const one = openOne(contract, distributionId);
  if (one.status === 'EXECUTED' || one.status === 'PAID') return [];
  assertNoticed(proposedOne(contract, distributionId), chinaDayOf(now));
  const { wholeMinor, teamMinor, unitMinor, payouts, floors, ruleVersions } = one;
  return [
    {
      type: 'IncomeDistributed',
      distributionId,
      kind: one.shared.kind,
      wholeMinor,
      teamMinor,
      unitMinor,
      payouts: payouts.map(({ subjectId, amountMinor }) => ({ subjectId, amountMinor })),
      floors: { local: floors.local, national: floors.national },
      ruleVersions,
      termsHash: termsInForce(contract).hash,
      executedAt: now,
    },
  ];
};

const pay = (command: Of<'MarkPayoutPaid'>, contract: Started): IncomeEvent[] => {
  const { distributionId, subjectId, paidOn, reference, now } = command;
  const { status, payouts } = openOne(contract, distributionId);
  if (status !== 'EXECUTED' && status !== 'PAID') throw stepNotPossible(status);
  const payout = payouts.find((one) => one.subjectId === subjectId);
  if (!payout) throw reject('DISTRIBUTION_NOT_FOUND');
  if (payout.paidOn !== undefined) return [];
  return [{ type: 'PayoutPaid', distributionId, subjectId, amountMinor: payout.amountMinor, paidOn, reference, recordedAt: now }];
};

/** What moves money towards the team stands still as long as the parties are in dispute. */
const assertNotFrozen = (contract: Started): void => {
  if (isDisputed(contract)) throw reject('PAYOUT_FROZEN');
};

const decide = (command: IncomeCommand, contract: Started): IncomeEvent[] => {
  if (contract.signing.concludedAt === undefined) throw reject('CONTRACT_NOT_CONCLUDED');
  if (command.type === 'RaiseRewardObjection') return object(command, contract);
  assertSide(contract, command.organisationId, 'SUPPLY');
  switch (command.type) {
    case 'DecideRewardObjection':
      return decideObjection(command, contract);
    case 'WithdrawDistribution':
      return withdraw(command, contract);
    case 'OpenRewardNotice':
      return openNotice(command, contract);
    case 'ProposeDistribution':
      assertNotFrozen(contract);
      return propose(command, contract);
    case 'ExecuteDistribution':
      assertNotFrozen(contract);
      return execute(command, contract);
    case 'MarkPayoutPaid':
      assertNotFrozen(contract);
      return pay(command, contract);
  }
};

/** What the seller's unit shares with those who made the achievement: proposed, made known, executed, paid; never before it was received. */
export const income: Part<Income, IncomeCommand, IncomeEvent> = {
  initial: { distributions: [] },
  commands: {
    ProposeDistribution: true,
    OpenRewardNotice: true,
    RaiseRewardObjection: true,
    DecideRewardObjection: true,
    WithdrawDistribution: true,
    ExecuteDistribution: true,
    MarkPayoutPaid: true,
  },
  events: {
    DistributionProposed: true,
    RewardNoticeOpened: true,
    RewardObjectionRaised: true,
    RewardObjectionDecided: true,
    DistributionWithdrawn: true,
    IncomeDistributed: true,
    PayoutPaid: true,
  },
  decide,
  evolve: evolveIncome,
};
