import { reject } from '@lastmile/protocol';
import type { Part, Started } from '../contract/contract.types.js';
import { assertSide } from '../contract/contract-rules.decider.js';
import { isDisputed } from '../dispute/dispute.decider.js';
import { effectiveOn, isInEffect, termsInForce } from '../performance/terms-in-force.decider.js';
import { chinaDayOf } from '../rules/days.decider.js';
import { completeDossier } from './filing.decider.js';
import { registrationDecider } from './registration.decider.js';
import type { Asker, Registration, RegistrationEvent, RegistrationPartCommand, RegistrationStep } from './registration.types.js';

type Of<Type extends RegistrationPartCommand['type']> = Extract<RegistrationPartCommand, { type: Type }>;

const ofSeller: readonly RegistrationStep['type'][] = ['Withdraw', 'RequestReview'];

const isParty = (contract: Started, { organisationId }: Asker): boolean =>
  contract.deal.parties.some((party) => party.organisationId === organisationId);

/** A party never decides about its own contract, whatever its role. */
const assertOffice = (contract: Started, by: Asker): void => {
  if (by.role !== 'registrar' || isParty(contract, by)) throw reject('NOT_YOUR_STEP', { by: 'OFFICE' });
};

const assertSeller = (contract: Started, by: Asker): void => {
  if (by.role === 'registrar') throw reject('NOT_YOUR_STEP', { by: 'SELLER' });
  assertSide(contract, by.organisationId, 'SUPPLY');
};

/** After the contract takes effect and while it is valid (Beijing market regulation, Art. 22). */
const assertFilable = (contract: Started, now: string): void => {
  const today = chinaDayOf(now);
  const { validTo } = termsInForce(contract).content;
  if (!isInEffect(contract, today)) throw reject('CONTRACT_NOT_IN_EFFECT', { from: effectiveOn(contract) });
  if (today > validTo) throw reject('VALIDITY_IN_THE_PAST');
};

const file = (command: Of<'FileRegistration'>, contract: Started): RegistrationEvent[] => {
  const { by, region, isByDraft, filing, now } = command;
  assertSeller(contract, by);
  if (contract.registration.status !== 'NOT_FILED')
    throw reject('REGISTRATION_STEP_NOT_POSSIBLE', { status: contract.registration.status, step: 'File' });
  assertFilable(contract, now);
  const dossier = completeDossier(contract, filing, { region, now });
  const { contractValueMinor = 0, technologyValueMinor = 0 } = dossier.form;
  const partyIds = contract.deal.parties.map(({ organisationId }) => organisationId);
  const step = {
    type: 'File',
    region,
    termsHash: dossier.termsHash,
    partyIds,
    contractValueMinor,
    technologyValueMinor,
  } as const;
  // the key was claimed before
  const facts = { isKeyTaken: false, isDisputed: isDisputed(contract), isByDraft, dossier, now };
  return registrationDecider.decide({ ...step, ...facts }, contract.registration);
};

const supplement = (command: Of<'SupplementFiling'>, contract: Started): RegistrationEvent[] => {
  const { by, isByDraft, filing, now } = command;
  assertSeller(contract, by);
  const { region = '', status, termsHash } = contract.registration;
  if (status !== 'SUPPLEMENT_REQUESTED') throw reject('REGISTRATION_STEP_NOT_POSSIBLE', { status, step: 'Supplement' });
  // what is filed is one text; another one is filed anew, under its own key
  const current = termsInForce(contract);
  if (current.hash !== termsHash)
    throw reject('TERMS_VERSION_STALE', { currentVersion: current.version, currentHash: current.hash });
  const dossier = completeDossier(contract, filing, { region, now });
  const facts = { isDisputed: isDisputed(contract), isByDraft, dossier, now };
  return registrationDecider.decide({ type: 'Supplement', ...facts }, contract.registration);
};

const afterPerformance: readonly string[] = ['ACCEPTED', 'COMPLETED'];

const take = ({ by, step, now }: Of<'TakeRegistrationStep'>, contract: Started): RegistrationEvent[] => {
  if (ofSeller.includes(step.type)) assertSeller(contract, by);
  else assertOffice(contract, by);
  if (step.type === 'ApproveIncome' && !afterPerformance.includes(contract.status))
    throw reject('CONTRACT_NOT_OPEN', { status: contract.status });
  const known = step.type === 'ChangeRegistration' ? { ...step, termsHash: termsInForce(contract).hash } : step;
  return registrationDecider.decide({ ...known, now }, contract.registration);
};

/** The registration of the contract by the office: filed by the seller after it took effect, decided by the office alone. */
export const registration: Part<Registration, RegistrationPartCommand, RegistrationEvent> = {
  initial: registrationDecider.initialState(),
  commands: { FileRegistration: true, SupplementFiling: true, TakeRegistrationStep: true },
  events: {
    RegistrationFiled: true,
    SupplementRequested: true,
    FilingSupplemented: true,
    FilingWithdrawn: true,
    ContractRegistered: true,
    RegistrationRefused: true,
    ReviewRequested: true,
    ReviewDecided: true,
    RegistrationChanged: true,
    RegistrationCancelled: true,
    RegistrationRevoked: true,
    TechnologyIncomeApproved: true,
  },
  decide: (command, contract) => {
    switch (command.type) {
      case 'FileRegistration':
        return file(command, contract);
      case 'SupplementFiling':
        return supplement(command, contract);
      case 'TakeRegistrationStep':
        return take(command, contract);
    }
  },
  evolve: registrationDecider.evolve,
};

/** Registered under other terms than those in force: the seller asks the office to change it. */
export const needsChange = (contract: Started): boolean =>
  contract.registration.status === 'REGISTERED' && contract.registration.termsHash !== termsInForce(contract).hash;
