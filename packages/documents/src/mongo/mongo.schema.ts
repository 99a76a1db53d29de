import type { Collection, Db, IndexDescription } from 'mongodb';
import type { Shape } from '../definition.js';
import { DefinitionChanged } from '../errors.js';
import { isLostRace, isUnknownCollection, isUnknownCommand } from './mongo.errors.js';
import { field } from './mongo.terms.js';

interface StoredDefinition {
  _id: string;
  fingerprint: string;
}

const definitions = (db: Db): Collection<StoredDefinition> => db.collection<StoredDefinition>('documents.collections');

/** Every index ends with the id, as every order does; a unique one comes as a second index that leaves out null keys. */
const indexesOf = ({ definition }: Shape): IndexDescription[] => {
  const declared = definition.indexes.flatMap((index): IndexDescription[] => {
    const fields = index.fields.map(field);
    const key = Object.fromEntries(fields.map((name) => [name, 1] as const));
    const plain = { name: index.name, key: { ...key, _id: 1 as const } };
    const filter = Object.fromEntries(fields.map((name) => [name, { $exists: true }] as const));
    const unique = { name: `${index.name}.unique`, key, unique: true, partialFilterExpression: filter };
    return index.unique ? [plain, unique] : [plain];
  });
  return declared.length > 0 ? [...declared, { name: 'members', key: { members: 1 }, sparse: true }] : [];
};

/** Makes the indexes of a collection, and remembers of what it was made. Throws `DefinitionChanged`. */
export const createCollection = async (db: Db, shape: Shape, fingerprint: string): Promise<void> => {
  const known = await definitions(db).findOne({ _id: shape.name });
  if (known && known.fingerprint !== fingerprint) throw new DefinitionChanged(shape.name);
  const indexes = indexesOf(shape);
  if (indexes.length > 0) await db.collection(shape.name).createIndexes(indexes);
  if (known) return;
  try {
    await definitions(db).insertOne({ _id: shape.name, fingerprint });
  } catch (error) {
    if (!isLostRace(error)) throw error;
    await createCollection(db, shape, fingerprint);
  }
};

/** Removes a collection; a server that knows no `drop` has it emptied. */
export const dropCollection = async (db: Db, name: string): Promise<void> => {
  try {
    await db.collection(name).drop();
  } catch (error) {
    if (isUnknownCommand(error)) await db.collection(name).deleteMany({});
    else if (!isUnknownCollection(error)) throw error;
  }
  await definitions(db).deleteOne({ _id: name });
};
