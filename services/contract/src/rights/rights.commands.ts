import { createHash } from 'node:crypto';
import { deriveId } from '@lastmile/eventsourcing';
import { isRejection, reject, systemActor } from '@lastmile/protocol';
import { contractDecider } from '../contract/contract.decider.js';
import type { Contract, ContractCommand, Started } from '../contract/contract.types.js';
import { scopeOf } from '../dossier/contract-checks.decider.js';
import { licenceModeOf } from '../kinds/kind-tests.decider.js';
import { regionOf } from '../dossier/declared.decider.js';
import { chinaDayOf } from '../rules/days.decider.js';
import type { Service } from '../service.js';
import { rightOf } from './rights-of.js';
import type { Claim } from './rights.types.js';

type Needs = Pick<Service, 'contracts' | 'rights' | 'clock'>;

const actor = systemActor('rights');

const streamIdOf = (ip: string): string => createHash('sha256').update(rightOf(ip)).digest('hex');

/** What a contract takes of its rights; undefined where its kind takes none or names none. */
export const claimOf = (contractId: string, contract: Started, now: string): Claim | undefined => {
  const content = contract.negotiation.terms?.content;
  if (!content) return undefined;
  const kind = content.kind === 'LICENCE' ? 'LICENCE' : 'ASSIGNMENT';
  if (!['LICENCE', 'ASSIGNMENT', 'EQUITY_CONTRIBUTION'].includes(content.kind)) return undefined;
  const party = (side: string): string => contract.deal.parties.find((one) => one.side === side)?.organisationId ?? '';
  const at = { region: regionOf(contract.dossier), date: chinaDayOf(now) };
  const { mode } = licenceModeOf(content.licenceMode, at);
  const scope = scopeOf(content);
  if (scope.ip.length === 0) return undefined;
  const licence = { ...scope, id: contractId, licenseeId: party('DEMAND'), mode };
  return { kind, sellerId: party('SUPPLY'), licence: JSON.parse(JSON.stringify(licence)) as Claim['licence'] };
};

/** Statuses in which a claim stands; elsewhere the terms went back to the table, or the deal is over. */
export const holding: ReadonlySet<Contract['status']> = new Set<Contract['status']>([
  'CHECKED',
  'SIGNING',
  'CONCLUDED',
  'EFFECTIVE',
  'PERFORMING',
  'ACCEPTED',
  'COMPLETED',
]);

const take = async (service: Needs, ip: string, claim: Claim): Promise<void> => {
  const now = service.clock();
  const key = deriveId('rights', claim.licence.id, streamIdOf(ip), JSON.stringify(claim), now);
  await service.rights(
    streamIdOf(ip),
    { type: 'ClaimRights', claim, now },
    { actor, idempotencyKey: key, correlationId: claim.licence.id },
  );
};

/** Lets go of what a contract had claimed, of every right that its terms name. */
export const releaseRights = async (service: Needs, contractId: string, ips: readonly string[]): Promise<void> => {
  for (const ip of new Set(ips.map(rightOf))) {
    const now = service.clock();
    const key = deriveId('release', contractId, ip, now);
    await service.rights(
      streamIdOf(ip),
      { type: 'ReleaseRights', contractId, now },
      { actor, idempotencyKey: key, correlationId: contractId },
    );
  }
};

/** A claim whose contract ended or went back to the table is let go; true when one was. */
const releaseStale = async (service: Needs, ip: string, contractIds: readonly string[]): Promise<boolean> => {
  let isFreed = false;
  for (const id of contractIds) {
    const { state } = await service.contracts.load(id);
    if (holding.has(state.status)) continue;
    await releaseRights(service, id, [ip]);
    isFreed = true;
  }
  return isFreed;
};

const takeOrFree = async (service: Needs, ip: string, claim: Claim): Promise<void> => {
  try {
    await take(service, ip, claim);
  } catch (error) {
    if (!isRejection(error) || error.code !== 'LICENCE_OVERLAPS') throw error;
    const { contracts } = error.details;
    if (!Array.isArray(contracts) || !(await releaseStale(service, ip, contracts.map(String)))) throw error;
    await take(service, ip, claim);
  }
};

/**
 * Takes a contract's rights before it is signed: of two that exclude each other one is refused with LICENCE_OVERLAPS, which names the
 * contracts in its way and nobody's party. In the order of the rights, so that two with several never hold each other up for good; what was
 * taken is let go when a later one is refused.
 */
export const claimRights = async (service: Needs, contractId: string, contract: Started): Promise<void> => {
  const claim = claimOf(contractId, contract, service.clock());
  if (!claim) return;
  const taken: string[] = [];
  try {
    for (const ip of [...new Set(claim.licence.ip.map(rightOf))].sort()) {
      await takeOrFree(service, ip, claim);
      taken.push(ip);
    }
  } catch (error) {
    if (contract.signing.signatures.length === 0) await releaseRights(service, contractId, taken);
    throw error;
  }
};

const wouldChange = (contract: Contract, command: ContractCommand): boolean => {
  try {
    return contractDecider.decide(command, contract).length > 0;
  } catch (error) {
    if (isRejection(error)) return false; // the decision itself says so, or knows the repeat
    throw error;
  }
};

/** Takes the rights if the signature would be taken; nothing is claimed for one that is refused or was given before. */
export const claimForSigning = async (
  service: Needs,
  contractId: string,
  { contract, command }: { contract: Started; command: ContractCommand },
): Promise<void> => {
  if (wouldChange(contract, command)) await claimRights(service, contractId, contract);
};

/** Lets go of everything that an ended contract held. */
export const releaseRightsOf = async (service: Needs, contractId: string): Promise<void> => {
  const { state } = await service.contracts.load(contractId);
  if (state.status === 'NONE') throw reject('NOT_FOUND');
  const content = state.negotiation.terms?.content;
  if (content) await releaseRights(service, contractId, scopeOf(content).ip);
};
