import { reject } from '@lastmile/protocol';
import type { Part, Started } from '../contract/contract.types.js';
import { assertParty, assertSide } from '../contract/contract-rules.decider.js';
import { life, stepFrom } from '../lifecycle/life.decider.js';
import { chinaDayOf } from '../rules/days.decider.js';
import { areAllAccepted, milestoneDecider } from './milestone.decider.js';
import type { MilestoneCommand } from './milestone.decider.js';
import { nameOf, obligationsOf, planOf } from './obligations.decider.js';
import { decidePayment, evolvePayments } from './payments.decider.js';
import type { Performance, PerformanceCommand, PerformanceEvent } from './performance.types.js';
import { effectiveOn, isInEffect, termsInForce } from './terms-in-force.decider.js';

const notNow = ({ status }: Started) => reject('CONTRACT_NOT_OPEN', { status });

const takeEffect = (now: string, contract: Started): PerformanceEvent[] => {
  const day = contract.status === 'CONCLUDED' ? effectiveOn(contract) : undefined;
  const isReached = day !== undefined && day <= chinaDayOf(now);
  return isReached ? [{ type: 'ContractTookEffect', effectiveOn: day, tookEffectAt: now }] : [];
};

const start = ({ organisationId, now }: { organisationId: string; now: string }, contract: Started): PerformanceEvent[] => {
  assertParty(contract, organisationId);
  if (contract.performance.startedAt !== undefined) return [];
  if (!['CONCLUDED', 'EFFECTIVE'].includes(contract.status)) throw notNow(contract);
  if (!isInEffect(contract, chinaDayOf(now))) throw reject('CONTRACT_NOT_IN_EFFECT', { from: effectiveOn(contract) });
  return [...takeEffect(now, contract), { type: 'PerformanceStarted', startedBy: organisationId, startedAt: now }];
};

const milestone = (command: MilestoneCommand, contract: Started): PerformanceEvent[] => {
  assertParty(contract, command.organisationId);
  if (contract.status !== 'PERFORMING') throw notNow(contract);
  const known = termsInForce(contract).content.milestones ?? [];
  if (!known.some(({ id }) => id === command.milestoneId)) throw reject('MILESTONE_NOT_FOUND');
  return milestoneDecider.decide(command, contract.performance.milestones);
};

/** The buyer accepts the whole once every milestone was accepted. */
const acceptResult = (by: { organisationId: string; now: string }, contract: Started): PerformanceEvent[] => {
  assertSide(contract, by.organisationId, 'DEMAND');
  if (contract.performance.acceptedAt !== undefined) return [];
  if (!stepFrom(life.deal, contract.status, 'AcceptResult')) throw notNow(contract);
  const ids = (termsInForce(contract).content.milestones ?? []).map(({ id }) => id);
  const missing = ids.filter((id) => !areAllAccepted(contract.performance.milestones, [id]));
  if (missing.length > 0) throw reject('OBLIGATIONS_OPEN', { missing });
  return [{ type: 'ResultAccepted', acceptedBy: by.organisationId, acceptedAt: by.now }];
};

const complete = (by: { organisationId: string; now: string }, contract: Started): PerformanceEvent[] => {
  assertParty(contract, by.organisationId);
  if (contract.performance.completedAt !== undefined) return [];
  if (!stepFrom(life.deal, contract.status, 'Complete')) throw notNow(contract);
  const missing = obligationsOf(contract).filter(({ isMet }) => !isMet);
  if (missing.length > 0) throw reject('OBLIGATIONS_OPEN', { missing: missing.map(nameOf) });
  return [{ type: 'PerformanceCompleted', completedBy: by.organisationId, completedAt: by.now }];
};

const decide = (command: PerformanceCommand, contract: Started): PerformanceEvent[] => {
  switch (command.type) {
    case 'TakeEffect':
      return takeEffect(command.now, contract);
    case 'StartPerformance':
      return start(command, contract);
    case 'SubmitMilestone':
    case 'AcceptMilestone':
    case 'RejectMilestone':
      return milestone(command, contract);
    case 'AcceptResult':
      return acceptResult(command, contract);
    case 'Complete':
      return complete(command, contract);
    default:
      return decidePayment(command, contract, planOf(contract));
  }
};

const evolve = (slice: Performance, event: PerformanceEvent): Performance => {
  switch (event.type) {
    case 'ContractTookEffect':
      return { ...slice, tookEffectOn: event.effectiveOn };
    case 'PerformanceStarted':
      return { ...slice, startedAt: event.startedAt };
    case 'MilestoneSubmitted':
    case 'MilestoneAccepted':
    case 'MilestoneRejected':
      return { ...slice, milestones: milestoneDecider.evolve(slice.milestones, event) };
    case 'ResultAccepted':
      return { ...slice, acceptedAt: event.acceptedAt };
    case 'PerformanceCompleted':
      return { ...slice, completedAt: event.completedAt };
    default:
      return evolvePayments(slice, event);
  }
};

/** From the day of effect to the last payment: milestones, payments against the plan, royalty statements, acceptance. */
export const performance: Part<Performance, PerformanceCommand, PerformanceEvent> = {
  initial: { milestones: {}, payments: [], statements: [] },
  commands: {
    TakeEffect: true,
    StartPerformance: true,
    SubmitMilestone: true,
    AcceptMilestone: true,
    RejectMilestone: true,
    RecordPayment: true,
    ConfirmPayment: true,
    DenyPayment: true,
    StateRoyalty: true,
    AcceptResult: true,
    Complete: true,
  },
  events: {
    ContractTookEffect: true,
    PerformanceStarted: true,
    MilestoneSubmitted: true,
    MilestoneAccepted: true,
    MilestoneRejected: true,
    PaymentRecorded: true,
    PaymentConfirmed: true,
    PaymentDenied: true,
    RoyaltyStated: true,
    ResultAccepted: true,
    PerformanceCompleted: true,
  },
  decide,
  evolve,
};
