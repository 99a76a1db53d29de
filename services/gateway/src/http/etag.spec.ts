import fc from 'fast-check';
import { etagOf, expectedRevisionOf, revisionOf } from './etag.js';

it('reads what it writes', () => {
  fc.assert(fc.property(fc.nat(), (revision) => expect(expectedRevisionOf(etagOf(revision))).toBe(revision)));
});
it('takes no header and * for any revision', () => {
  expect(expectedRevisionOf(undefined)).toBeUndefined();
  expect(expectedRevisionOf('*')).toBeUndefined();
});
it.each(['3', 'W/"3"', '"3", "4"', '"-1"', '"3.0"', '"03"', '""', '"x"', '"99999999999999999999"'])('refuses %s', (header) => {
  expect(() => expectedRevisionOf(header)).toThrow('INVALID_IF_MATCH');
});
it('finds the revision of records only', () => {
  expect(revisionOf({ id: 'a', revision: 2 })).toBe(2);
  for (const answer of [undefined, null, 3, { items: [] }, { revision: -1 }, { revision: '2' }])
    expect(revisionOf(answer)).toBeUndefined();
});
