import type { Document as Bson, Filter } from 'mongodb';
import type { Clause, Plan } from '../plan.js';
import type { Document, Range, Scalar } from '../types.js';

/**
 * A document as MongoDB keeps it: keys under their paths (a dot becomes a slash, null is left out), so that queries compare the same
 * scalars on every store. A tombstone has `deleted` and neither keys nor document.
 */
export interface Stored {
  _id: string;
  revision: number;
  keys?: Record<string, Scalar>;
  members?: string[];
  document?: Document;
  deleted?: true;
}

export const field = (path: string): string => {
  if (path === 'id') return '_id';
  return path === 'revision' ? path : `keys.${path.replaceAll('.', '/')}`;
};

export const LIVE: Filter<Stored> = { deleted: { $ne: true } };

const OPERATORS = { from: '$gte', above: '$gt', to: '$lte', below: '$lt' } as const;

const clauseFilter = (clause: Clause): Bson => {
  if (clause.kind === 'contains') return { members: clause.token };
  if (clause.kind === 'in')
    return { [field(clause.path)]: clause.values.length === 1 ? { $eq: clause.values[0] } : { $in: clause.values } };
  const bounds = Object.entries(clause.range) as [keyof Range, Scalar][];
  return { [field(clause.path)]: Object.fromEntries(bounds.map(([bound, value]) => [OPERATORS[bound], value])) };
};

const NUMBERS = { $gte: -Infinity };
const STRINGS = { $gte: '' };
const BOOLEANS = { $in: [false, true] };

/** What comes after a value: MongoDB compares within one type only, so the types behind it are alternatives of their own. */
const later = (value: Scalar): Bson[] => {
  if (value === null) return [{ $ne: null }];
  if (typeof value === 'number') return [{ $gt: value }, STRINGS, BOOLEANS];
  if (typeof value === 'string') return [{ $gt: value }, BOOLEANS];
  return value ? [] : [{ $eq: true }];
};

const earlier = (value: Scalar): Bson[] => {
  const none = { $eq: null };
  if (value === null) return [];
  if (typeof value === 'number') return [{ $lt: value }, none];
  if (typeof value === 'string') return [{ $lt: value }, NUMBERS, none];
  return [...(value ? [{ $eq: false }] : []), STRINGS, NUMBERS, none];
};

const behind = (path: string, value: Scalar, descending: boolean): Bson[] => {
  if (path === 'id') return [{ [descending ? '$lt' : '$gt']: value }];
  return descending ? earlier(value) : later(value);
};

/** One alternative for each sort key: equal before it, behind the cursor at it. */
const afterFilters = ({ order, after = [] }: Plan): Bson[] =>
  order.flatMap(({ path, descending }, at) => {
    const same = order.slice(0, at).map((key, before) => ({ [field(key.path)]: { $eq: after[before] } }));
    return behind(path, after[at] ?? null, descending).map((step) => ({ $and: [...same, { [field(path)]: step }] }));
  });

export const whereFilter = (clauses: readonly Clause[]): Filter<Stored> => ({ $and: [...clauses.map(clauseFilter), LIVE] });

/** The conditions stand in each alternative, so that each is one range of one index and the server merges them in order. */
export const findFilter = (plan: Plan): Filter<Stored> => {
  const conditions = [...plan.clauses.map(clauseFilter), LIVE];
  if (!plan.after) return { $and: conditions };
  return { $or: afterFilters(plan).map((alternative) => ({ $and: [...conditions, alternative] })) };
};

export const sortOf = (plan: Plan): Record<string, 1 | -1> =>
  Object.fromEntries(plan.order.map(({ path, descending }) => [field(path), descending ? -1 : 1] as const));
