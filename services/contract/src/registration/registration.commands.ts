import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { toMinorUnits } from '@lastmile/protocol';
import type { CommandResult, InputOf, Money, registrationMessages } from '@lastmile/protocol';
import type { Contract, Started } from '../contract/contract.types.js';
import { releaseFiling, takeKeyedStep } from '../filing/filing.commands.js';
import type { Service } from '../service.js';
import { termsInForce } from '../performance/terms-in-force.decider.js';
import type { FilingInput } from './dossier.decider.js';
import { registrationKey } from './registration-terms.decider.js';
import type { Asker, RegistrationPartCommand, RegistrationStep } from './registration.types.js';

type File = InputOf<typeof registrationMessages.file>;
type Decide = InputOf<typeof registrationMessages.decide>;

const minor = (money: Money | undefined): number | undefined => money && toMinorUnits(money);

export const filingOf = (filing: File['filing']): FilingInput => {
  const { seller, buyer, documents, situation } = filing;
  const { intellectualProperty, technicalField, socioEconomicGoal, industryServed, planSource } = filing;
  return {
    seller,
    buyer,
    technologyValueMinor: minor(filing.technologyValue),
    nonTechnicalMinor: minor(filing.nonTechnical),
    newInvestmentMinor: minor(filing.newInvestment),
    newOutputMinor: minor(filing.newOutput),
    headings: { intellectualProperty, technicalField, socioEconomicGoal, industryServed, planSource },
    documents,
    situation,
  };
};

const askerOf = ({ actor: { organisationId, role } }: CommandContext): Asker => ({ organisationId, role });
const startedOf = (contract: Contract): Started => {
  if (contract.status === 'NONE') throw new Error('a step was decided about no contract');
  return contract;
};
const partyIdsOf = ({ deal }: Started): string[] => deal.parties.map(({ organisationId }) => organisationId);

/** The same text between the same parties is filed by one contract of the platform only. */
export const fileRegistration = (service: Service, input: File, context: CommandContext): Promise<CommandResult> => {
  const { id, filing } = input;
  const { region, isByDraft } = filing;
  const by = askerOf(context);
  const command: RegistrationPartCommand = {
    type: 'FileRegistration',
    by,
    region,
    isByDraft,
    filing: filingOf(filing),
    now: service.clock(),
  };
  const keyOf = (contract: Contract): string => {
    const started = startedOf(contract);
    return registrationKey(termsInForce(started).hash, partyIdsOf(started));
  };
  const keeps = (contract: Contract): boolean => contract.status !== 'NONE' && contract.registration.status !== 'NOT_FILED';
  return takeKeyedStep(service, { id, command, keyOf, keeps }, context);
};

const stepOf = (step: Exclude<Decide['step'], { decision: 'supplement' }>): RegistrationStep => {
  switch (step.decision) {
    case 'supplement-request':
      return { type: 'RequestSupplement', missing: step.missing, reasons: step.reasons };
    case 'withdraw':
      return { type: 'Withdraw' };
    case 'register': {
      const { registrationNumber, contractValue, technologyValue } = step;
      const contractValueMinor = minor(contractValue);
      const technologyValueMinor = minor(technologyValue);
      return { type: 'Register', registrationNumber, contractValueMinor, technologyValueMinor };
    }
    case 'approve-income':
      return { type: 'ApproveIncome', technologyIncomeMinor: toMinorUnits(step.technologyIncome) };
    case 'change': {
      const { contractValue, technologyValue, reasons } = step;
      const amounts = { contractValueMinor: toMinorUnits(contractValue), technologyValueMinor: toMinorUnits(technologyValue) };
      return { type: 'ChangeRegistration', ...amounts, reasons };
    }
    case 'refuse':
      return { type: 'RefuseRegistration', reasons: step.reasons };
    case 'review':
      return { type: 'RequestReview', reasons: step.reasons };
    case 'reopen':
      return { type: 'ReopenFiling', reasons: step.reasons };
    case 'confirm':
      return { type: 'ConfirmRefusal', reasons: step.reasons };
    case 'cancel':
      return { type: 'CancelRegistration', reasons: step.reasons };
    case 'revoke':
      return { type: 'RevokeRegistration', reasons: step.reasons };
  }
};

/** An office gives a number once. */
const register = (
  service: Service,
  asked: { id: string; command: RegistrationPartCommand; number: string },
  context: CommandContext,
) => {
  const { id, command, number } = asked;
  const keeps = (contract: Contract): boolean =>
    contract.status !== 'NONE' && contract.registration.registrationNumber === number;
  return takeKeyedStep(service, { id, command, keyOf: () => `number|${number}`, keeps }, context);
};

/** What was withdrawn may be filed by another contract. */
const withdraw = async (service: Service, asked: { id: string; command: RegistrationPartCommand }, context: CommandContext) => {
  const { id, command } = asked;
  const { state } = await service.contracts.load(id);
  const result = await service.contracts(id, command, context);
  const key = state.status === 'NONE' ? undefined : state.registration.key;
  if (key !== undefined) await releaseFiling(service, { contractId: id, key }, context);
  return result;
};

export const decideRegistration = (service: Service, input: Decide, context: CommandContext): Promise<CommandResult> => {
  const { id, step } = input;
  const by = askerOf(context);
  const now = service.clock();
  if (step.decision === 'supplement') {
    const { isByDraft } = step.filing;
    return service.contracts(id, { type: 'SupplementFiling', by, isByDraft, filing: filingOf(step.filing), now }, context);
  }
  const command: RegistrationPartCommand = { type: 'TakeRegistrationStep', by, step: stepOf(step), now };
  if (step.decision === 'register') return register(service, { id, command, number: step.registrationNumber }, context);
  if (step.decision === 'withdraw') return withdraw(service, { id, command }, context);
  return service.contracts(id, command, context);
};
