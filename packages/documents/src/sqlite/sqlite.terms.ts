import type { Clause, Order, Plan } from '../plan.js';
import type { Range, Scalar } from '../types.js';

/** A piece of SQL with the values of its question marks. */
export interface Term {
  sql: string;
  values: Value[];
}
export type Value = string | number | Uint8Array;

/** Comes before every number, so null keys need no rules of their own: SQLite orders numbers, then texts, then blobs. */
export const NULL_KEY = -Infinity;
const NULL_SQL = '-9e999';
const FIRST_TEXT = "''";
const FIRST_BLOB = "x''";

export const quoted = (name: string): string => `"${name}"`;

/** The column of a path; id and revision are columns of their own. */
export const column = (path: string): string => quoted(path === 'id' || path === 'revision' ? path : `key.${path}`);

export const keyIsNotNull = (path: string): string => `${column(path)} <> ${NULL_SQL}`;

/** Booleans are blobs of one byte, as SQLite has none of its own. */
export const encodeKey = (value: Scalar): Value => {
  if (value === null) return NULL_KEY;
  return typeof value === 'boolean' ? Uint8Array.of(value ? 1 : 0) : value;
};

/** The number of values is rounded up, so that lists of many lengths share few statements. */
export const listOf = (values: readonly Scalar[]): Term => {
  const size = 2 ** Math.ceil(Math.log2(Math.max(values.length, 1)));
  const padded =
    values.length === 0 ? [] : Array.from({ length: size }, (_, at) => values[Math.min(at, values.length - 1)] ?? null);
  return { sql: padded.map(() => '?').join(', '), values: padded.map(encodeKey) };
};

const SIGNS = { from: '>=', above: '>', to: '<=', below: '<' } as const;

const fence = (type: 'string' | 'number' | 'boolean', range: Range): string | undefined => {
  const isOpenBelow = range.from === undefined && range.above === undefined;
  const isOpenAbove = range.to === undefined && range.below === undefined;
  if (isOpenBelow) return { number: `> ${NULL_SQL}`, string: `>= ${FIRST_TEXT}`, boolean: `>= ${FIRST_BLOB}` }[type];
  if (isOpenAbove) return { number: `< ${FIRST_TEXT}`, string: `< ${FIRST_BLOB}`, boolean: undefined }[type];
  return undefined;
};

const rangeTerm = (clause: Extract<Clause, { kind: 'range' }>): Term => {
  const bounds = Object.entries(clause.range) as [keyof Range, Scalar][];
  const parts = bounds.map(([bound]) => `${SIGNS[bound]} ?`);
  const limit = fence(clause.type, clause.range);
  const sql = [...parts, ...(limit ? [limit] : [])].map((part) => `${column(clause.path)} ${part}`).join(' AND ');
  return { sql, values: bounds.map(([, value]) => encodeKey(value)) };
};

const clauseTerm = (table: string, clause: Clause): Term => {
  if (clause.kind === 'range') return rangeTerm(clause);
  if (clause.kind === 'contains')
    return { sql: `"id" IN (SELECT "id" FROM ${quoted(`${table}.members`)} WHERE "token" = ?)`, values: [clause.token] };
  const list = listOf(clause.values);
  return { sql: `${column(clause.path)} ${clause.values.length === 1 ? '= ?' : `IN (${list.sql})`}`, values: list.values };
};

const isOneWay = (order: readonly Order[]): boolean => order.every(({ descending }) => descending === order[0]?.descending);

/** One comparison of row values where all keys run one way: an index answers it. Else one alternative for each key. */
const afterTerm = (order: readonly Order[], after: readonly Scalar[]): Term => {
  const keys = after.map(encodeKey);
  const sign = (at: number): string => (order[at]?.descending ? '<' : '>');
  const columns = order.map(({ path }) => column(path));
  if (isOneWay(order)) return { sql: `(${columns.join(', ')}) ${sign(0)} (${keys.map(() => '?').join(', ')})`, values: keys };
  const alternatives = columns.map((name, at) =>
    [...columns.slice(0, at).map((same) => `${same} = ?`), `${name} ${sign(at)} ?`].join(' AND '),
  );
  return {
    sql: `${columns[0]} ${sign(0)}= ? AND (${alternatives.map((alternative) => `(${alternative})`).join(' OR ')})`,
    values: [...keys.slice(0, 1), ...keys.flatMap((_key, at) => keys.slice(0, at + 1))],
  };
};

/** The WHERE of conditions; `live` is the condition of the partial indexes, so each of them may serve. */
export const whereTerm = (table: string, clauses: readonly Clause[], extra: readonly Term[] = []): Term => {
  const terms = [...clauses.map((clause) => clauseTerm(table, clause)), ...extra];
  const live: Term = { sql: '"document" IS NOT NULL', values: [] };
  const all = [live, ...terms];
  return { sql: all.map(({ sql }) => sql).join(' AND '), values: all.flatMap(({ values }) => values) };
};

/** The statement behind `find`; asks for one document more than the limit. */
export const findTerm = (table: string, plan: Plan): Term => {
  const where = whereTerm(table, plan.clauses, plan.after ? [afterTerm(plan.order, plan.after)] : []);
  const order = plan.order.map(({ path, descending }) => `${column(path)} ${descending ? 'DESC' : 'ASC'}`).join(', ');
  return {
    sql: `SELECT "document" FROM ${quoted(table)} WHERE ${where.sql} ORDER BY ${order} LIMIT ?`,
    values: [...where.values, plan.limit + 1],
  };
};
