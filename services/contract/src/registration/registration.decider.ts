import { reject } from '@lastmile/protocol';
import type { Decider } from '@lastmile/eventsourcing';
import { life, stepFrom } from '../lifecycle/life.decider.js';
import type { RegistrationStatus } from '../lifecycle/life.decider.js';
import { chinaDayOf } from '../rules/days.decider.js';
import type { IsoDate } from '../rules/rule.decider.js';
import { reviewAmounts } from './amounts.decider.js';
import { isRegistrationNumber, registrationDue, registrationKey } from './registration-terms.decider.js';
import type { FilingFacts } from './registration-terms.decider.js';
import type { FiledDossier, RegistrationEvent } from './registration.events.js';

/** What is known of one contract's registration; fields come with the steps that bring them. */
export interface Registration {
  readonly status: RegistrationStatus;
  readonly region?: string;
  readonly key?: string;
  readonly dueOn?: IsoDate;
  readonly contractValueMinor?: number;
  readonly technologyValueMinor?: number;
  readonly registrationNumber?: string;
  readonly technologyIncomeMinor?: number;
  /** Which rule set the last due day, and how its days are counted. */
  readonly ruleVersion?: string;
  readonly counting?: 'CALENDAR' | 'WORKING';
  readonly dossier?: FiledDossier;
  /** Of the terms that were filed or are registered. */
  readonly termsHash?: string;
  readonly isByDraft?: boolean;
  readonly filedAt?: string;
  readonly decidedAt?: string;
  /** What the office asked for, and why it decided as it did. */
  readonly missing?: readonly string[];
  readonly reasons?: string;
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
      dossier?: FiledDossier;
      now: string;
    } & Omit<FilingFacts, 'technologyValueMinor'> &
      Amounts)
  | ({ type: 'RequestSupplement'; missing: readonly string[] } & Reasoned)
  | ({ type: 'Supplement'; dossier?: FiledDossier; now: string } & Omit<FilingFacts, 'technologyValueMinor'>)
  | { type: 'Withdraw'; now: string }
  | ({ type: 'Register'; registrationNumber: string; now: string } & Partial<Amounts>)
  | { type: 'ApproveIncome'; technologyIncomeMinor: number; now: string }
  | ({ type: 'RefuseRegistration' | 'RequestReview' | 'ReopenFiling' | 'ConfirmRefusal' } & Reasoned)
  | ({ type: 'ChangeRegistration'; termsHash?: string } & Amounts & Reasoned)
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
  const amounts = { contractValueMinor, technologyValueMinor };
  const dossier = command.dossier && { dossier: command.dossier };
  return [{ type: 'RegistrationFiled', region, registrationKey: key, ...amounts, ...due, ...dossier, filedAt: now }];
};

/** The clock starts again when the filing is complete. */
const supplement = (command: Extract<RegistrationCommand, { type: 'Supplement' }>, state: Registration): RegistrationEvent[] => {
  const { dossier, now } = command;
  const technologyValueMinor = dossier?.form.technologyValueMinor ?? state.technologyValueMinor ?? 0;
  const due = dueFrom({ ...command, technologyValueMinor }, state.region ?? '', now);
  return [{ type: 'FilingSupplemented', ...due, ...(dossier && { dossier }), supplementedAt: now }];
};

const register = (command: Extract<RegistrationCommand, { type: 'Register' }>, state: Registration): RegistrationEvent[] => {
  const { registrationNumber, now } = command;
  const at = { region: state.region ?? '', date: chinaDayOf(now) };
  const { isValid, pattern, ruleVersion } = isRegistrationNumber(registrationNumber, at);
  if (!isValid) throw reject('REGISTRATION_NUMBER_INVALID', { pattern });
  const contractValueMinor = command.contractValueMinor ?? state.contractValueMinor ?? 0;
  const technologyValueMinor = command.technologyValueMinor ?? state.technologyValueMinor ?? 0;
  const amounts = { contractValueMinor, technologyValueMinor };
  const terms = state.termsHash !== undefined && { termsHash: state.termsHash };
  return [{ type: 'ContractRegistered', registrationNumber, ...amounts, ruleVersion, ...terms, registeredAt: now }];
};

/** Never more than the technology part that was registered. */
const approveIncome = (
  { technologyIncomeMinor, now }: Extract<RegistrationCommand, { type: 'ApproveIncome' }>,
  state: Registration,
): RegistrationEvent[] => {
  const { contractValueMinor = 0, technologyValueMinor = 0, region = '' } = state;
  const review = reviewAmounts(
    { contractValueMinor, nonTechnicalMinor: contractValueMinor - technologyValueMinor, technologyIncomeMinor },
    { region, date: chinaDayOf(now) },
  );
  if (review.errors.length > 0) throw reject('AMOUNTS_NOT_SOUND', { errors: [...review.errors] });
  return [{ type: 'TechnologyIncomeApproved', technologyIncomeMinor, ruleVersion: review.ruleVersion, approvedAt: now }];
};

