import type { AnyBulkWriteOperation, ClientSession, Collection, Db } from 'mongodb';
import type { Entry } from '../store.js';
import type { Checkpoint, Scalar } from '../types.js';
import { isLostRace, portError } from './mongo.errors.js';
import { LIVE, field } from './mongo.terms.js';
import type { Stored } from './mongo.terms.js';

export const CHECKPOINTS = 'documents.checkpoints';

type Replacement = Omit<Stored, '_id'>;
type Known = Map<string, { revision: number; isDeleted: boolean }>;

const replacementOf = ({ shape, revision = 0, content }: Entry): Replacement => {
  if (!content) return { revision, deleted: true };
  const present = shape.paths.flatMap((path, at): [string, Scalar][] => {
    const key = content.keys[at] ?? null;
    return key === null ? [] : [[field(path).slice('keys.'.length), key]];
  });
  const members = content.tokens.length > 0 ? { members: content.tokens } : {};
  return { revision, keys: Object.fromEntries(present), ...members, document: content.document };
};

const older = (entry: Entry): { _id: string; revision: { $lt: number } } => ({
  _id: entry.id,
  revision: { $lt: entry.revision ?? 0 },
});

/** Writes when newer. An insert that meets another writer's is tried once more as an update: then the row is there to compare with. */
const guarded = async (collection: Collection<Stored>, entry: Entry): Promise<boolean> => {
  const replacement = replacementOf(entry);
  const isDeletion = !entry.content;
  const removed = isDeletion ? await collection.replaceOne({ ...older(entry), ...LIVE }, replacement) : undefined;
  if (removed && removed.matchedCount > 0) return true;
  try {
    await collection.replaceOne(older(entry), replacement, { upsert: true });
    return !isDeletion;
  } catch (error) {
    if (!isLostRace(error)) throw error;
    const { matchedCount } = await collection.replaceOne(older(entry), replacement);
    return !isDeletion && matchedCount > 0;
  }
};

/** Carries out one write. */
export const writeEntry = async (collection: Collection<Stored>, entry: Entry): Promise<boolean> => {
  if (entry.revision !== undefined) return guarded(collection, entry);
  const { deletedCount } = await collection.deleteOne({ _id: entry.id, ...LIVE });
  return deletedCount > 0;
};

/** The operation for a write, unless what is known to be stored is as new; notes what will be stored after it. */
const operationFor = (entry: Entry, known: Known): AnyBulkWriteOperation<Stored>[] => {
  const stored = known.get(entry.id);
  if (entry.revision === undefined) {
    if (!stored || stored.isDeleted) return [];
    known.delete(entry.id);
    return [{ deleteOne: { filter: { _id: entry.id, ...LIVE } } }];
  }
  if (stored && stored.revision >= entry.revision) return [];
  known.set(entry.id, { revision: entry.revision, isDeleted: !entry.content });
  return [{ replaceOne: { filter: older(entry), replacement: replacementOf(entry), upsert: true } }];
};

/**
 * Writes the entries of one collection in their order. Reads the stored revisions first: a stale upsert would be refused as a duplicate
 * key, and that ends a transaction. It still is when another writer comes between: then the error says so (`isLostRace`).
 */
const applyTo = async (collection: Collection<Stored>, entries: readonly Entry[], session?: ClientSession): Promise<void> => {
  const ids = [...new Set(entries.map(({ id }) => id))];
  const rows = await collection.find({ _id: { $in: ids } }, { projection: { revision: 1, deleted: 1 }, session }).toArray();
  const known: Known = new Map(rows.map((row) => [row._id, { revision: row.revision, isDeleted: row.deleted === true }]));
  const operations = entries.flatMap((entry) => operationFor(entry, known));
  if (operations.length === 0) return;
  try {
    await collection.bulkWrite(operations, { ordered: true, session });
  } catch (error) {
    throw isLostRace(error) ? error : portError(error, collection.collectionName);
  }
};

const moveCheckpoint = async (db: Db, { name, position }: Checkpoint, session?: ClientSession): Promise<void> => {
  const checkpoints = db.collection<Stored>(CHECKPOINTS);
  const stored = await checkpoints.findOne({ _id: name }, { session });
  if (stored && stored.revision >= position) return;
  await checkpoints.replaceOne({ _id: name, revision: { $lt: position } }, { revision: position }, { upsert: true, session });
};

/** All entries, collection by collection, then the checkpoint. */
export const applyEntries = async (
  db: Db,
  work: { entries: readonly Entry[]; checkpoint?: Checkpoint; session?: ClientSession },
): Promise<void> => {
  const { entries, checkpoint, session } = work;
  for (const [name, own] of Map.groupBy(entries, ({ shape }) => shape.name))
    await applyTo(db.collection<Stored>(name), own, session);
  if (checkpoint) await moveCheckpoint(db, checkpoint, session);
};
