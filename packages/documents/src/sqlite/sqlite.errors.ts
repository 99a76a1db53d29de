import type { Shape } from '../definition.js';
import { DocumentsUnavailable, UniqueViolation } from '../errors.js';
import { column } from './sqlite.terms.js';

const UNIQUE = 2067;
/** busy, locked, readonly, I/O error, corrupt, full, cannot open, protocol, no database */
const OUTAGES = new Set([5, 6, 8, 10, 11, 13, 14, 15, 26]);

/** What node:sqlite throws; told by its fields, as the class may stem from another realm than ours. */
interface SqliteError {
  code: string;
  errcode?: number;
  message: string;
}

const isSqliteError = (error: unknown): error is SqliteError =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && 'message' in error;

/** SQLite names the columns of the index that refused: `UNIQUE constraint failed: table.column, table.column`. */
const violationIn = (error: SqliteError, shapes: readonly Shape[]): UniqueViolation | undefined => {
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
  if (!isSqliteError(error)) return error;
  const { code, errcode, message } = error;
  if (errcode === UNIQUE) return violationIn(error, shapes) ?? error;
  const isClosed = code === 'ERR_INVALID_STATE';
  const isOutage = isClosed || (errcode !== undefined && OUTAGES.has(errcode & 0xff));
  return isOutage ? new DocumentsUnavailable(`the SQLite store cannot be used: ${message}`, { cause: error }) : error;
};
