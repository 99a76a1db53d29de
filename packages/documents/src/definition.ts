import type { CollectionDefinition, Document } from './types.js';

const NAME = /^[a-z][a-z0-9_-]{0,59}$/;
const INDEX_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,59}$/;
const PATH = /^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*$/;

const demand = (holds: boolean, message: string): void => {
  if (!holds) throw new TypeError(message);
};

const hasTwins = (names: readonly string[]): boolean => new Set(names.map((name) => name.toLowerCase())).size < names.length;

/**
 * Declares a collection: name in kebab-case, version from 1, the indexes that its queries need. Throws TypeError on a malformed one.
 * @example const listings = defineCollection<Listing>({ name: 'listings', version: 2, indexes: [{ name: 'by-field', fields: ['fields', 'publishedAt'] }] });
 */
export const defineCollection = <T extends Document>(definition: {
  name: string;
  version: number;
  indexes: CollectionDefinition['indexes'];
}): CollectionDefinition<T> => {
  const { name, version, indexes } = definition;
  demand(NAME.test(name), `${name} is no name for a collection`);
  demand(Number.isSafeInteger(version) && version > 0, `${name}: a version is a whole number from 1`);
  for (const index of indexes) {
    demand(INDEX_NAME.test(index.name), `${name}: ${index.name} is no name for an index`);
    demand(index.fields.length > 0 && !hasTwins(index.fields), `${name}: ${index.name} needs fields, each once`);
    for (const path of index.fields) demand(PATH.test(path), `${name}: ${path} is no path`);
    const own = index.fields.filter((path) => path === 'id' || path === 'revision');
    demand(own.length === 0, `${name}: ${index.name} may leave out id and revision, they are always indexed`);
  }
  demand(!hasTwins(indexes.map((index) => index.name)), `${name}: two indexes have one name`);
  demand(!hasTwins([...new Set(indexes.flatMap((index) => index.fields))]), `${name}: two paths differ by case only`);
  return { name, version, indexes };
};

/** A collection as a store sees it: its stored name, and its declared paths in the order of `Content.keys`. */
export interface Shape {
  definition: CollectionDefinition;
  name: string;
  paths: readonly string[];
}

/** The name under which the collection is stored: `listings_v2`. */
export const storedName = ({ name, version }: CollectionDefinition): string => `${name}_v${version}`;

/** A canonical text of what `ensure` builds; two definitions of one stored name must have the same. */
export const fingerprint = ({ indexes }: CollectionDefinition): string =>
  JSON.stringify(
    indexes.map(({ name, fields, unique }) => [name, fields, unique ?? false] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Checks a definition once more, as it may be made by hand. Throws TypeError. */
export const shapeOf = (definition: CollectionDefinition): Shape => {
  const checked = defineCollection(definition);
  const paths = [...new Set(checked.indexes.flatMap((index) => index.fields))].sort();
  return { definition: checked, name: storedName(checked), paths };
};
