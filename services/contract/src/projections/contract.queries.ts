import { reject } from '@lastmile/protocol';
import type { Actor, ContractView, InputOf, OutputOf, contractMessages } from '@lastmile/protocol';
import type { Documents } from '@lastmile/documents';
import type { EventStore, RecordedEvent } from '@lastmile/eventsourcing/runtime';
import { streamOf, waitForRevision } from '@lastmile/eventsourcing/runtime';
import { contractEventsCodec } from '../contract/contract.events.js';
import { toTerms } from '../contract/terms.js';
import { contractDetailsCollection, viewOf } from './contract-details.projection.js';

/** Who reads a contract besides its parties: those who register, supervise and operate. */
const overseers = new Set(['registrar', 'regulator', 'operator', 'system']);

const mayRead = (actor: Actor, parties: readonly { organisationId: string }[]): boolean =>
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

type Entry = OutputOf<typeof contractMessages.history>['entries'][number];

const traceIdOf = (event: RecordedEvent): string | undefined => {
  const { traceparent } = event.metadata;
  return typeof traceparent === 'string' ? traceparent.split('-')[1] : undefined;
};

/** Terms read on the wire as in every other answer: money as text with its currency. */
const publicData = (event: RecordedEvent): Record<string, unknown> => {
  const { type: _, ...data } = contractEventsCodec.decode(event);
  return 'terms' in data ? { ...data, terms: toTerms(data.terms) } : data;
};

const entryOf = (event: RecordedEvent): Entry => {
  const actor = event.metadata.actor as Actor | undefined;
  return {
    revision: event.revision,
    eventId: event.id,
    type: event.type,
    at: event.created,
    organisationId: actor?.organisationId ?? '',
    role: actor?.role ?? '',
    traceId: traceIdOf(event),
    data: publicData(event),
  };
};

/** Every event of the contract in order, from the event store itself. */
export const contractHistory = async (
  source: { documents: Documents; store: EventStore },
  input: InputOf<typeof contractMessages.history>,
  actor: Actor,
): Promise<OutputOf<typeof contractMessages.history>> => {
  const { id } = await getContract(source.documents, input, actor);
  const events = await source.store.read(streamOf('contract', id));
  return { id, entries: events.map(entryOf) };
};
