import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { listingEvents } from '../test/listing.fixture.js';
import type { ListingEvent } from '../test/listing.fixture.js';
import { InvalidEvent, UnknownEvent } from './event-codec.js';
import { defineEvents } from './events-registry.js';

const plain = { noNullPrototype: true };
const anyListingEvent: fc.Arbitrary<ListingEvent> = fc.oneof(
  fc.record(
    { type: fc.constant('ListingDrafted' as const), organisationId: fc.string(), title: fc.string({ unit: 'binary' }) },
    plain,
  ),
  fc.record({ type: fc.constant('ListingRetitled' as const), title: fc.string() }, plain),
  fc.record({ type: fc.constant('ListingPublished' as const), at: fc.string(), tags: fc.array(fc.string()) }, plain),
  fc.record({ type: fc.constant('ListingWithdrawn' as const), reason: fc.string() }, plain),
);

const text = z.object({ text: z.string() });
type Noted = { type: 'Noted'; text: string };

describe('events registry', () => {
  it('gives back what it stored, through JSON', () => {
    fc.assert(
      fc.property(anyListingEvent, (event) => {
        const { type, data } = listingEvents.encode(event);
        assert.ok(listingEvents.storedNames.includes(type));
        assert.deepStrictEqual(listingEvents.decode({ type, data: JSON.parse(JSON.stringify(data)) as unknown }), event);
      }),
    );
  });

  it('writes the newest version and reads older ones through their upcast', () => {
    assert.equal(listingEvents.encode({ type: 'ListingDrafted', organisationId: 'u1', title: 't' }).type, 'ListingDrafted.v2');
    const decoded = listingEvents.decode({ type: 'ListingDrafted.v1', data: { owner: 'u1', name: 'Alloy' } });
    assert.deepStrictEqual(decoded, { type: 'ListingDrafted', organisationId: 'u1', title: 'Alloy' });
  });

  it('takes ten for newer than nine', () => {
    const versions = { upcast: (data: { text: string }) => data, event: 'Noted', schema: text } as const;
    const codec = defineEvents<Noted>({ 'Noted.v9': versions, 'Noted.v10': { event: 'Noted', schema: text } });
    assert.equal(codec.encode({ type: 'Noted', text: '' }).type, 'Noted.v10');
  });

  it('fills an optional field of the same version', () => {
    const decoded = listingEvents.decode({ type: 'ListingPublished.v1', data: { at: 'now' } });
    assert.deepStrictEqual(decoded, { type: 'ListingPublished', at: 'now', tags: [] });
  });

  it('refuses unknown names, data that does not fit, and upcasts that lead nowhere', () => {
    assert.throws(() => listingEvents.decode({ type: 'ListingBurnt.v1', data: {} }), UnknownEvent);
    assert.throws(() => listingEvents.decode({ type: 'ListingWithdrawn.v1', data: { reason: 7 } }), InvalidEvent);
    assert.throws(() => listingEvents.decode({ type: 'ListingWithdrawn.v1', data: null }), /data: /);
    const wrong = { type: 'ListingWithdrawn', reason: 7 } as unknown as ListingEvent;
    assert.throws(() => listingEvents.encode(wrong), InvalidEvent);
    const codec = defineEvents<Noted>({
      'Noted.v1': { event: 'Noted', schema: z.object({}), upcast: () => ({ text: 7 }) as unknown as { text: string } },
      'Noted.v2': { event: 'Noted', schema: text },
    });
    assert.throws(() => codec.decode({ type: 'Noted.v1', data: {} }), InvalidEvent);
  });

  it('refuses definitions that contradict each other', () => {
    const newest = { event: 'Noted', schema: text } as const;
    const older = { ...newest, upcast: () => ({ text: '' }) };
    assert.throws(() => defineEvents<Noted>({ Noted: newest }), /a stored name reads like/);
    assert.throws(() => defineEvents<Noted>({ 'Noted.v1': newest, 'Noted.v2': newest }), /needs an upcast/);
    assert.throws(() => defineEvents<Noted>({ 'Noted.v1': older }), /needs no upcast/);
    assert.throws(() => defineEvents<Noted>({ 'Noted.v1': newest, 'Remarked.v1': newest }), /two definitions of version 1/);
  });
});
