import { reject } from '@lastmile/protocol';
import type { Part, Started } from '../contract/contract.types.js';
import { assertParty } from '../contract/contract-rules.decider.js';
import { life, stepFrom } from '../lifecycle/life.decider.js';
import { chinaDayOf } from '../rules/days.decider.js';
import type { IsoDate } from '../rules/rule.decider.js';
import { isDue, obligationsOf } from './obligations.decider.js';
import type { Termination, TerminationCommand, TerminationEvent } from './termination.types.js';
import { termsInForce } from './terms-in-force.decider.js';

type Terminated = Extract<TerminationEvent, { type: 'ContractTerminated' }>;

/** What the end leaves to be paid: whatever was due by then and is not there. */
const left = (contract: Started, today: IsoDate): Terminated['obligations'] =>
  obligationsOf(contract)
    .filter((one) => one.amountMinor !== undefined && !one.isMet && isDue(one, contract.performance, today))
    .map(({ what, number, dueOn, amountMinor = 0, receivedMinor }) => ({
      what,
      number,
      ...(dueOn && { dueOn }),
      openMinor: amountMinor - receivedMinor,
    }));

const decide = (command: TerminationCommand, contract: Started): TerminationEvent[] => {
  const { organisationId, way, ground, reasons, now } = command;
  assertParty(contract, organisationId);
  if (!stepFrom(life.deal, contract.status, 'Terminate')) throw reject('CONTRACT_NOT_OPEN', { status: contract.status });
  if (reasons.trim() === '' || (way === 'CAUSE' && !ground)) throw reject('REASONS_MISSING');
  const { proposedBy } = contract.termination;
  if (way === 'AGREEMENT' && proposedBy === organisationId) return [];
  if (way === 'AGREEMENT' && proposedBy === undefined)
    return [{ type: 'TerminationProposed', reasons, proposedBy: organisationId, proposedAt: now }];
  return [
    {
      type: 'ContractTerminated',
      way,
      ...(way === 'CAUSE' && ground && { ground }),
      reasons,
      terminatedBy: organisationId,
      termsHash: termsInForce(contract).hash,
      obligations: left(contract, chinaDayOf(now)),
      isRegistered: contract.registration.status === 'REGISTERED',
      terminatedAt: now,
    },
  ];
};

const evolve = (slice: Termination, event: TerminationEvent): Termination => {
  if (event.type === 'TerminationProposed') return { proposedBy: event.proposedBy, reasons: event.reasons };
  const { type: _, ...ended } = event;
  return { ...slice, ended };
};

/** The end before its time: by agreement of both, or by one party for a cause with reasons. What was owed stays owed. */
export const termination: Part<Termination, TerminationCommand, TerminationEvent> = {
  initial: {},
  commands: { Terminate: true },
  events: { TerminationProposed: true, ContractTerminated: true },
  decide,
  evolve,
};
