import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type { Shape } from '../definition.js';
import { documentsOver } from '../documents.js';
import type { Entry, Store } from '../store.js';
import type { Document, Documents } from '../types.js';
import { faultsIn } from './sqlite.audit.js';
import { portError } from './sqlite.errors.js';
import { PORT_TABLES, createCollection, dropCollection } from './sqlite.schema.js';
import { findTerm, listOf, quoted, whereTerm } from './sqlite.terms.js';
import type { Term } from './sqlite.terms.js';
import { writeEntry } from './sqlite.writes.js';
import type { Run } from './sqlite.writes.js';

const MAX_STATEMENTS = 500;
const READ_AT_ONCE = 512;

const openDatabase = (path: string, deadlineMs: number): DatabaseSync => {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: deadlineMs });
  try {
    // NORMAL may lose the last transactions in a power cut, never their order; read models are rebuilt from the event store anyway
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    database.exec(PORT_TABLES);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** One connection: prepared statements by their text, and transactions. */
const connect = (path: string, deadlineMs: number) => {
  const database = openDatabase(path, deadlineMs);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const run: Run = (sql, values) => Number(prepare(sql).run(...values).changes);
  const rows = ({ sql, values }: Term): Record<string, unknown>[] => prepare(sql).all(...values);
  const inTransaction = <T>(work: () => T): T => {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };
  const forget = (): void => statements.clear();
  return { database, run, rows, inTransaction, forget };
};

type Connection = ReturnType<typeof connect>;

const attempt = <T>(work: () => T, shapes: readonly Shape[] = []): T => {
  try {
    return work();
  } catch (error) {
    throw portError(error, shapes);
  }
};

const documentsIn = (rows: readonly Record<string, unknown>[]): Document[] =>
  rows.map((row) => JSON.parse(String(row.document)) as Document);

const readChunks = ({ rows }: Connection, shape: Shape, ids: readonly string[]): Document[] => {
  const found: Document[] = [];
  for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
    const list = listOf(ids.slice(at, at + READ_AT_ONCE));
    const sql = `SELECT "document" FROM ${quoted(shape.name)} WHERE "id" IN (${list.sql}) AND "document" IS NOT NULL`;
    found.push(...documentsIn(rows({ sql, values: list.values })));
  }
  return found;
};

const applyAll = ({ run, inTransaction }: Connection, ...[entries, checkpoint]: Parameters<Store['apply']>): void =>
  inTransaction(() => {
    for (const entry of entries) writeEntry(run, entry);
    if (!checkpoint) return;
    const sql = `INSERT INTO "checkpoints" ("name", "position") VALUES (?, ?)
      ON CONFLICT ("name") DO UPDATE SET "position" = excluded."position" WHERE excluded."position" > "checkpoints"."position"`;
    run(sql, [checkpoint.name, checkpoint.position]);
  });

const shapesOf = (entries: readonly Entry[]): Shape[] => [...new Set(entries.map(({ shape }) => shape))];

const storeOn = (connection: Connection): Store => {
  const { database, run, rows, inTransaction, forget } = connection;
  return {
    ensure: async (shape, fingerprint) => attempt(() => inTransaction(() => createCollection(database, shape, fingerprint))),
    read: async (shape, ids) => attempt(() => readChunks(connection, shape, ids)),
    find: async (shape, plan) => attempt(() => documentsIn(rows(findTerm(shape.name, plan)))),
    count: async (shape, clauses) =>
      attempt(() => {
        const where = whereTerm(shape.name, clauses);
        const [row] = rows({ sql: `SELECT count(*) AS "n" FROM ${quoted(shape.name)} WHERE ${where.sql}`, values: where.values });
        return Number(row?.n);
      }),
    write: async (entry) => attempt(() => inTransaction(() => writeEntry(run, entry)), [entry.shape]),
    apply: async (entries, checkpoint) => attempt(() => applyAll(connection, entries, checkpoint), shapesOf(entries)),
    faults: async (shape) => attempt(() => faultsIn(rows, shape)),
    drop: async (name) =>
      attempt(() => {
        forget();
        inTransaction(() => dropCollection(database, name));
      }),
    checkpoint: async (name) =>
      attempt(() => {
        const [row] = rows({ sql: 'SELECT "position" FROM "checkpoints" WHERE "name" = ?', values: [name] });
        return row ? Number(row.position) : undefined;
      }),
    dropCheckpoint: async (name) => attempt(() => void run('DELETE FROM "checkpoints" WHERE "name" = ?', [name])),
    ping: async () => attempt(() => void rows({ sql: 'SELECT 1', values: [] })),
    close: async () => {
      forget();
      if (database.isOpen) database.close();
    },
  };
};

/** Opens the file (or `:memory:`) and makes it when it is not there. Throws `DocumentsUnavailable`. */
export const openSqlite = (path: string, deadlineMs: number): Documents =>
  attempt(() => {
    const connection = connect(path, deadlineMs);
    return documentsOver(storeOn(connection));
  });
