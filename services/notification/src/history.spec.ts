import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { deliveryEvents } from './delivery/delivery.events.js';
import type { DeliveryEvent } from './delivery/delivery.events.js';

describe('every stored version', () => {
  const folder = join(import.meta.dirname, 'delivery/fixtures');
  const fixtures = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));

  it('has a fixture', () => expect(fixtures.sort()).toEqual([...deliveryEvents.storedNames].sort()));
  it.each(fixtures)('%s decodes, and nothing of it is lost', (storedName) => {
    const stored = JSON.parse(readFileSync(join(folder, `${storedName}.json`), 'utf8')) as { type: string; data: unknown };
    expect(stored.type).toBe(storedName);
    expect(deliveryEvents.encode(deliveryEvents.decode(stored))).toEqual(stored);
  });
});

describe('any delivery', () => {
  const delivered: fc.Arbitrary<DeliveryEvent> = fc.record(
    {
      type: fc.constant('NotificationDelivered' as const),
      organisationId: fc.string(),
      kind: fc.string(),
      subject: fc.record({ type: fc.constantFrom('MATCH' as const, 'CONTRACT' as const), id: fc.string() }),
      facts: fc.dictionary(
        fc.constantFrom('title', 'level', 'score'),
        fc.oneof(
          fc.string(),
          fc.integer(),
          fc.double({ min: 0, max: 1, noNaN: true }).map((score) => score + 0),
        ),
        { noNullPrototype: true },
      ),
      eventId: fc.string(),
      traceId: fc.string(),
    },
    { requiredKeys: ['type', 'organisationId', 'kind', 'subject', 'facts', 'eventId'] },
  );
  it('is stored and read without loss', () => {
    fc.assert(
      fc.property(delivered, (event) => {
        const stored = JSON.parse(JSON.stringify(deliveryEvents.encode(event))) as { type: string; data: unknown };
        expect(deliveryEvents.decode(stored)).toEqual(event);
      }),
    );
  });
});
