import { contentOf } from '../content.js';
import type { Shape } from '../definition.js';
import type { Document, StoredFault } from '../types.js';
import { NULL_KEY, column, encodeKey, quoted } from './sqlite.terms.js';
import type { Term, Value } from './sqlite.terms.js';

type Rows = (term: Term) => Record<string, unknown>[];

const atOnce = 500;

const same = (one: unknown, other: Value): boolean =>
  one instanceof Uint8Array && other instanceof Uint8Array ? Buffer.compare(one, other) === 0 : one === other;

const parsed = (text: unknown): Document | undefined => {
  try {
    return JSON.parse(String(text)) as Document;
  } catch {
    return undefined;
  }
};

const tombstoneFaults = (row: Record<string, unknown>, { paths }: Shape): string[] =>
  paths.filter((path) => !same(row[column(path).slice(1, -1)], NULL_KEY)).map((path) => `the key ${path} of a deleted document`);

const rowFaults = (row: Record<string, unknown>, shape: Shape, members: readonly string[]): string[] => {
  if (row.document === null) return tombstoneFaults(row, shape);
  const document = parsed(row.document);
  if (!document) return ['the document is no JSON'];
  if (document.id !== row.id) return ['the document has another id than its row'];
  if (document.revision !== row.revision) return ['the document has another revision than its row'];
  const { text, keys, tokens } = contentOf(document, shape.paths);
  return [
    ...(text === row.document ? [] : ['the document is not in the form in which it was written']),
    ...shape.paths
      .filter((path, at) => !same(row[column(path).slice(1, -1)], encodeKey(keys[at] ?? null)))
      .map((path) => `the key ${path} is not that of the document`),
    ...(tokens.length === members.length && tokens.every((token) => members.includes(token))
      ? []
      : ['the members are not those of the document']),
  ];
};

const membersOf = (rows: Rows, { name }: Shape, ids: readonly unknown[]): Map<unknown, string[]> => {
  const found = rows({
    sql: `SELECT "id", "token" FROM ${quoted(`${name}.members`)} WHERE "id" IN (${ids.map(() => '?').join(', ')})`,
    values: ids.map(String),
  });
  const members = new Map<unknown, string[]>();
  for (const { id, token } of found) members.set(id, [...(members.get(id) ?? []), String(token)]);
  return members;
};

const fileFaults = (rows: Rows): StoredFault[] =>
  rows({ sql: 'PRAGMA integrity_check(1)', values: [] }).flatMap((row) =>
    row.integrity_check === 'ok' ? [] : [{ id: '', what: `the file is damaged: ${String(row.integrity_check)}` }],
  );

/** Goes through every row of a collection, page by page. */
export const faultsIn = (rows: Rows, shape: Shape): StoredFault[] => {
  const faults = fileFaults(rows);
  let after = '';
  for (;;) {
    const page = rows({
      sql: `SELECT * FROM ${quoted(shape.name)} WHERE "id" > ? ORDER BY "id" LIMIT ${atOnce}`,
      values: [after],
    });
    const members = membersOf(
      rows,
      shape,
      page.map(({ id }) => id),
    );
    for (const row of page) {
      const id = String(row.id);
      faults.push(...rowFaults(row, shape, members.get(row.id) ?? []).map((what) => ({ id, what })));
      after = id;
    }
    if (page.length < atOnce) return faults;
  }
};
