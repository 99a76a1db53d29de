import { reject } from '@lastmile/protocol';
import type { CommandResult, InputOf, OutputOf, dossierMessages } from '@lastmile/protocol';
import type { Actor } from '@lastmile/protocol';
import type { CommandContext } from '@lastmile/eventsourcing/runtime';
import { maySign } from '../checks/check.decider.js';
import { shownCheck } from '../checks/deal-check.queries.js';
import { getContract } from '../projections/contract.queries.js';
import { liveLicencesOf } from '../rights/live-licences.queries.js';
import { releaseRightsOf } from '../rights/rights.commands.js';
import { chinaDayOf } from '../rules/days.decider.js';
import type { Service } from '../service.js';
import { checkContract } from './contract-checks.decider.js';
import { regionOf } from './declared.decider.js';

type Messages = typeof dossierMessages;

/** Gathers the licences of the same rights, then decides whether everything holds. */
export const passChecks = async (service: Service, id: string, context: CommandContext): Promise<CommandResult> => {
  const now = service.clock();
  const { state: contract } = await service.contracts.load(id);
  if (contract.status === 'NONE') throw reject('NOT_FOUND');
  const liveLicences = await liveLicencesOf(service.documents, { contractId: id, contract, now });
  const { organisationId } = context.actor;
  return service.contracts(id, { type: 'PassChecks', organisationId, liveLicences, now }, context);
};

/** The checklist as the contract stands now, for those who may read it; nothing is stored. */
export const checklistOf = async (
  service: Service,
  input: InputOf<Messages['checks']>,
  actor: Actor,
): Promise<OutputOf<Messages['checks']>> => {
  const { id, status } = await getContract(service.documents, input, actor);
  const { state: contract, revision } = await service.contracts.load(id);
  const terms = contract.status === 'NONE' ? undefined : contract.negotiation.terms;
  if (contract.status === 'NONE' || !terms) throw reject('TERMS_NOT_PROPOSED');
  const now = service.clock();
  const liveLicences = await liveLicencesOf(service.documents, { contractId: id, contract, now });
  const results = checkContract(contract, terms, { liveLicences, now });
  const at = { region: regionOf(contract.dossier), at: chinaDayOf(now) };
  return { id, revision, status, ...at, maySign: maySign(results), checks: results.map(shownCheck) };
};

/** Ends the deal before it is concluded, and lets go of the rights that were claimed for it. */
export const abandon = async (
  service: Service,
  input: InputOf<Messages['abandon']>,
  context: CommandContext,
): Promise<CommandResult> => {
  const { id, reason } = input;
  const { organisationId } = context.actor;
  const done = await service.contracts(id, { type: 'Abandon', organisationId, reason, now: service.clock() }, context);
  await releaseRightsOf(service, id);
  return done;
};
