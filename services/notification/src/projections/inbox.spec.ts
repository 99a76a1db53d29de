import { openDocuments } from '@lastmile/documents';
import type { Documents } from '@lastmile/documents';
import { deriveId } from '@lastmile/eventsourcing';
import { commandHandler, runProjection } from '@lastmile/eventsourcing/runtime';
import { inMemoryEventStore, projectionSpec } from '@lastmile/eventsourcing/testing';
import { systemActor } from '@lastmile/protocol';
import { createLogger } from '@lastmile/telemetry';
import { eventually } from '@lastmile/testing';
import fc from 'fast-check';
import { deliveryDecider } from '../delivery/delivery.decider.js';
import { deliveryEvents } from '../delivery/delivery.events.js';
import type { DeliveryEvent, Notice } from '../delivery/delivery.events.js';
import { inbox, listInbox } from './inbox.projection.js';

const notice: Notice = {
  organisationId: 'university-1',
  kind: 'match-proposed',
  subject: { type: 'MATCH', id: 'm-1' },
  facts: { level: 4 },
  eventId: 'e-1',
};
const delivered: DeliveryEvent = { type: 'NotificationDelivered', ...notice, traceId: 't-1' };
const read: DeliveryEvent = { type: 'NotificationRead', organisationId: 'university-1' };
const first = '2030-01-01T00:00:00.000Z';
const second = '2030-01-02T00:00:00.000Z';
const item = { ...notice, traceId: 't-1', position: 40, deliveredAt: first };

describe('the inbox', () => {
  const at40 = { event: delivered, meta: { position: 40, at: first } };
  it('holds what was delivered, in its place', () =>
    projectionSpec(inbox)
      .given([at40])
      .then({ ...item, isUnread: true }));
  it('keeps the place of what was read', () =>
    projectionSpec(inbox)
      .given([at40, { event: read, meta: { position: 90, at: second } }])
      .then({ ...item, isUnread: false, readAt: second }));
});

type Store = ReturnType<typeof inMemoryEventStore>;
const logger = createLogger('spec', 'silent');
const organisations = ['a', 'b'] as const;

interface Step {
  kind: 'deliver' | 'read';
  eventId: string;
  organisationId: (typeof organisations)[number];
}
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('deliver' as const, 'deliver' as const, 'read' as const),
  eventId: fc.constantFrom('1', '2', '3', '4'),
  organisationId: fc.constantFrom(...organisations),
});

/** Whatever is redelivered, in whatever order; answers which of the deliveries were made and which were read. */
const play = async (store: Store, steps: Step[]): Promise<{ made: Set<string>; read: Set<string> }> => {
  const handle = commandHandler({ store, category: 'delivery', decider: deliveryDecider, codec: deliveryEvents });
  const made = new Set<string>();
  const seen = new Set<string>();
  for (const [index, { kind, eventId, organisationId }] of steps.entries()) {
    const id = deriveId(eventId, organisationId);
    const context = { actor: systemActor('spec'), correlationId: 'spec' };
    if (kind === 'deliver') {
      made.add(id);
      const command = { type: 'DeliverNotification' as const, ...notice, eventId, organisationId };
      await handle(id, command, { ...context, idempotencyKey: eventId });
    } else if (made.has(id)) {
      seen.add(id);
      await handle(id, { type: 'MarkRead', organisationId }, { ...context, idempotencyKey: `read ${index}` });
    }
  }
  return { made, read: seen };
};

const projected = async (store: Store, documents: Documents) => {
  await documents.ensure([inbox.collection]);
  const follower = runProjection({ store, documents, projection: inbox, codec: deliveryEvents, logger });
  const head = await store.head(['delivery']);
  await eventually(() => expect(follower.status().position ?? -1).toBeGreaterThanOrEqual(head ?? -1));
  await follower.stop();
  return documents.collection(inbox.collection);
};

describe('whatever is redelivered', () => {
  it('one notice for one event and organisation; counts, order and a rebuilt inbox agree', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const store = inMemoryEventStore();
        const [live, rebuilt] = await Promise.all([openDocuments('sqlite::memory:'), openDocuments('sqlite::memory:')]);
        try {
          const outcome = await play(store, steps);
          const items = await projected(store, live);
          const all = (await items.find({ limit: 100 })).items;
          expect(new Set(all.map(({ id }) => id))).toEqual(outcome.made);
          expect(new Set(all.filter(({ isUnread }) => !isUnread).map(({ id }) => id))).toEqual(outcome.read);
          for (const organisationId of organisations) {
            const actor = { organisationId, role: 'university' as const, subjectId: 'u' };
            const newest = await listInbox(items, { limit: 100 }, actor);
            const resumed = await listInbox(items, { limit: 100, after: 0 }, actor);
            const own = all.filter((one) => one.organisationId === organisationId);
            expect(newest.unread).toBe(own.filter(({ isUnread }) => isUnread).length);
            expect(newest.items.map(({ position }) => position)).toEqual(
              own.map(({ position }) => position).sort((one, other) => other - one),
            );
            expect(resumed.items).toEqual([...newest.items].reverse().filter(({ position }) => position > 0));
          }
          expect((await (await projected(store, rebuilt)).find({ limit: 100 })).items).toEqual(all);
        } finally {
          await Promise.all([live.close(), rebuilt.close(), store.close()]);
        }
      }),
      { numRuns: 25 },
    );
  });
});
