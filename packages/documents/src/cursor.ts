import { hash } from 'node:crypto';
import { isScalar, keyOf, normalScalar } from './content.js';
import { InvalidCursor } from './errors.js';
import type { Plan } from './plan.js';
import type { Document, Scalar } from './types.js';

/** A short text that two queries share only when collection, conditions and order are the same. */
export const planMark = (name: string, clauses: Plan['clauses'], order: Plan['order']): string =>
  hash('sha256', JSON.stringify([name, clauses, order]), 'base64url').slice(0, 12);

/** The cursor behind a document: the mark of its query and the document's sort keys. */
export const encodeCursor = (plan: Plan, last: Document): string =>
  Buffer.from(JSON.stringify([plan.mark, ...plan.order.map(({ path }) => keyOf(last, path))])).toString('base64url');

const partsOf = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw new InvalidCursor();
  }
};

/** The sort keys in a cursor. Throws `InvalidCursor` when it is malformed or bears another mark. */
export const decodeCursor = (cursor: string, mark: string, length: number): Scalar[] => {
  const parts = partsOf(cursor);
  if (!Array.isArray(parts)) throw new InvalidCursor();
  const [first, ...values] = parts as unknown[];
  const isWhole = first === mark && values.length === length && values.every(isScalar) && typeof values.at(-1) === 'string';
  if (!isWhole) throw new InvalidCursor();
  return values.map(normalScalar);
};
