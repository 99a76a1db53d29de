import { isScalar, normalScalar, tokenOf } from './content.js';
import { decodeCursor, planMark } from './cursor.js';
import { InvalidQuery } from './errors.js';
import type { Shape } from './definition.js';
import type { Clause, Order, Plan } from './plan.js';
import type { Bound, Condition, Query, Range, Scalar, Where } from './types.js';

const BOUNDS = ['from', 'above', 'to', 'below'] as const;
const MAX_VALUES = 1_000;
const MAX_LIMIT = 1_000;
const MAX_SORT_KEYS = 4;

const isOwn = (path: string): boolean => path === 'id' || path === 'revision';

const demand = (holds: boolean, shape: Shape, message: string): void => {
  if (!holds) throw new InvalidQuery(`${shape.name}: ${message}`);
};

const rangeOf = (shape: Shape, path: string, condition: Record<string, unknown>): Clause => {
  const range: Range = {};
  for (const bound of BOUNDS) {
    const value = condition[bound];
    if (value === undefined) continue;
    demand(isScalar(value) && value !== null, shape, `a bound of ${path} is no string, number or boolean`);
    range[bound] = normalScalar(value as Bound) as Bound;
  }
  const types = new Set(Object.values(range).map((value) => typeof value));
  demand(types.size === 1, shape, `the range of ${path} needs bounds of one type`);
  const type = [...types][0] as 'string' | 'number' | 'boolean';
  return { kind: 'range', path, range, type };
};

const scalarOf = (shape: Shape, path: string, value: unknown): Scalar => {
  demand(isScalar(value), shape, `a value for ${path} is no string, finite number, boolean or null`);
  return normalScalar(value as Scalar);
};

const clauseOf = (shape: Shape, path: string, condition: Scalar | Condition): Clause => {
  if (typeof condition !== 'object' || condition === null)
    return { kind: 'in', path, values: [scalarOf(shape, path, condition)] };
  const given: Record<string, unknown> = { ...condition };
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  const isRange = names.length > 0 && names.every((name) => (BOUNDS as readonly string[]).includes(name));
  if (isRange) return rangeOf(shape, path, given);
  demand(names.length === 1, shape, `the condition on ${path} is none of equals, in, contains or a range`);
  if (names[0] === 'equals') return { kind: 'in', path, values: [scalarOf(shape, path, given.equals)] };
  if (names[0] === 'contains') return { kind: 'contains', path, token: tokenOf(path, scalarOf(shape, path, given.contains)) };
  const isList = names[0] === 'in' && Array.isArray(given.in) && given.in.length <= MAX_VALUES;
  demand(isList, shape, `the condition on ${path} is none of equals, in (at most ${MAX_VALUES} values), contains or a range`);
  const values = (given.in as unknown[]).map((value) => scalarOf(shape, path, value));
  return { kind: 'in', path, values: [...new Set(values)] };
};

/** Refuses what would read a whole collection: a path outside all indexes, or conditions of which none begins an index. */
const demandIndex = (shape: Shape, clauses: readonly Clause[], order: readonly Order[]): void => {
  const asked = [...clauses, ...order].map(({ path }) => path);
  for (const path of asked) demand(isOwn(path) || shape.paths.includes(path), shape, `no index declares the path ${path}`);
  if (asked.every(isOwn)) return;
  const leading = new Set(shape.definition.indexes.map((index) => index.fields[0]));
  const isServed =
    clauses.some(({ kind, path }) => kind === 'contains' || path === 'id' || leading.has(path)) || leading.has(order[0]?.path);
  demand(isServed, shape, `no index begins with ${[...new Set(asked)].filter((path) => !isOwn(path)).join(' or ')}`);
};

const clausesOf = (shape: Shape, where: Where = {}): Clause[] =>
  Object.keys(where)
    .filter((path) => where[path] !== undefined)
    .sort()
    .map((path) => clauseOf(shape, path, where[path] as Scalar | Condition));

/** Checks conditions for `count`. Throws `InvalidQuery`. */
export const planWhere = (shape: Shape, where?: Where): Clause[] => {
  const clauses = clausesOf(shape, where);
  demandIndex(shape, clauses, []);
  return clauses;
};

/** Checks a query. Throws `InvalidQuery`, or `InvalidCursor` when the cursor belongs to another query. */
export const planQuery = (shape: Shape, query: Query): Plan => {
  const { where, sort = [], limit, cursor } = query;
  demand(Number.isInteger(limit) && limit >= 1 && limit <= MAX_LIMIT, shape, `a limit is a whole number from 1 to ${MAX_LIMIT}`);
  demand(sort.length <= MAX_SORT_KEYS, shape, `a sort has at most ${MAX_SORT_KEYS} keys`);
  const clauses = clausesOf(shape, where);
  const order = sort.map(({ path, direction }): Order => ({ path, descending: direction === 'desc' }));
  const idAt = order.findIndex(({ path }) => path === 'id');
  if (idAt >= 0) order.splice(idAt + 1);
  else order.push({ path: 'id', descending: order.at(-1)?.descending ?? false });
  demandIndex(shape, clauses, order);
  const mark = planMark(shape.name, clauses, order);
  return { clauses, order, limit, mark, ...(cursor === undefined ? {} : { after: decodeCursor(cursor, mark, order.length) }) };
};
