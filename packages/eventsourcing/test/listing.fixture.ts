import { z } from 'zod';
import { reject } from '@lastmile/protocol';
import { defineEvents } from '../src/events-registry.js';
import type { Decider } from '../src/decider.js';

/** A small aggregate for the tests: a listing that is drafted, published with changing titles, and withdrawn. */
export type ListingEvent =
  | { type: 'ListingDrafted'; organisationId: string; title: string }
  | { type: 'ListingRetitled'; title: string }
  | { type: 'ListingPublished'; at: string; tags: string[] }
  | { type: 'ListingWithdrawn'; reason: string };

export type ListingCommand =
  | { type: 'DraftListing'; organisationId: string; title: string; now?: string }
  | { type: 'RetitleListing'; title: string; now?: string }
  | { type: 'PublishListing'; now: string; tags?: string[] }
  | { type: 'WithdrawListing'; reason: string };

export interface Listing {
  status: 'NONE' | 'DRAFTED' | 'PUBLISHED' | 'WITHDRAWN';
  title: string;
  tags: string[];
}

export const listingEvents = defineEvents<ListingEvent>({
  'ListingDrafted.v1': {
    event: 'ListingDrafted',
    schema: z.object({ owner: z.string(), name: z.string() }),
    upcast: ({ owner, name }: { owner: string; name: string }) => ({ organisationId: owner, title: name }),
  },
  'ListingDrafted.v2': { event: 'ListingDrafted', schema: z.object({ organisationId: z.string(), title: z.string() }) },
  'ListingRetitled.v1': { event: 'ListingRetitled', schema: z.object({ title: z.string() }) },
  'ListingPublished.v1': {
    event: 'ListingPublished',
    schema: z.object({ at: z.string(), tags: z.array(z.string()).default([]) }),
  },
  'ListingWithdrawn.v1': { event: 'ListingWithdrawn', schema: z.object({ reason: z.string() }) },
});

const draft = (command: Extract<ListingCommand, { type: 'DraftListing' }>, listing: Listing): ListingEvent[] => {
  if (listing.status !== 'NONE') return [];
  return [{ type: 'ListingDrafted', organisationId: command.organisationId, title: command.title }];
};

const publish = (command: Extract<ListingCommand, { type: 'PublishListing' }>, listing: Listing): ListingEvent[] => {
  if (listing.status !== 'DRAFTED') throw reject('LISTING_NOT_PUBLISHABLE');
  const tags = command.tags ?? [];
  const published: ListingEvent = { type: 'ListingPublished', at: command.now, tags };
  return [{ type: 'ListingRetitled', title: `${listing.title}!` }, published];
};

export const listingDecider: Decider<Listing, ListingCommand, ListingEvent> = {
  initialState: () => ({ status: 'NONE', title: '', tags: [] }),
  decide: (command, listing) => {
    switch (command.type) {
      case 'DraftListing':
        return draft(command, listing);
      case 'RetitleListing':
        if (listing.status === 'NONE') throw reject('NOT_FOUND');
        return [{ type: 'ListingRetitled', title: command.title }];
      case 'PublishListing':
        return publish(command, listing);
      case 'WithdrawListing':
        return listing.status === 'WITHDRAWN' ? [] : [{ type: 'ListingWithdrawn', reason: command.reason }];
    }
  },
  evolve: (listing, event) => {
    switch (event.type) {
      case 'ListingDrafted':
        return { ...listing, status: 'DRAFTED', title: event.title };
      case 'ListingRetitled':
        return { ...listing, title: event.title };
      case 'ListingPublished':
        return { ...listing, status: 'PUBLISHED', tags: event.tags };
      case 'ListingWithdrawn':
        return { ...listing, status: 'WITHDRAWN' };
    }
  },
};
