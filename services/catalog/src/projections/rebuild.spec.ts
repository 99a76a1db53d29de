import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { commandHandler, runProjection } from '@lastmile/eventsourcing/runtime';
import { inMemoryEventStore } from '@lastmile/eventsourcing/testing';
import { isRejection, listingContentSchema } from '@lastmile/protocol';
import { createLogger } from '@lastmile/telemetry';
import { eventually } from '@lastmile/testing';
import fc from 'fast-check';
import { listingDecider } from '../listing/listing.decider.js';
import type { ListingCommand } from '../listing/listing.decider.js';
import { listingEvents } from '../listing/listing.events.js';
import { toListingDescription } from '../listing/listing.public.js';
import { listingDetails } from './listing-details.projection.js';

const logger = createLogger('spec', 'silent');
const owned = { organisationId: 'university-1', now: '2030-05-20T10:00:00.000Z' };
const titles = fc.constantFrom('Paste', 'Alloy', 'Foam');
const described = (title: string) => toListingDescription(listingContentSchema.parse({ title, abstract: 'Joins.' }));
const command: fc.Arbitrary<ListingCommand> = fc.oneof(
  titles.map((title) => ({ type: 'DraftListing' as const, content: described(title), ...owned })),
  titles.map((title) => ({ type: 'ImportListing' as const, content: described(title), ...owned })),
  titles.map((title) => ({ type: 'ReviseListing' as const, patch: { title }, ...owned })),
  fc.constant({ type: 'ReviseListing' as const, patch: { secrecy: 'CLASSIFIED' as const }, ...owned }),
  fc.constant({ type: 'PublishListing' as const, ...owned }),
  fc.constant({ type: 'WithdrawListing' as const, reason: 'Sold', ...owned }),
);
const script = fc.array(fc.record({ id: fc.constantFrom('1', '2', '3'), command }), { maxLength: 25 });

type Store = ReturnType<typeof inMemoryEventStore>;

const play = async (store: Store, steps: { id: string; command: ListingCommand }[]) => {
  const handle = commandHandler({ store, category: 'listing', decider: listingDecider, codec: listingEvents });
  for (const [index, step] of steps.entries()) {
    const context = {
      actor: { organisationId: 'university-1', role: 'university' as const, subjectId: 'u' },
      idempotencyKey: String(index),
      correlationId: 'spec',
    };
    await handle(step.id, step.command, context).catch((error: unknown) => {
      if (!isRejection(error)) throw error;
    });
  }
  return handle;
};

/** Follows the store until the newest event is folded, then answers all documents. */
const projected = async (store: Store, documents: Documents) => {
  await documents.ensure([listingDetails.collection]);
  const follower = runProjection({ store, documents, projection: listingDetails, codec: listingEvents, logger });
  const head = await store.head(['listing']);
  await eventually(() => expect(follower.status().position ?? -1).toBeGreaterThanOrEqual(head ?? -1));
  await follower.stop();
  return (await documents.collection(listingDetails.collection).find({ limit: 100 })).items;
};

describe('listing details after any commands', () => {
  it('equal the fold of the events; followed live, rebuilt and read twice they are the same', async () => {
    await fc.assert(
      fc.asyncProperty(script, fc.nat({ max: 25 }), async (steps, cut) => {
        const store = inMemoryEventStore();
        const [live, rebuilt] = await Promise.all([openDocuments('sqlite::memory:'), openDocuments('sqlite::memory:')]);
        try {
          await play(store, steps.slice(0, cut));
          await projected(store, live);
          const handle = await play(store, steps);
          const followed = await projected(store, live);
          for (const document of followed) {
            const { state, revision } = await handle.load(document.id);
            expect({ status: document.status, revision: document.revision }).toEqual({ status: state.status, revision });
          }
          expect(await projected(store, rebuilt)).toEqual(followed);
          await rebuilt.dropCheckpoint('listing-details.v2');
          expect(await projected(store, rebuilt)).toEqual(followed);
        } finally {
          await Promise.all([live.close(), rebuilt.close(), store.close()]);
        }
      }),
      { numRuns: 25 },
    );
  });
});
