import { DatabaseSync } from 'node:sqlite';
import { temporaryDirectory } from '@lastmile/testing';
import type { TemporaryDirectory } from '@lastmile/testing';
import { shapeOf } from '../src/definition.js';
import { openDocuments, replaceIn } from '../src/index.js';
import type { Documents, Query, Sort } from '../src/index.js';
import { planQuery, planWhere } from '../src/query.js';
import { findTerm, whereTerm } from '../src/sqlite/sqlite.terms.js';
import { offersDefinition } from './offers.js';
import type { Offer } from './offers.js';

const definition = offersDefinition();
const shape = shapeOf(definition);
const by = (path: string, direction: Sort['direction'] = 'asc'): Sort => ({ path, direction });

describe('SQLite answers by index', () => {
  let directory: TemporaryDirectory;
  let documents: Documents;
  let database: DatabaseSync;

  beforeAll(async () => {
    directory = temporaryDirectory();
    documents = await openDocuments(`sqlite:${directory.path}/plans.db`);
    await documents.ensure([definition]);
    database = new DatabaseSync(`${directory.path}/plans.db`);
  });
  afterAll(async () => {
    database.close();
    await documents.close();
    directory.remove();
  });

  const explain = (sql: string, values: (string | number | Uint8Array)[]): string[] =>
    database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map((row) => String(row.detail).replaceAll(shape.name, 'offers'));

  const planOf = (query: Omit<Query<Offer>, 'limit'>): string[] => {
    const { sql, values } = findTerm(shape.name, planQuery(shape, { limit: 20, ...query }));
    return explain(sql, values);
  };

  const SORTED = 'USE TEMP B-TREE FOR ORDER BY';
  const MEMBERS = ['LIST SUBQUERY 1', 'SEARCH offers.members USING PRIMARY KEY (token=?)'];

  it('for equality, ranges and both', () => {
    const status = 'SEARCH offers USING INDEX offers.by-status';
    expect(planOf({ where: { status: 'open' } })).toEqual([`${status} (key.status=?)`, SORTED]);
    expect(planOf({ where: { 'owner.id': 'u' } })).toEqual(['SEARCH offers USING INDEX offers.by-owner (key.owner.id=?)']);
    expect(planOf({ where: { code: 'k' } })).toEqual(['SEARCH offers USING INDEX offers.by-code (key.code=?)']);
    expect(planOf({ where: { status: null } })).toEqual([`${status} (key.status=?)`, SORTED]);
    expect(planOf({ where: { status: { in: ['open', null, true] } } })).toEqual([`${status} (key.status=?)`, SORTED]);
    const price = 'SEARCH offers USING INDEX offers.by-price (key.price>? AND key.price<?)';
    expect(planOf({ where: { price: { from: 1, below: 5 } } })).toEqual([price, SORTED]);
    expect(planOf({ where: { price: { above: 'x' } } })).toEqual([price, SORTED]);
    expect(planOf({ where: { status: 'open', price: 3 } })).toEqual([`${status} (key.status=? AND key.price=?)`]);
    const compound = [`${status} (key.status=? AND key.price>? AND key.price<?)`];
    expect(planOf({ where: { status: 'open', price: { from: 1 } }, sort: [by('price')] })).toEqual(compound);
  });

  it('for order, alone and behind equality, in both directions', () => {
    for (const direction of ['asc', 'desc'] as const) {
      expect(planOf({ sort: [by('price', direction)] })).toEqual(['SCAN offers USING INDEX offers.by-price']);
      expect(planOf({ sort: [by('status', direction), by('price', direction)] })).toEqual([
        'SCAN offers USING INDEX offers.by-status',
      ]);
      expect(planOf({ where: { status: 'open' }, sort: [by('price', direction)] })).toEqual([
        'SEARCH offers USING INDEX offers.by-status (key.status=?)',
      ]);
    }
    expect(planOf({})).toEqual(['SCAN offers USING INDEX sqlite_autoindex_offers_1']);
  });

  it('for what arrays hold', () => {
    const ids = 'SEARCH offers USING INDEX sqlite_autoindex_offers_1 (id=?)';
    expect(planOf({ where: { tags: { contains: 'x' } } })).toEqual([ids, ...MEMBERS]);
    expect(planOf({ where: { tags: { contains: 'x' } }, sort: [by('price')] })).toEqual([ids, ...MEMBERS, SORTED]);
    const joined = planOf({ where: { tags: { contains: 'x' }, status: 'open' }, sort: [by('price')] });
    expect(joined).toEqual(expect.arrayContaining(MEMBERS));
    expect(joined.join()).not.toContain('SCAN');
  });

  it('for the page behind a cursor', async () => {
    await documents.apply([1, 2, 3].map((n) => replaceIn(definition, { id: `i${n}`, revision: 1, status: 'open', price: n })));
    const behind = async (query: Omit<Query<Offer>, 'limit'>): Promise<string[]> => {
      const { nextCursor } = await documents.collection(definition).find({ ...query, limit: 1 });
      return planOf({ ...query, cursor: nextCursor });
    };
    expect(await behind({ where: { status: 'open' }, sort: [by('price', 'desc')] })).toEqual([
      'SEARCH offers USING INDEX offers.by-status (key.status=? AND (key.price,id)<(?,?))',
    ]);
    expect(await behind({ sort: [by('status'), by('price')] })).toEqual([
      'SEARCH offers USING INDEX offers.by-status ((key.status,key.price,id)>(?,?,?))',
    ]);
    expect(await behind({})).toEqual(['SEARCH offers USING INDEX sqlite_autoindex_offers_1 (id>?)']);
    expect((await behind({ sort: [by('status'), by('price', 'desc')] }))[0]).toBe(
      'SEARCH offers USING INDEX offers.by-status (key.status>?)',
    );
  });

  it('for counts', () => {
    const where = whereTerm(shape.name, planWhere(shape, { status: 'open' }));
    const plan = explain(`SELECT count(*) FROM "${shape.name}" WHERE ${where.sql}`, where.values);
    expect(plan).toEqual(['SEARCH offers USING INDEX offers.by-status (key.status=?)']);
  });
});
