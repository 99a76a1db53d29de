import type { Shape } from '../definition.js';
import { DocumentsUnavailable, UniqueViolation } from '../errors.js';
import { column } from './sqlite.terms.js';

const UNIQUE = 2067;
/** busy, locked, readonly, I/O error, corrupt, full, cannot open, protocol, no database */
const OUTAGES = new Set([5, 6, 8, 10, 11, 13, 14, 15, 26]);

const errorCode = (error: Error): number | undefined => ('errcode' in error ? Number(error.errcode) : undefined);

const isClosed = (error: Error): boolean => 'code' in error && error.code === 'ERR_INVALID_STATE';

/** SQLite names the columns of the index that refused: `UNIQUE constraint failed: table.column, table.column`. */
const violationIn = (error: Error, shapes: readonly Shape[]): UniqueViolation | undefined => {
  const named = error.message.slice(error.message.indexOf(': ') + 2);
  for (const { name, definition } of shapes) {
    const index = definition.indexes.find(
      ({ unique, fields }) => unique && fields.map((path) => `${name}.${column(path).slice(1, -1)}`).join(', ') === named,
    );
    if (index) return new UniqueViolation(name, index.name, { cause: error });
  }
  return undefined;
};

/** The error of the port for an error of SQLite; others pass as they are. */
export const portError = (error: unknown, shapes: readonly Shape[] = []): unknown => {
  if (!(error instanceof Error)) return error;
  const code = errorCode(error);
  if (code === UNIQUE) return violationIn(error, shapes) ?? error;
  const isOutage = isClosed(error) || (code !== undefined && OUTAGES.has(code & 0xff));
  return isOutage ? new DocumentsUnavailable(`the SQLite store cannot be used: ${error.message}`, { cause: error }) : error;
};
