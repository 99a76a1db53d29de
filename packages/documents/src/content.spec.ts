import { contentOf, keyOf } from './content.js';

describe('the content of a document', () => {
  it('has a key for each path and a token for each member', () => {
    const document = { id: 'a', revision: 1, owner: { id: 'u' }, tags: ['x', 'x', 2], gone: undefined };
    const content = contentOf(document, ['owner.id', 'tags', 'gone', 'owner']);
    expect(content.keys).toEqual(['u', null, null, null]);
    expect(content.tokens).toEqual(['tags="x"', 'tags=2']);
    expect(content.text).toBe('{"id":"a","revision":1,"owner":{"id":"u"},"tags":["x","x",2]}');
  });

  it('follows JSON: dates are text, what is not finite is null', () => {
    const document = { id: 'a', revision: 1, at: new Date(0), rate: Number.NaN };
    expect(contentOf(document, ['at', 'rate']).keys).toEqual(['1970-01-01T00:00:00.000Z', null]);
  });

  it('reaches into the objects of an array, and not into arrays of arrays', () => {
    const document = { id: 'a', revision: 1, parts: [{ name: 'x' }, { name: ['y', ['z']] }, [{ name: 'w' }], 'v', null] };
    expect(contentOf(document, ['parts.name']).tokens).toEqual(['parts.name="x"', 'parts.name="y"']);
    expect(keyOf(document, 'parts.name')).toBeNull();
  });

  it('takes nothing from prototypes', () => {
    expect(keyOf({ id: 'a' }, 'constructor.name')).toBeNull();
    expect(keyOf({ id: 'a', tags: ['x'] }, 'tags.length')).toBeNull();
    expect(keyOf({ id: 'abc' }, 'id.length')).toBeNull();
  });
});
