import type { DatabaseSync } from 'node:sqlite';
import type { Shape } from '../definition.js';
import { DefinitionChanged } from '../errors.js';
import { column, keyIsNotNull, quoted } from './sqlite.terms.js';

const LIVE = '"document" IS NOT NULL';

/** Tables that no collection can be named like, as theirs end in a version. */
export const PORT_TABLES = `
  CREATE TABLE IF NOT EXISTS "checkpoints" ("name" PRIMARY KEY NOT NULL, "position" NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS "collections" ("name" PRIMARY KEY NOT NULL, "fingerprint" NOT NULL) WITHOUT ROWID;
`;

/** Columns have no type, so SQLite converts nothing when it compares. A row without a document is a tombstone. */
const tablesOf = ({ name, paths }: Shape): string[] => [
  `CREATE TABLE ${quoted(name)} (${['"id" PRIMARY KEY NOT NULL', '"revision" NOT NULL', '"document"', ...paths.map(column)].join(', ')})`,
  `CREATE TABLE ${quoted(`${name}.members`)} ("token" NOT NULL, "id" NOT NULL, PRIMARY KEY ("token", "id")) WITHOUT ROWID`,
  `CREATE INDEX ${quoted(`${name}.members.id`)} ON ${quoted(`${name}.members`)} ("id")`,
];

/** Every index ends with the id, as every order does; a unique one comes as a second index that leaves out null keys. */
const indexesOf = ({ name, definition }: Shape): string[] =>
  definition.indexes.flatMap((index) => {
    const columns = index.fields.map(column);
    const plain = `CREATE INDEX ${quoted(`${name}.${index.name}`)} ON ${quoted(name)} (${columns.join(', ')}, "id") WHERE ${LIVE}`;
    const filter = [LIVE, ...index.fields.map(keyIsNotNull)].join(' AND ');
    const unique = `CREATE UNIQUE INDEX ${quoted(`${name}.${index.name}.unique`)} ON ${quoted(name)} (${columns.join(', ')}) WHERE ${filter}`;
    return index.unique ? [plain, unique] : [plain];
  });

/** Makes the tables of a collection unless they are there; to be called inside a transaction. Throws `DefinitionChanged`. */
export const createCollection = (database: DatabaseSync, shape: Shape, fingerprint: string): void => {
  const stored = database.prepare('SELECT "fingerprint" FROM "collections" WHERE "name" = ?').get(shape.name);
  if (stored && stored.fingerprint !== fingerprint) throw new DefinitionChanged(shape.name);
  if (stored) return;
  for (const statement of [...tablesOf(shape), ...indexesOf(shape)]) database.exec(statement);
  database.prepare('INSERT INTO "collections" ("name", "fingerprint") VALUES (?, ?)').run(shape.name, fingerprint);
};

/** Removes the tables of a collection with their indexes; to be called inside a transaction. */
export const dropCollection = (database: DatabaseSync, name: string): void => {
  database.exec(`DROP TABLE IF EXISTS ${quoted(name)}`);
  database.exec(`DROP TABLE IF EXISTS ${quoted(`${name}.members`)}`);
  database.prepare('DELETE FROM "collections" WHERE "name" = ?').run(name);
};
