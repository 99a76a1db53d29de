import { compileExpression } from './regular-expression.js';

/** What a filtered read of the whole log asks for. Without prefixes the expression decides. */
export interface FilterRequest {
  on: 'stream' | 'type';
  prefixes: readonly string[];
  expression: string;
}

export interface Filter {
  on: 'stream' | 'type';
  matches(name: string): boolean;
}

/** Compiles a filter; throws UnsupportedExpression. Prefixes win over an expression; with neither everything matches. */
export const compileFilter = ({ on, prefixes, expression }: FilterRequest): Filter => {
  if (prefixes.length > 0) return { on, matches: (name) => prefixes.some((prefix) => name.startsWith(prefix)) };
  return { on, matches: expression === '' ? () => true : compileExpression(expression) };
};
