import { defineCollection } from '@lastmile/documents';
import type { Collection } from '@lastmile/documents';
import { projection } from '@lastmile/eventsourcing';
import { waitForRevision } from '@lastmile/eventsourcing/runtime';
import { reject } from '@lastmile/protocol';
import type { Actor, DemandView } from '@lastmile/protocol';
import type { DemandDescription, DemandEvent } from '../demand/demand.events.js';
import { toDemandContent } from '../demand/demand.public.js';
import { findPage, isVisible, listedFor } from './pages.js';
import type { ListQuery } from './pages.js';

/** `listedAt` orders lists: when the draft was made, then when it was published. */
export interface DemandDocument extends DemandView {
  listedAt: string;
}

const collection = defineCollection<DemandDocument>({
  name: 'demand-details',
  version: 2,
  indexes: [
    { name: 'by-status', fields: ['secrecy', 'status', 'listedAt'] },
    { name: 'by-field', fields: ['secrecy', 'status', 'field', 'listedAt'] },
    { name: 'by-organisation', fields: ['organisationId', 'listedAt'] },
    { name: 'by-organisation-and-status', fields: ['organisationId', 'status', 'listedAt'] },
  ],
});

const described = (document: DemandDocument, content: DemandDescription, at: string): DemandDocument => {
  const { id, revision, organisationId, createdAt, listedAt, status } = document;
  return { id, revision, organisationId, createdAt, listedAt, status, updatedAt: at, ...toDemandContent(content) };
};

export const demandDetails = projection<DemandDocument, DemandEvent>({
  name: 'demand-details',
  category: 'demand',
  collection,
  project: (document, event, { at }) => {
    if (event.type === 'DemandDrafted') {
      const { organisationId, content } = event;
      const made = { organisationId, status: 'DRAFT' as const, createdAt: at, updatedAt: at, listedAt: at };
      return { ...made, ...toDemandContent(content) };
    }
    if (!document) return undefined;
    switch (event.type) {
      case 'DemandDraftRevised':
      case 'DemandRevised':
      case 'DemandRenewed':
        return described(document, event.content, at);
      case 'DemandPublished':
        return { ...described(document, event.content, at), status: 'PUBLISHED', listedAt: at };
      case 'DemandWithdrawn':
        return { ...document, status: 'WITHDRAWN', updatedAt: at };
      case 'DemandContracted':
        return { ...document, status: 'CONTRACTED', updatedAt: at };
    }
  },
});

type Demands = Collection<DemandDocument>;

/** Strangers do not learn whom the owner never deals with, nor who asks anonymously and from which of its records. */
const viewFor = ({ organisationId: reader }: Actor, { listedAt: _, ...view }: DemandDocument): DemandView => {
  if (view.organisationId === reader) return view;
  const open = { ...view, excludedOrganisationIds: [] };
  return view.confidentiality === 'ANONYMOUS' ? { ...open, organisationId: '', sourceId: undefined } : open;
};

/** A stranger's draft, or what is classified, is not there, whatever revision is asked for. */
export const getDemand = async (demands: Demands, query: { id: string; atRevision?: number }, actor: Actor) => {
  const visible = async () => {
    const demand = await demands.get(query.id);
    return demand && isVisible(demand, actor) ? demand : undefined;
  };
  const demand = await waitForRevision(visible, query.atRevision);
  if (!demand) throw reject('NOT_FOUND');
  return viewFor(actor, demand);
};

export const listDemands = async (demands: Demands, query: ListQuery, actor: Actor) => {
  const { items, nextCursor } = await findPage(demands, {
    where: listedFor(query, actor),
    sort: [{ path: 'listedAt', direction: 'desc' }],
    limit: query.limit,
    cursor: query.cursor,
  });
  return { items: items.map((demand) => viewFor(actor, demand)), nextCursor };
};
