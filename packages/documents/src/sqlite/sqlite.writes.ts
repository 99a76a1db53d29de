import { NULL_KEY, column, encodeKey, quoted } from './sqlite.terms.js';
import type { Value } from './sqlite.terms.js';
import type { Shape } from '../definition.js';
import type { Entry } from '../store.js';

/** Runs one statement; answers how many rows it changed. */
export type Run = (sql: string, values: readonly (Value | null)[]) => number;

/** Inserts, or updates a row that is older. */
const guardedUpsert = ({ name, paths }: Shape): string => {
  const columns = ['"id"', '"revision"', '"document"', ...paths.map(column)];
  const updates = columns.slice(1).map((each) => `${each} = excluded.${each}`);
  return `INSERT INTO ${quoted(name)} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT ("id") DO UPDATE SET ${updates.join(', ')} WHERE excluded."revision" > ${quoted(name)}."revision"`;
};

const forgetMembers = (run: Run, { shape, id }: Entry): void => {
  if (shape.paths.length > 0) run(`DELETE FROM ${quoted(`${shape.name}.members`)} WHERE "id" = ?`, [id]);
};

const replace = (run: Run, entry: Entry, content: NonNullable<Entry['content']>): boolean => {
  const { shape, id, revision = 0 } = entry;
  const isWritten = run(guardedUpsert(shape), [id, revision, content.text, ...content.keys.map(encodeKey)]) > 0;
  if (!isWritten) return false;
  forgetMembers(run, entry);
  const insert = `INSERT INTO ${quoted(`${shape.name}.members`)} ("token", "id") VALUES (?, ?)`;
  for (const token of content.tokens) run(insert, [token, id]);
  return true;
};

const remove = (run: Run, entry: Entry): boolean => {
  const { shape, id, revision } = entry;
  const table = quoted(shape.name);
  const live = '"id" = ? AND "document" IS NOT NULL';
  const isUnguarded = revision === undefined;
  const isRemoved = isUnguarded
    ? run(`DELETE FROM ${table} WHERE ${live}`, [id]) > 0
    : run(`UPDATE ${table} SET "document" = NULL WHERE ${live} AND "revision" < ?`, [id, revision]) > 0;
  if (!isUnguarded) run(guardedUpsert(shape), [id, revision, null, ...shape.paths.map(() => NULL_KEY)]);
  if (isRemoved) forgetMembers(run, entry);
  return isRemoved;
};

/** Carries out one write; to be called inside a transaction. */
export const writeEntry = (run: Run, entry: Entry): boolean =>
  entry.content ? replace(run, entry, entry.content) : remove(run, entry);