/** A reopened filing waits for the office anew. */
const reopen = ({ reasons, now }: Reasoned, state: Registration): RegistrationEvent[] => {
  const { dossier, isByDraft = false, technologyValueMinor = 0, region = '' } = state;
  const due = dossier && { due: dueFrom({ technologyValueMinor, isByDraft, isDisputed: true }, region, now) };
  return [{ type: 'ReviewDecided', outcome: 'REOPENED', reasons, ...due, decidedAt: now }];
};

const reasoned = (command: Extract<RegistrationCommand, { reasons: string }>, state: Registration): RegistrationEvent[] => {
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
      return reopen(command, state);
    case 'ConfirmRefusal':
      return [{ type: 'ReviewDecided', outcome: 'CONFIRMED', reasons, decidedAt: now }];
    case 'ChangeRegistration': {
      const { contractValueMinor, technologyValueMinor, termsHash } = command;
      const terms = termsHash !== undefined && { termsHash };
      return [{ type: 'RegistrationChanged', ...terms, contractValueMinor, technologyValueMinor, reasons, changedAt: now }];
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
    case 'ApproveIncome':
      return approveIncome(command, state);
    default:
      return reasoned(command, state);
  }
};

const filedWith = (dossier: FiledDossier | undefined): Partial<Registration> => {
  if (!dossier) return {};
  const { contractValueMinor, technologyValueMinor } = dossier.form;
  return { dossier, termsHash: dossier.termsHash, contractValueMinor, technologyValueMinor };
};

/** Nobody waits for the office any more. */
const decided = (state: Registration, status: RegistrationStatus, known: Partial<Registration>): Registration => {
  const { dueOn: _, missing: __, reasons: ___, ...rest } = state;
  return { ...rest, status, ...known };
};

const evolve = (state: Registration, event: RegistrationEvent): Registration => {
  switch (event.type) {
    case 'RegistrationFiled': {
      const { region, registrationKey: key, dueOn, ruleVersion, counting, filedAt } = event;
      const { contractValueMinor, technologyValueMinor, dossier } = event;
      const due = { dueOn, ruleVersion, counting, isByDraft: ruleVersion.endsWith('-draft') };
      const amounts = { contractValueMinor, technologyValueMinor };
      return { status: 'FILED', region, key, ...due, filedAt, ...filedWith(dossier), ...amounts };
    }
    case 'SupplementRequested':
      return decided(state, 'SUPPLEMENT_REQUESTED', { missing: event.missing, reasons: event.reasons });
    case 'FilingSupplemented': {
      const { dueOn, ruleVersion, counting, dossier } = event;
      return decided(state, 'FILED', { dueOn, ruleVersion, counting, ...filedWith(dossier) });
    }
    case 'FilingWithdrawn':
      return { status: 'NOT_FILED' };
    case 'ContractRegistered': {
      const { registrationNumber, contractValueMinor, technologyValueMinor, registeredAt: decidedAt } = event;
      return decided(state, 'REGISTERED', { registrationNumber, contractValueMinor, technologyValueMinor, decidedAt });
    }
    case 'RegistrationRefused':
      return decided(state, 'NOT_REGISTERED', { reasons: event.reasons, decidedAt: event.refusedAt });
    case 'ReviewRequested':
      return { ...state, status: 'REVIEW_REQUESTED' };
    case 'ReviewDecided': {
      const { outcome, reasons, due, decidedAt } = event;
      return outcome === 'REOPENED'
        ? decided(state, 'FILED', { ...due })
        : decided(state, 'NOT_REGISTERED', { reasons, decidedAt });
    }
    case 'RegistrationChanged': {
      const { termsHash = state.termsHash, contractValueMinor, technologyValueMinor, changedAt: decidedAt } = event;
      return { ...state, contractValueMinor, technologyValueMinor, decidedAt, ...(termsHash !== undefined && { termsHash }) };
    }
    case 'RegistrationCancelled':
      return decided(state, 'CANCELLED', { reasons: event.reasons, decidedAt: event.cancelledAt });
    case 'RegistrationRevoked':
      return decided(state, 'REVOKED', { reasons: event.reasons, decidedAt: event.revokedAt });
    case 'TechnologyIncomeApproved':
      return { ...state, technologyIncomeMinor: event.technologyIncomeMinor };
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
