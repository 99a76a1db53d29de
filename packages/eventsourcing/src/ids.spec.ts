import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deriveId, eventId, uuidV5 } from './ids.js';

const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const version5 = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids', () => {
  it('follow RFC 9562 version 5 (its example)', () => {
    assert.equal(uuidV5(dns, 'www.example.com'), '2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('stay the same for stored streams', () => {
    assert.equal(eventId('contract-1', 'key', 0), '10fd6474-1ef4-5bb9-959b-90d4963a850d');
    assert.equal(deriveId('listing', 'demand'), '5009172e-64dc-5dad-a11e-1b69bfa1b7ab');
  });

  it('are equal only for equal parts', () => {
    const parts = fc.array(fc.string(), { maxLength: 4 });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        assert.match(deriveId(...a), version5);
        assert.equal(deriveId(...a) === deriveId(...b), JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('tell streams, keys and indexes apart', () => {
    const ids = [eventId('a', 'b', 0), eventId('a', 'b', 1), eventId('ab', '', 0), eventId('a', 'b0', 0), deriveId('a', 'b')];
    assert.equal(new Set(ids).size, ids.length);
  });
});
