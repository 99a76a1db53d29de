import { defineCollection, fingerprint, shapeOf, storedName } from './definition.js';
import type { IndexDefinition } from './types.js';

const define = (indexes: IndexDefinition[], name = 'offers', version = 1) => defineCollection({ name, version, indexes });

describe('a definition', () => {
  it('names its version, and each path once', () => {
    const definition = define([
      { name: 'by-b', fields: ['b', 'a.c'] },
      { name: 'by-a', fields: ['a.c'] },
    ]);
    expect(storedName(definition)).toBe('offers_v1');
    expect(shapeOf(definition).paths).toEqual(['a.c', 'b']);
  });

  it.each([
    { what: 'a name that is none', name: 'Offers' },
    { what: 'a name that could leave its quotes', name: 'a"b' },
    { what: 'version 0', version: 0 },
    { what: 'half a version', version: 1.5 },
    { what: 'an index without fields', indexes: [{ name: 'x', fields: [] }] },
    { what: 'an index with a field twice', indexes: [{ name: 'x', fields: ['a', 'a'] }] },
    {
      what: 'two indexes of one name',
      indexes: [
        { name: 'x', fields: ['a'] },
        { name: 'X', fields: ['b'] },
      ],
    },
    { what: 'an index over the id', indexes: [{ name: 'x', fields: ['a', 'id'] }] },
    {
      what: 'paths that differ by case',
      indexes: [
        { name: 'x', fields: ['a'] },
        { name: 'y', fields: ['A'] },
      ],
    },
    { what: 'a path with an operator', indexes: [{ name: 'x', fields: ['$where'] }] },
    { what: 'a path with a hole', indexes: [{ name: 'x', fields: ['a..b'] }] },
    { what: 'an index name that could leave its quotes', indexes: [{ name: 'x"', fields: ['a'] }] },
  ])('refuses $what', ({ indexes = [], name, version }: { indexes?: IndexDefinition[]; name?: string; version?: number }) => {
    expect(() => define(indexes, name, version)).toThrow(TypeError);
  });

  it('has one fingerprint in any order of its indexes, and another when one changes', () => {
    const [a, b] = [
      { name: 'a', fields: ['x'] },
      { name: 'b', fields: ['y', 'z'] },
    ];
    expect(fingerprint(define([a, b]))).toBe(fingerprint(define([b, { ...a, unique: false }])));
    for (const other of [
      { ...b, unique: true },
      { ...b, fields: ['z', 'y'] },
      { ...b, name: 'c' },
    ])
      expect(fingerprint(define([a, other]))).not.toBe(fingerprint(define([a, b])));
  });
});
