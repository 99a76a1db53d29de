import { waitForRevision } from '@lastmile/eventsourcing/runtime';
import { fromMinorUnits, reject } from '@lastmile/protocol';
import type { Actor, InputOf, Money, OutputOf, registrationMessages } from '@lastmile/protocol';
import { suppliers } from '../checks/finding.decider.js';
import { isDisputed } from '../dispute/dispute.decider.js';
import { contractDetailsCollection } from '../projections/contract-details.projection.js';
import type { ContractDetails } from '../projections/contract-details.projection.js';
import { getContract } from '../projections/contract.queries.js';
import { chinaDayOf, daysBetween } from '../rules/days.decider.js';
import type { Service } from '../service.js';
import { filingDocuments, mayFile } from './dossier.decider.js';
import { dossierOf } from './filing.decider.js';
import type { FilingInput, RegistrationForm } from './dossier.decider.js';
import { registrationDue } from './registration-terms.decider.js';

type Messages = typeof registrationMessages;
type DossierView = OutputOf<Messages['dossier']>;
type Entry = OutputOf<Messages['list']>['items'][number];
type Needs = Pick<Service, 'documents' | 'clock'>;

const offices = new Set(['registrar', 'regulator', 'operator', 'system']);

const money = (amount: number | undefined): Money | undefined => (amount === undefined ? undefined : fromMinorUnits(amount));
const present = <T extends object>(fields: T): T =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;

const formView = (form: RegistrationForm): DossierView['form'] => {
  const { contractValueMinor, technologyValueMinor, newInvestmentMinor, newOutputMinor, ...same } = form;
  return present({
    ...same,
    contractValue: money(contractValueMinor),
    technologyValue: money(technologyValueMinor),
    newInvestment: money(newInvestmentMinor),
    newOutput: money(newOutputMinor),
  });
};

const namesOf = new Map<string, { zh: string; en: string }>(Object.entries(filingDocuments));

/** What was filed before, as far as the seller gave it. */
const givenIn = ({ contract }: ContractDetails): FilingInput => {
  const filed = contract.registration.dossier;
  const form: Partial<RegistrationForm> = filed?.form ?? {};
  const { intellectualProperty, technicalField, socioEconomicGoal, industryServed, planSource } = form;
  return {
    seller: form.seller ?? {},
    buyer: form.buyer ?? {},
    technologyValueMinor: form.technologyValueMinor,
    newInvestmentMinor: form.newInvestmentMinor,
    newOutputMinor: form.newOutputMinor,
    headings: { intellectualProperty, technicalField, socioEconomicGoal, industryServed, planSource },
    documents: filed?.documents ?? [],
    situation: filed?.situation ?? {
      isFirstTime: false,
      isSignedByDepartment: false,
      isStateProject: false,
      needsProductionLicence: false,
    },
  };
};

/** The dossier as it stands: what contract and filing fill, what is missing and who brings it. */
export const registrationDossier = async (
  { documents, clock }: Needs,
  input: InputOf<Messages['dossier']>,
  actor: Actor,
): Promise<DossierView> => {
  await getContract(documents, input, actor);
  const details = await waitForRevision(() => documents.collection(contractDetailsCollection).get(input.id), input.atRevision);
  if (!details) throw reject('NOT_FOUND');
  const { contract } = details;
  const { status, region = input.region ?? '110000', isByDraft = false } = contract.registration;
  const given = givenIn(details);
  const at = { region, date: chinaDayOf(clock()) };
  const { form, gaps, amounts } = dossierOf(contract, given, at);
  const { technologyValueMinor } = form;
  const due =
    technologyValueMinor === undefined
      ? undefined
      : registrationDue({ technologyValueMinor, isDisputed: isDisputed(contract), isByDraft }, at);
  return {
    id: details.id,
    revision: details.revision,
    status,
    region,
    form: formView(form),
    gaps: gaps.map((gap) => {
      const name = namesOf.get(gap.what);
      const { zh, en } = suppliers[gap.suppliedBy];
      return { ...gap, ...(name && { name: { zh: name.zh, en: name.en } }), supplier: { zh, en } };
    }),
    mayFile: mayFile(gaps) && amounts?.errors.length === 0,
    ...(amounts && {
      amounts: { errors: [...amounts.errors], warnings: [...amounts.warnings], ruleVersion: amounts.ruleVersion },
    }),
    documents: [...given.documents],
    ...(due && { ifFiledToday: { dueOn: due.dueOn, counting: due.counting, ruleVersion: due.ruleVersion } }),
  };
};

const entryOf = ({ id, contract }: ContractDetails, today: string): Entry => {
  const { status, region = '', filedAt = contract.draftedAt, dueOn, counting, ruleVersion } = contract.registration;
  const { contractValueMinor, technologyValueMinor, registrationNumber, dossier } = contract.registration;
  return present({
    contractId: id,
    title: contract.deal.title,
    parties: contract.deal.parties,
    status,
    region,
    filedAt,
    ageDays: daysBetween(chinaDayOf(filedAt), today),
    dueOn,
    daysLeft: dueOn && daysBetween(today, dueOn),
    isOverdue: dueOn !== undefined && dueOn < today,
    counting,
    ruleVersion,
    contractValue: money(contractValueMinor),
    technologyValue: money(technologyValueMinor),
    registrationNumber,
    warnings: dossier?.warnings ?? [],
  }) as Entry;
};

/** What lies with the office, the nearest last day first; what nobody waits for comes last. */
export const listRegistrations = async (
  { documents, clock }: Needs,
  { limit, cursor, status, due }: InputOf<Messages['list']>,
  actor: Actor,
): Promise<OutputOf<Messages['list']>> => {
  if (!offices.has(actor.role)) throw reject('NOT_ALLOWED');
  const today = chinaDayOf(clock());
  const where = {
    ...(status ? { registrationStatus: status } : {}),
    registrationDueOn: { from: '0000-01-01', ...(due && { to: due }) },
  };
  const page = await documents
    .collection(contractDetailsCollection)
    .find({ where, sort: [{ path: 'registrationDueOn', direction: 'asc' }], limit, cursor });
  return { ...page, items: page.items.map((details) => entryOf(details, today)) };
};
