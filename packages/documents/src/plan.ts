import type { Range, Scalar } from './types.js';

/** A checked condition; a path has at most one. */
export type Clause =
  | { kind: 'in'; path: string; values: readonly Scalar[] }
  | { kind: 'contains'; path: string; token: string }
  | { kind: 'range'; path: string; range: Range; type: 'string' | 'number' | 'boolean' };

export interface Order {
  path: string;
  descending: boolean;
}

/** A query after all checks. The order ends with the id; `after` holds one value for each of its keys. */
export interface Plan {
  clauses: Clause[];
  order: Order[];
  after?: Scalar[];
  limit: number;
  /** Tells cursors of this query from those of others. */
  mark: string;
}
