import { reject } from '@lastmile/protocol';
import type { Decider } from '@lastmile/eventsourcing';
import { life, stepFrom } from '../lifecycle/life.decider.js';
import type { RegistrationStatus } from '../lifecycle/life.decider.js';
import { chinaDayOf } from '../rules/days.decider.js';
import type { IsoDate } from '../rules/rule.decider.js';
import { isRegistrationNumber, registrationDue, registrationKey } from './registration-terms.decider.js';
import type { FilingFacts } from './registration-terms.decider.js';
import type { RegistrationEvent } from './registration.events.js';

/** What is known of one contract's registration; fields come with the steps that bring them. */
export interface Registration {
  readonly status: RegistrationStatus;
  readonly region?: string;
  readonly key?: string;
  readonly dueOn?: IsoDate;
  readonly contractValueMinor?: number;
  readonly technologyValueMinor?: number;
  readonly registrationNumber?: string;
}

interface Amounts {
  contractValueMinor: number;
  technologyValueMinor: number;
}
type Reasoned = { reasons: string; now: string };

export type RegistrationCommand =
  | ({
      type: 'File';
      region: string;
      termsHash: string;
      partyIds: readonly string[];
      /** Gathered before: another contract of the platform was registered under the same key. */
      isKeyTaken: boolean;
      now: string;
    } & Omit<FilingFacts, 'technologyValueMinor'> &
      Amounts)
  | ({ type: 'RequestSupplement'; missing: readonly string[] } & Reasoned)
  | ({ type: 'Supplement'; now: string } & Omit<FilingFacts, 'technologyValueMinor'>)
  | { type: 'Withdraw'; now: string }
  | ({ type: 'Register'; registrationNumber: string; now: string } & Partial<Amounts>)
  | ({ type: 'RefuseRegistration' | 'RequestReview' | 'ReopenFiling' | 'ConfirmRefusal' } & Reasoned)
  | ({ type: 'ChangeRegistration' } & Amounts & Reasoned)
  | ({ type: 'CancelRegistration' | 'RevokeRegistration' } & Reasoned);

const assertStep = (state: Registration, step: RegistrationCommand['type']): void => {
  if (!stepFrom(life.registration, state.status, step))
    throw reject('REGISTRATION_STEP_NOT_POSSIBLE', { status: state.status, step });
};

const dueFrom = (facts: FilingFacts, region: string, now: string) => {
  const { dueOn, counting, ruleVersion } = registrationDue(facts, { region, date: chinaDayOf(now) });
  return { dueOn, counting, ruleVersion };
};

const file = (command: Extract<RegistrationCommand, { type: 'File' }>): RegistrationEvent[] => {
  const { region, now, contractValueMinor, technologyValueMinor } = command;
  if (command.isKeyTaken) throw reject('REGISTRATION_STEP_NOT_POSSIBLE', { status: 'REGISTERED', step: 'File' });
  const key = registrationKey(command.termsHash, command.partyIds);
  const due = dueFrom(command, region, now);
  return [
    { type: 'RegistrationFiled', region, registrationKey: key, contractValueMinor, technologyValueMinor, ...due, filedAt: now },
  ];
};

/** The clock starts again when the filing is complete. */
const supplement = (command: Extract<RegistrationCommand, { type: 'Supplement' }>, state: Registration): RegistrationEvent[] => {
  const facts = { ...command, technologyValueMinor: state.technologyValueMinor ?? 0 };
  return [{ type: 'FilingSupplemented', ...dueFrom(facts, state.region ?? '', command.now), supplementedAt: command.now }];
};

const register = (command: Extract<RegistrationCommand, { type: 'Register' }>, state: Registration): RegistrationEvent[] => {
  const { registrationNumber, now } = command;
  const at = { region: state.region ?? '', date: chinaDayOf(now) };
  const { isValid, pattern, ruleVersion } = isRegistrationNumber(registrationNumber, at);
  if (!isValid) throw reject('REGISTRATION_NUMBER_INVALID', { pattern });
  const contractValueMinor = command.contractValueMinor ?? state.contractValueMinor ?? 0;
  const technologyValueMinor = command.technologyValueMinor ?? state.technologyValueMinor ?? 0;
  const amounts = { contractValueMinor, technologyValueMinor };
  return [{ type: 'ContractRegistered', registrationNumber, ...amounts, ruleVersion, registeredAt: now }];
};

