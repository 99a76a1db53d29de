import { defineCollection } from '@lastmile/documents';
import type { Collection } from '@lastmile/documents';
import { projection } from '@lastmile/eventsourcing';
import { waitForRevision } from '@lastmile/eventsourcing/runtime';
import { reject } from '@lastmile/protocol';
import type { Actor, ListingView } from '@lastmile/protocol';
import type { ListingDescription, ListingEvent } from '../listing/listing.events.js';
import { toListingContent } from '../listing/listing.public.js';
import { findPage, isVisible, listedFor } from './pages.js';
import type { ListQuery } from './pages.js';

/** `listedAt` orders lists: when the draft was made, then when it was published. */
export interface ListingDocument extends ListingView {
  listedAt: string;
}

const collection = defineCollection<ListingDocument>({
  name: 'listing-details',
  version: 2,
  indexes: [
    { name: 'by-status', fields: ['secrecy', 'status', 'listedAt'] },
    { name: 'by-field', fields: ['secrecy', 'status', 'field', 'listedAt'] },
    { name: 'by-organisation', fields: ['organisationId', 'listedAt'] },
    { name: 'by-organisation-and-status', fields: ['organisationId', 'status', 'listedAt'] },
  ],
});

const described = (document: ListingDocument, content: ListingDescription, at: string): ListingDocument => {
  const { id, revision, organisationId, createdAt, listedAt, status } = document;
  return { id, revision, organisationId, createdAt, listedAt, status, updatedAt: at, ...toListingContent(content) };
};

export const listingDetails = projection<ListingDocument, ListingEvent>({
  name: 'listing-details',
  category: 'listing',
  collection,
  project: (document, event, { at }) => {
    if (event.type === 'ListingDrafted') {
      const { organisationId, content } = event;
      const made = { organisationId, status: 'DRAFT' as const, createdAt: at, updatedAt: at, listedAt: at };
      return { ...made, ...toListingContent(content) };
    }
    if (!document) return undefined;
    switch (event.type) {
      case 'ListingDraftRevised':
      case 'ListingRevised':
      case 'ListingRenewed':
        return described(document, event.content, at);
      case 'ListingPublished':
        return { ...described(document, event.content, at), status: 'PUBLISHED', listedAt: at };
      case 'ListingWithdrawn':
        return { ...document, status: 'WITHDRAWN', updatedAt: at };
      case 'ListingContracted':
        return { ...document, status: 'CONTRACTED', updatedAt: at };
    }
  },
});

type Listings = Collection<ListingDocument>;

/** Strangers do not learn whom the owner never deals with. */
const viewFor = ({ organisationId: reader }: Actor, { listedAt: _, ...view }: ListingDocument): ListingView =>
  view.organisationId === reader ? view : { ...view, excludedOrganisationIds: [] };

/** A stranger's draft, or what is classified, is not there, whatever revision is asked for. */
export const getListing = async (listings: Listings, query: { id: string; atRevision?: number }, actor: Actor) => {
  const visible = async () => {
    const listing = await listings.get(query.id);
    return listing && isVisible(listing, actor) ? listing : undefined;
  };
  const listing = await waitForRevision(visible, query.atRevision);
  if (!listing) throw reject('NOT_FOUND');
  return viewFor(actor, listing);
};

export const listListings = async (listings: Listings, query: ListQuery, actor: Actor) => {
  const { items, nextCursor } = await findPage(listings, {
    where: listedFor(query, actor),
    sort: [{ path: 'listedAt', direction: 'desc' }],
    limit: query.limit,
    cursor: query.cursor,
  });
  return { items: items.map((listing) => viewFor(actor, listing)), nextCursor };
};
