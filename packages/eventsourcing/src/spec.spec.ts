import assert from 'node:assert/strict';
import { reject } from '@lastmile/protocol';
import { listingDecider } from '../test/listing.fixture.js';
import type { Listing, ListingCommand, ListingEvent } from '../test/listing.fixture.js';
import type { Decider } from './decider.js';
import { spec } from './spec.js';

const drafted: ListingEvent = { type: 'ListingDrafted', organisationId: 'u1', title: 'Alloy' };
const published: ListingEvent[] = [
  { type: 'ListingRetitled', title: 'Alloy!' },
  { type: 'ListingPublished', at: 'now', tags: [] },
];
const publish: ListingCommand = { type: 'PublishListing', now: 'now' };

const withParts = (parts: Partial<Decider<Listing, ListingCommand, ListingEvent>>): typeof listingDecider => ({
  ...listingDecider,
  ...parts,
});

describe('given, when, then', () => {
  it('passes for what the decider does', () => {
    spec(listingDecider).given([drafted]).when(publish).then(published);
    spec(listingDecider).given([]).when(publish).thenRejects('LISTING_NOT_PUBLISHABLE');
    spec(listingDecider).given([drafted]).when({ type: 'DraftListing', organisationId: 'u1', title: 'x' }).thenNothing();
  });

  it('fails for anything else', () => {
    const given = spec(listingDecider).given([drafted]).when(publish);
    assert.throws(() => given.then(published.slice(1)));
    assert.throws(() => given.then([]));
    assert.throws(() => given.thenNothing());
    assert.throws(() => given.thenRejects('LISTING_NOT_PUBLISHABLE'), /expected the rejection/);
    const refused = spec(listingDecider).given([]).when(publish);
    assert.throws(() => refused.thenRejects('NOT_FOUND'));
    assert.throws(() => refused.then(published));
  });

  it('does not take a crash for a rejection', () => {
    const crash = withParts({
      decide: () => {
        throw new TypeError('no such thing');
      },
    });
    assert.throws(() => spec(crash).given([]).when(publish).thenRejects('LISTING_NOT_PUBLISHABLE'), TypeError);
  });

  it('fails when evolve changes the state it was given', () => {
    const mutating = withParts({ evolve: (listing, event) => Object.assign(listing, listingDecider.evolve(listing, event)) });
    assert.throws(() => spec(mutating).given([drafted]).when(publish).then(published), /evolve of ListingDrafted changed/);
  });

  it('fails when evolve changes the event it was given', () => {
    const mutating = withParts({
      evolve: (listing, event) => {
        if (event.type === 'ListingPublished') event.tags.push('new');
        return listingDecider.evolve(listing, event);
      },
    });
    assert.throws(() => spec(mutating).given([drafted]).when(publish).then(published), /evolve of ListingPublished changed/);
  });

  it('fails when decide changes the state or the command, also when it rejects', () => {
    const touchesState = withParts({
      decide: (command, listing) => {
        listing.tags.push('seen');
        return listingDecider.decide(command, listing);
      },
    });
    assert.throws(() => spec(touchesState).given([drafted]).when(publish).then(published), /decide changed/);
    assert.throws(() => spec(touchesState).given([]).when(publish).thenRejects('LISTING_NOT_PUBLISHABLE'), /decide changed/);
    const touchesCommand = withParts({
      decide: (command) => {
        Object.assign(command, { now: 'later' });
        throw reject('NOT_FOUND');
      },
    });
    assert.throws(
      () =>
        spec(touchesCommand)
          .given([])
          .when({ ...publish })
          .thenRejects('NOT_FOUND'),
      /decide changed/,
    );
  });
});