const reasoned = (command: Extract<RegistrationCommand, { reasons: string }>): RegistrationEvent[] => {
  const { reasons, now } = command;
  if (reasons.trim() === '') throw reject('REASONS_MISSING');
  switch (command.type) {
    case 'RequestSupplement':
      return [{ type: 'SupplementRequested', missing: [...command.missing], reasons, requestedAt: now }];
    case 'RefuseRegistration':
      return [{ type: 'RegistrationRefused', reasons, refusedAt: now }];
    case 'RequestReview':
      return [{ type: 'ReviewRequested', grounds: reasons, requestedAt: now }];
    case 'ReopenFiling':
      return [{ type: 'ReviewDecided', outcome: 'REOPENED', reasons, decidedAt: now }];
    case 'ConfirmRefusal':
      return [{ type: 'ReviewDecided', outcome: 'CONFIRMED', reasons, decidedAt: now }];
    case 'ChangeRegistration': {
      const { contractValueMinor, technologyValueMinor } = command;
      return [{ type: 'RegistrationChanged', contractValueMinor, technologyValueMinor, reasons, changedAt: now }];
    }
    case 'CancelRegistration':
      return [{ type: 'RegistrationCancelled', reasons, cancelledAt: now }];
    case 'RevokeRegistration':
      return [{ type: 'RegistrationRevoked', reasons, revokedAt: now }];
  }
};

const decide = (command: RegistrationCommand, state: Registration): RegistrationEvent[] => {
  assertStep(state, command.type);
  switch (command.type) {
    case 'File':
      return file(command);
    case 'Supplement':
      return supplement(command, state);
    case 'Withdraw':
      return [{ type: 'FilingWithdrawn', withdrawnAt: command.now }];
    case 'Register':
      return register(command, state);
    default:
      return reasoned(command);
  }
};

const evolve = (state: Registration, event: RegistrationEvent): Registration => {
  switch (event.type) {
    case 'RegistrationFiled': {
      const { region, registrationKey: key, dueOn, contractValueMinor, technologyValueMinor } = event;
      return { status: 'FILED', region, key, dueOn, contractValueMinor, technologyValueMinor };
    }
    case 'SupplementRequested':
      return { ...state, status: 'SUPPLEMENT_REQUESTED', dueOn: undefined };
    case 'FilingSupplemented':
      return { ...state, status: 'FILED', dueOn: event.dueOn };
    case 'FilingWithdrawn':
      return { status: 'NOT_FILED' };
    case 'ContractRegistered': {
      const { registrationNumber, contractValueMinor, technologyValueMinor } = event;
      return { ...state, status: 'REGISTERED', registrationNumber, contractValueMinor, technologyValueMinor, dueOn: undefined };
    }
    case 'RegistrationRefused':
      return { ...state, status: 'NOT_REGISTERED', dueOn: undefined };
    case 'ReviewRequested':
      return { ...state, status: 'REVIEW_REQUESTED' };
    case 'ReviewDecided':
      return { ...state, status: event.outcome === 'REOPENED' ? 'FILED' : 'NOT_REGISTERED' };
    case 'RegistrationChanged':
      return { ...state, contractValueMinor: event.contractValueMinor, technologyValueMinor: event.technologyValueMinor };
    case 'RegistrationCancelled':
      return { ...state, status: 'CANCELLED' };
    case 'RegistrationRevoked':
      return { ...state, status: 'REVOKED' };
  }
};

/**
 * The registration of one contract, by the steps of `life.registration`: filed by the seller, decided by the office, under the office's own
 * number. Refuses with REGISTRATION_STEP_NOT_POSSIBLE, REGISTRATION_NUMBER_INVALID or REASONS_MISSING.
 */
export const registrationDecider: Decider<Registration, RegistrationCommand, RegistrationEvent> = {
  initialState: () => ({ status: 'NOT_FILED' }),
  decide,
  evolve,
};
