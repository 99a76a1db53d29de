import { publicMessage } from '@lastmile/eventsourcing';
import type { EventMeta, PublicMessage } from '@lastmile/eventsourcing';
import { catalogEvents, fromMinorUnits, listingContentSchema, toMinorUnits } from '@lastmile/protocol';
import type { ListingContent } from '@lastmile/protocol';
import { isClassified } from '../lifecycle/lifecycle.decider.js';
import type { ListingDescription, ListingEvent } from './listing.events.js';

export const toListingDescription = ({ price, ...rest }: ListingContent): ListingDescription => ({
  ...rest,
  ...(price && { priceInFen: toMinorUnits(price) }),
});

export const toListingPatch = ({ price, ...rest }: Partial<ListingContent>): Partial<ListingDescription> => ({
  ...rest,
  ...(price && { priceInFen: toMinorUnits(price) }),
});

export const toListingContent = ({ priceInFen, ...rest }: ListingDescription): ListingContent => ({
  ...rest,
  ...(priceInFen !== undefined && { price: fromMinorUnits(priceInFen) }),
});

/** Of what is classified no more goes out than that it is. */
const toListingFact = (description: ListingDescription): ListingContent =>
  isClassified(description)
    ? listingContentSchema.parse({ title: description.title, secrecy: 'CLASSIFIED' })
    : toListingContent(description);

/** The whole state goes out, so that nobody has to ask back. Drafts stay at home; a contract closes like a withdrawal. */
export const listingToPublic = (event: ListingEvent, { id, revision }: EventMeta): PublicMessage | undefined => {
  const record = { listingId: id, revision, organisationId: event.organisationId };
  switch (event.type) {
    case 'ListingDrafted':
    case 'ListingDraftRevised':
      return undefined;
    case 'ListingPublished':
      return publicMessage(catalogEvents.listingPublished, { ...record, content: toListingFact(event.content) });
    case 'ListingRevised':
    case 'ListingRenewed':
      return publicMessage(catalogEvents.listingRevised, { ...record, content: toListingFact(event.content) });
    case 'ListingWithdrawn':
      return publicMessage(catalogEvents.listingWithdrawn, { ...record, title: event.title, reason: event.reason });
    case 'ListingContracted':
      return publicMessage(catalogEvents.listingWithdrawn, { ...record, title: event.title, reason: 'CONTRACTED' });
  }
};
