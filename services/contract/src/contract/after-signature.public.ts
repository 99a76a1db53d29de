import { publicMessage } from '@lastmile/eventsourcing';
import type { PublicMessage } from '@lastmile/eventsourcing';
import { fromMinorUnits, incomeEvents, performanceEvents, registrationEvents } from '@lastmile/protocol';
import type { BodyOf } from '@lastmile/protocol';
import type { ContractEvent, Deal, Started } from './contract.types.js';

type Fact = Deal & { contractId: string; revision: number };
type Step = BodyOf<typeof registrationEvents.registrationDecided>['step'];

/** Every step of a registration but the registration itself. */
const stepOf = (event: ContractEvent): { step: Step; dueOn?: string; reasons?: string } | undefined => {
  switch (event.type) {
    case 'RegistrationFiled':
      return { step: 'FILED', dueOn: event.dueOn };
    case 'SupplementRequested':
      return { step: 'SUPPLEMENT_REQUESTED', reasons: event.reasons };
    case 'FilingSupplemented':
      return { step: 'SUPPLEMENTED', dueOn: event.dueOn };
    case 'FilingWithdrawn':
      return { step: 'WITHDRAWN' };
    case 'RegistrationRefused':
      return { step: 'NOT_REGISTERED', reasons: event.reasons };
    case 'ReviewRequested':
      return { step: 'REVIEW_REQUESTED', reasons: event.grounds };
    case 'ReviewDecided':
      return { step: event.outcome, reasons: event.reasons, ...(event.due && { dueOn: event.due.dueOn }) };
    case 'RegistrationChanged':
      return { step: 'CHANGED', reasons: event.reasons };
    case 'RegistrationCancelled':
      return { step: 'CANCELLED', reasons: event.reasons };
    case 'RegistrationRevoked':
      return { step: 'REVOKED', reasons: event.reasons };
    case 'TechnologyIncomeApproved':
      return { step: 'INCOME_APPROVED' };
    default:
      return undefined;
  }
};

const registrationPublic = (event: ContractEvent, fact: Fact): PublicMessage | undefined => {
  if (event.type === 'ContractRegistered') {
    const { registrationNumber, contractValueMinor, technologyValueMinor, registeredAt } = event;
    return publicMessage(registrationEvents.registered, {
      ...fact,
      registrationNumber,
      contractValue: fromMinorUnits(contractValueMinor),
      technologyValue: fromMinorUnits(technologyValueMinor),
      registeredAt,
    });
  }
  const step = stepOf(event);
  return step && publicMessage(registrationEvents.registrationDecided, { ...fact, ...step });
};

const changePublic = (event: ContractEvent, fact: Fact): PublicMessage | undefined => {
  switch (event.type) {
    case 'AmendmentProposed': {
      const { version, hash, proposedBy } = event;
      return publicMessage(performanceEvents.amendmentProposed, { ...fact, version, hash, proposedBy });
    }
    case 'ContractAmended': {
      const { version, termsHash, amendedAt } = event;
      return publicMessage(performanceEvents.amended, { ...fact, version, termsHash, amendedAt });
    }
    case 'TerminationProposed': {
      const { proposedBy, reasons } = event;
      return publicMessage(performanceEvents.terminationProposed, { ...fact, proposedBy, reasons });
    }
    case 'ContractTerminated': {
      const { way, reasons, terminatedAt } = event;
      return publicMessage(performanceEvents.terminated, { ...fact, way, reasons, terminatedAt });
    }
    case 'DisputeOpened':
      return publicMessage(performanceEvents.disputeOpened, { ...fact, openedBy: event.openedBy, grounds: event.grounds });
    case 'DisputeSettled':
      return publicMessage(performanceEvents.disputeSettled, { ...fact, outcome: event.outcome });
    default:
      return undefined;
  }
};

/** A payment is told when it is recorded and when the other side answers; what was paid for is kept by the record. */
const moneyPublic = (event: ContractEvent, fact: Fact, contract: Started): PublicMessage | undefined => {
  switch (event.type) {
    case 'ContractTookEffect':
      return publicMessage(performanceEvents.tookEffect, { ...fact, effectiveOn: event.effectiveOn });
    case 'PaymentRecorded': {
      const { what, number, amountMinor } = event;
      const paid = { what, number, amount: fromMinorUnits(amountMinor), status: 'RECORDED' as const };
      return publicMessage(performanceEvents.paymentRecorded, { ...fact, ...paid });
    }
    case 'PaymentConfirmed':
    case 'PaymentDenied': {
      const payment = contract.performance.payments.find(({ id }) => id === event.paymentId);
      if (!payment) return undefined;
      const { what, number, amountMinor } = payment;
      const status = event.type === 'PaymentConfirmed' ? 'CONFIRMED' : 'DENIED';
      return publicMessage(performanceEvents.paymentRecorded, {
        ...fact,
        what,
        number,
        amount: fromMinorUnits(amountMinor),
        status,
      });
    }
    case 'IncomeDistributed': {
      const { distributionId, teamMinor, unitMinor, ruleVersions, kind } = event;
      const quantity = (amount: number) => (kind === 'EQUITY' ? { shares: amount } : fromMinorUnits(amount));
      const shared = { team: quantity(teamMinor), unit: quantity(unitMinor), ruleVersions };
      return publicMessage(incomeEvents.distributed, { ...fact, distributionId, ...shared });
    }
    default:
      return undefined;
  }
};

/** What others need to know of a contract's life after the last signature; undefined for every other event. */
export const afterSignaturePublic = (event: ContractEvent, fact: Fact, contract: Started): PublicMessage | undefined =>
  registrationPublic(event, fact) ?? changePublic(event, fact) ?? moneyPublic(event, fact, contract);
