import { defineCollection, shapeOf } from './definition.js';
import { planQuery, planWhere } from './query.js';
import type { Query, Where } from './types.js';

const shape = shapeOf(
  defineCollection({
    name: 'offers',
    version: 3,
    indexes: [
      { name: 'by-status', fields: ['status', 'price'] },
      { name: 'by-tag', fields: ['tags'] },
    ],
  }),
);
const orderOf = (sort: Query['sort']) =>
  planQuery(shape, { sort, limit: 1 }).order.map((key) => `${key.descending ? '-' : '+'}${key.path}`);

describe('a query', () => {
  it('is ordered by the id last, in the direction of the key before it', () => {
    expect(orderOf([])).toEqual(['+id']);
    expect(orderOf([{ path: 'status', direction: 'desc' }])).toEqual(['-status', '-id']);
    expect(
      orderOf([
        { path: 'id', direction: 'desc' },
        { path: 'price', direction: 'asc' },
      ]),
    ).toEqual(['-id']);
  });

  it.each([
    [{ colour: 'red' }, 'offers_v3: no index declares the path colour'],
    [{ price: 3 }, 'offers_v3: no index begins with price'],
    [{ 'status.x': 3 }, 'no index declares'],
    [{ status: Number.NaN }, 'no string, finite number, boolean or null'],
    [{ status: ['a'] }, 'none of equals'],
    [{ status: {} }, 'none of equals'],
    [{ status: { like: 'a' } }, 'none of equals'],
    [{ status: { equals: 1, in: [1] } }, 'none of equals'],
    [{ status: { equals: 1, from: 1 } }, 'none of equals'],
    [{ status: { equals: { $ne: 1 } } }, 'no string, finite number'],
    [{ status: { in: 'a' } }, 'none of equals'],
    [{ status: { in: Array.from({ length: 1_001 }, (_, at) => at) } }, 'at most 1000'],
    [{ status: { from: null } }, 'a bound of status'],
    [{ status: { from: 1, below: true } }, 'bounds of one type'],
    [{ tags: { contains: [] } }, 'no string, finite number'],
  ])('refuses %j', (where: object, message) => {
    expect(() => planWhere(shape, where as Where)).toThrow(message);
    expect(() => planQuery(shape, { where: where as Where, limit: 1 })).toThrow(message);
  });

  it.each([
    [{ price: 3, status: 'x' }],
    [{ price: 3, id: 'x' }],
    [{ tags: { contains: 'x' }, price: { from: 1 } }],
    [{ revision: { above: 3 } }],
    [{}],
  ])('takes %j', (where: object) => {
    expect(planWhere(shape, where as Where)).toHaveLength(Object.keys(where).length);
  });

  it('takes a path within an index where the order begins it', () => {
    expect(
      planQuery(shape, { where: { price: 3 }, sort: [{ path: 'status', direction: 'asc' }], limit: 1 }).clauses,
    ).toHaveLength(1);
    expect(() => planQuery(shape, { where: {}, sort: [{ path: 'price', direction: 'asc' }], limit: 1 })).toThrow(
      'no index begins',
    );
  });

  it('has one mark in any order of its conditions, and another for other conditions, order or collection', () => {
    const mark = (query: Omit<Query, 'limit'>, limit = 1) => planQuery(shape, { ...query, limit }).mark;
    expect(mark({ where: { status: 'a', tags: null } })).toBe(mark({ where: { tags: null, status: { equals: 'a' } } }, 9));
    const others = [mark({}), mark({ where: { status: 'a' } }), mark({ sort: [{ path: 'id', direction: 'desc' }] })];
    const elsewhere = planQuery({ ...shape, name: 'offers_v4' }, { limit: 1 }).mark;
    expect(new Set([...others, elsewhere]).size).toBe(4);
  });
});
