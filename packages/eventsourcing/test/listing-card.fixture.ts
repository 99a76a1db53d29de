import { defineCollection } from '@lastmile/documents';
import type { Document } from '@lastmile/documents';
import { projection } from '../src/projection.js';
import type { ListingEvent } from './listing.fixture.js';

/** Shown once a listing was published, gone when it is withdrawn, back when it gets a title after that. */
export interface ListingCard extends Document {
  title: string;
  organisationId: string;
  isPublished: boolean;
  seen: number;
  at: string;
}

export const listingCards = projection<ListingCard, ListingEvent>({
  name: 'listing-cards',
  category: 'listing',
  collection: defineCollection<ListingCard>({ name: 'listing-cards', version: 2, indexes: [] }),
  project: (card, event, meta) => {
    const seen = (card?.seen ?? 0) + 1;
    switch (event.type) {
      case 'ListingDrafted':
        return { title: event.title, organisationId: event.organisationId, isPublished: false, seen, at: meta.at };
      case 'ListingRetitled':
        return {
          title: event.title,
          organisationId: card?.organisationId ?? '',
          isPublished: card?.isPublished ?? false,
          seen,
          at: meta.at,
        };
      case 'ListingPublished':
        return card && { ...card, isPublished: true, seen, at: meta.at };
      case 'ListingWithdrawn':
        return undefined;
    }
  },
});

/** The card that all events of a stream make, from nothing. */
export const foldedCard = (id: string, events: readonly { event: ListingEvent; at: string }[]): ListingCard | undefined =>
  events.reduce<ListingCard | undefined>((card, { event, at }, revision) => {
    const meta = { at } as Parameters<typeof listingCards.project>[2];
    const fields = listingCards.project(card, event, meta);
    return fields && { ...fields, id, revision };
  }, undefined);
