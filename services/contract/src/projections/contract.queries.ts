import { reject } from '@lastmile/protocol';
import type { Actor, ContractView, InputOf, OutputOf, contractMessages } from '@lastmile/protocol';
import type { Documents } from '@lastmile/documents';
import { waitForRevision } from '@lastmile/eventsourcing/runtime';
import { contractDetailsCollection, viewOf } from './contract-details.projection.js';

/** Who reads a contract besides its parties: those who register, supervise and operate. */
const overseers = new Set(['registrar', 'regulator', 'operator', 'system']);

export const mayRead = (actor: Actor, parties: readonly { organisationId: string }[]): boolean =>
  overseers.has(actor.role) || parties.some(({ organisationId }) => organisationId === actor.organisationId);

/** A stranger gets the answer of a contract that does not exist. */
export const getContract = async (
  documents: Documents,
  input: InputOf<typeof contractMessages.get>,
  actor: Actor,
): Promise<ContractView> => {
  const details = await waitForRevision(() => documents.collection(contractDetailsCollection).get(input.id), input.atRevision);
  if (!details || !mayRead(actor, details.contract.deal.parties)) throw reject('NOT_FOUND');
  return viewOf(details);
};

/** The condition for the contracts that the actor may list. */
export const ownOrOverseen = (actor: Actor): { partyIds?: { contains: string } } =>
  overseers.has(actor.role) ? {} : { partyIds: { contains: actor.organisationId } };

/** The actor's own contracts, or everybody's for an overseer; newest change first. */
export const listContracts = async (
  documents: Documents,
  { limit, cursor, status }: InputOf<typeof contractMessages.list>,
  actor: Actor,
): Promise<OutputOf<typeof contractMessages.list>> => {
  const where = {
    ...ownOrOverseen(actor),
    ...(status ? { status } : {}),
  };
  const page = await documents
    .collection(contractDetailsCollection)
    .find({ where, sort: [{ path: 'updatedAt', direction: 'desc' }], limit, cursor });
  return { ...page, items: page.items.map(viewOf) };
};
