import {
  deadlineEvents,
  dossierEvents,
  incomeEvents,
  performanceEvents,
  pricingEvents,
  registrationEvents,
} from '@lastmile/protocol';
import { route, tellParties } from './telling.js';
import type { Route } from './telling.js';

/** What happens to a deal between its draft and its end; whoever did it is not told. */
export const dealRoutes: readonly Route[] = [
  route(pricingEvents.noticeOpened, 'notice-opened', ({ opensOn, endsOn, ...contract }) =>
    tellParties(contract, { opensOn, endsOn }),
  ),
  route(pricingEvents.noticeClosed, 'notice-closed', ({ endsOn, ...contract }) => tellParties(contract, { endsOn })),
  route(pricingEvents.objectionRaised, 'objection-raised', (contract) => tellParties(contract)),
  route(pricingEvents.objectionDecided, 'objection-decided', ({ outcome, ...contract }) => tellParties(contract, { outcome })),
  route(pricingEvents.saleWon, 'sale-won', ({ mode, ...contract }) => tellParties(contract, { mode })),
  route(dossierEvents.checksPassed, 'checks-passed', (contract) => tellParties(contract)),
  route(dossierEvents.abandoned, 'abandoned', ({ abandonedBy, ...contract }) => tellParties(contract, {}, abandonedBy)),
  route(registrationEvents.registered, 'registered', ({ registrationNumber, ...contract }) =>
    tellParties(contract, { registrationNumber }),
  ),
  route(registrationEvents.registrationDecided, 'registration-decided', ({ step, ...contract }) =>
    tellParties(contract, { step }),
  ),
  route(performanceEvents.tookEffect, 'took-effect', ({ effectiveOn, ...contract }) => tellParties(contract, { effectiveOn })),
  route(performanceEvents.paymentRecorded, 'payment-recorded', ({ amount, status, ...contract }) =>
    tellParties(contract, { amount: amount.amount, status }),
  ),
  route(performanceEvents.amendmentProposed, 'amendment-proposed', ({ version, proposedBy, ...contract }) =>
    tellParties(contract, { version }, proposedBy),
  ),
  route(performanceEvents.amended, 'amended', ({ version, ...contract }) => tellParties(contract, { version })),
  route(performanceEvents.terminationProposed, 'termination-proposed', ({ proposedBy, ...contract }) =>
    tellParties(contract, {}, proposedBy),
  ),
  route(performanceEvents.terminated, 'terminated', ({ way, ...contract }) => tellParties(contract, { way })),
  route(performanceEvents.disputeOpened, 'dispute-opened', ({ openedBy, ...contract }) => tellParties(contract, {}, openedBy)),
  route(performanceEvents.disputeSettled, 'dispute-settled', ({ outcome, ...contract }) => tellParties(contract, { outcome })),
  // what the team receives is the unit's own affair
  route(incomeEvents.distributed, 'distributed', (contract) =>
    tellParties(contract, {}, contract.parties.find(({ side }) => side === 'DEMAND')?.organisationId),
  ),
  // each party learns what is its own to do; what is nobody's or the office's to do, both
  route(deadlineEvents.deadlineNear, 'deadline-near', ({ kind, stage, dueOn, owedBy, about, ruleVersion, ...contract }) => {
    const others = owedBy === 'SUPPLY' || owedBy === 'DEMAND' ? contract.parties.filter(({ side }) => side !== owedBy) : [];
    return tellParties(
      contract,
      { deadline: kind, stage, dueOn, ...(about && { about }), ...(ruleVersion && { ruleVersion }) },
      stage === 'OVERDUE' ? undefined : others[0]?.organisationId,
    );
  }),
];
