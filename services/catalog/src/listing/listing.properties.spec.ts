import { isRejection, listingContentSchema } from '@lastmile/protocol';
import fc from 'fast-check';
import { transitions } from '../lifecycle/lifecycle.decider.js';
import { listingDecider } from './listing.decider.js';
import type { Listing, ListingCommand } from './listing.decider.js';
import { listingEvents } from './listing.events.js';
import type { ListingDescription, ListingEvent } from './listing.events.js';
import { listingToPublic, toListingContent, toListingDescription } from './listing.public.js';

const organisationId = fc.constantFrom('university-1', 'university-2');
const day = fc.constantFrom('2030-05-19', '2030-05-20', '2031-01-01');
const owner = fc.record({
  name: fc.constantFrom('A', 'B'),
  kind: fc.constantFrom('UNIT' as const, 'COMPLETER' as const),
  sharePercent: fc.constantFrom(40, 60, 100),
});
const indicator = fc.record({
  name: fc.constantFrom('temperature', 'strength'),
  operator: fc.constantFrom('GE' as const, 'LE' as const),
  value: fc.integer(),
  unit: fc.constantFrom('°C', 'MPa'),
});
const liveLicence = fc.record(
  {
    mode: fc.constantFrom('EXCLUSIVE' as const, 'SOLE' as const),
    field: fc.constantFrom('NUCLEAR' as const),
    region: fc.constantFrom('110000'),
    until: day,
  },
  { requiredKeys: ['mode'] },
);
const content: fc.Arbitrary<ListingDescription> = fc.record(
  {
    title: fc.constantFrom('Paste', 'Alloy'),
    abstract: fc.constantFrom('', 'Joins at 180 °C.'),
    keywords: fc.array(fc.constantFrom('silver', 'paste'), { maxLength: 2 }),
    indicators: fc.array(indicator, { maxLength: 1 }),
    modes: fc.subarray(['LICENCE' as const, 'SERVICE' as const]),
    owners: fc.array(owner, { maxLength: 2 }),
    advantage: fc.constantFrom('', 'Half the heat.'),
    kind: fc.constantFrom('PATENT' as const, 'FORMULA' as const),
    licences: fc.array(liveLicence, { maxLength: 1 }),
    secrecy: fc.constantFrom('PUBLIC' as const, 'PUBLIC' as const, 'CLASSIFIED' as const),
    excludedOrganisationIds: fc.subarray(['enterprise-1', 'enterprise-2']),
    priceInFen: fc.nat({ max: 10 ** 15 - 1 }),
    readinessLevel: fc.integer({ min: 1, max: 9 }),
    validUntil: day,
  },
  {
    requiredKeys: [
      ...(['title', 'abstract', 'keywords', 'indicators', 'modes', 'owners'] as const),
      ...(['advantage', 'licences', 'secrecy', 'excludedOrganisationIds'] as const),
    ],
  },
);
const owned = { organisationId, now: fc.constant('2030-05-20T10:00:00.000Z') };
const command: fc.Arbitrary<ListingCommand> = fc.oneof(
  fc.record({ type: fc.constant('DraftListing' as const), content, ...owned }),
  fc.record({ type: fc.constant('ImportListing' as const), content, ...owned }),
  fc.record({ type: fc.constant('ReviseListing' as const), patch: fc.oneof(content, fc.constant({ title: 'New' })), ...owned }),
  fc.record({ type: fc.constant('PublishListing' as const), ...owned }),
  fc.record({ type: fc.constant('RenewListing' as const), validUntil: day, ...owned }),
  fc.record({ type: fc.constant('WithdrawListing' as const), reason: fc.constant('Sold'), ...owned }),
  fc.record({
    type: fc.constant('ConcludeListing' as const),
    contractId: fc.constant('c-1'),
    kind: fc.constantFrom('ASSIGNMENT' as const, 'SERVICE' as const),
  }),
);

const decided = (next: ListingCommand, listing: Listing): ListingEvent[] => {
  try {
    return listingDecider.decide(next, listing);
  } catch (error) {
    if (isRejection(error)) return [];
    throw error;
  }
};

const requireSound = (listing: Listing): void => {
  if (listing.status !== 'PUBLISHED') return;
  const { owners } = listing.content;
  if (owners.length > 0) expect(owners.reduce((sum, { sharePercent }) => sum + sharePercent, 0)).toBe(100);
};

const isWorded = (listing: Listing): boolean =>
  listing.status === 'PUBLISHED' && (listing.content.abstract !== '' || listing.content.indicators.length > 0);

/** By hand nothing is published, or emptied, that says no more than its title; an import may. */
const requireWordsByHand = (next: ListingCommand, { before, after }: { before: Listing; after: Listing }): void => {
  if (next.type === 'ImportListing' || after.status !== 'PUBLISHED') return;
  if (before.status === 'PUBLISHED' && !isWorded(before)) return;
  expect(isWorded(after)).toBe(true);
};

/** What happened in any order of commands, with the states in between. */
const played = (commands: ListingCommand[]) => {
  const steps: { before: Listing; event: ListingEvent; after: Listing }[] = [];
  let listing = listingDecider.initialState();
  for (const next of commands) {
    for (const event of decided(next, listing)) {
      const after = listingDecider.evolve(listing, event);
      steps.push({ before: listing, event, after });
      requireWordsByHand(next, { before: listing, after });
      listing = after;
    }
    requireSound(listing);
  }
  return steps;
};

const commands = fc.array(command, { maxLength: 12 });

describe('whatever is asked of a listing', () => {
  it('moves only along the transition table and stays with its organisation', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        for (const { before, after } of played(asked)) {
          const targets = Object.values(transitions[before.status]);
          // an import of something new is two steps: drafted, then published
          expect([...targets, ...(before.status === 'NONE' ? ['DRAFT'] : [])]).toContain(after.status);
          if (before.status !== 'NONE' && after.status !== 'NONE') expect(after.organisationId).toBe(before.organisationId);
        }
      }),
    );
  });
  it('says nothing in public before it is published, and the whole afterwards', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        for (const { event, after } of played(asked)) {
          const message = listingToPublic(event, { id: '1', revision: 0 } as never);
          expect(message === undefined).toBe(after.status === 'DRAFT');
          if (after.status !== 'PUBLISHED') continue;
          const { title, secrecy } = after.content;
          const isOpen = secrecy === 'PUBLIC';
          expect(message?.body).toMatchObject({ content: isOpen ? toListingContent(after.content) : { title, secrecy } });
        }
      }),
    );
  });
  it('is never left public when it is classified', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const last = played(asked).at(-1)?.after;
        if (last?.status === 'PUBLISHED') expect(last.content.secrecy).toBe('PUBLIC');
      }),
    );
  });
  it('is stored and read without loss', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        for (const { event } of played(asked)) {
          const stored = JSON.parse(JSON.stringify(listingEvents.encode(event))) as { type: string; data: unknown };
          expect(listingEvents.decode(stored)).toEqual(event);
        }
      }),
    );
  });
  it('speaks the published language without loss', () => {
    fc.assert(
      fc.property(content, (description) => {
        const spoken = toListingContent(description);
        expect(listingContentSchema.parse(spoken)).toEqual(spoken);
        expect(toListingDescription(spoken)).toEqual(description);
      }),
    );
  });
});
